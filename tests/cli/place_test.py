#!/usr/bin/env python3
"""What organisers set by hand: topics' places, the event's fields, the rooms'."""
import unittest

from command_line import HACKATHON, CommandLine, schedule

ARM = 'Xen on ARM "Portathon"'
ROADMAP = "Xen Developer and Roadmap discussion"


class Place(CommandLine):
    def import_page(self):
        self.kiosk("import", self.sample(HACKATHON))

    def place(self, topic, starts, minutes, *more, room="Liffey"):
        return ("place", topic, "--room", room, "--starts", starts, "--minutes", minutes, *more)

    def test_two_topics_placed_show_as_now_and_next(self):
        self.import_page()
        self.kiosk(*self.place("xen on arm", "2013-05-16T10:00", 90))
        self.kiosk(*self.place("Xen Developer", "2013-05-16T12:00", 60))
        self.assertEqual(self.rooms_at("2013-05-16T10:15"), {"Liffey": ([ARM], ROADMAP)})
        placed = {topic["title"]: topic["placed"] for topic in self.json("topics")}
        self.assertEqual(placed[ARM]["starts"], "2013-05-16T10:00:00+01:00")
        self.assertEqual(placed[ARM]["ends"], "2013-05-16T11:30:00+01:00")
        self.assertEqual(placed[ARM]["people"], ["Ian Campbell"])
        self.assertEqual(sum(place is not None for place in placed.values()), 2)

    def test_the_place_stays_when_the_page_is_imported_again_until_it_is_taken(self):
        self.import_page()
        self.kiosk(*self.place("xen on arm", "2013-05-16T10:00", 90))
        self.import_page()
        self.assertEqual(self.rooms_at("2013-05-16T10:15"), {"Liffey": ([ARM], None)})
        self.kiosk("unplace", "xen-on-arm-portathon")
        self.assertEqual(self.rooms_at("2013-05-16T10:15"), {"Liffey": ([], None)})
        self.assertIn("has no place", self.refused("unplace", "xen-on-arm-portathon"))

    def test_a_clash_or_a_time_outside_is_refused_by_name_unless_forced(self):
        self.import_page()
        self.kiosk(*self.place("xen on arm", "2013-05-16T10:00", 90))
        clash = self.refused(*self.place(ROADMAP, "2013-05-16T11:00", 60))
        self.assertIn(ARM, clash)
        self.assertIn("2013-05-16 10:00–11:30", clash)
        outside = self.refused(*self.place(ROADMAP, "2013-05-16T16:30", 60))
        self.assertIn("2013-05-16 09:00–17:00, 2013-05-17 09:00–17:00", outside)
        self.assertIn("--force", outside)
        self.assertEqual(self.rooms_at("2013-05-16T11:15"), {"Liffey": ([ARM], None)})
        self.kiosk(*self.place(ROADMAP, "2013-05-16T11:00", 60, "--force"))
        self.assertEqual(self.rooms_at("2013-05-16T11:15"), {"Liffey": ([ARM, ROADMAP], None)})

    def test_one_after_the_other_is_no_clash_and_a_topic_makes_way_for_itself(self):
        self.import_page()
        self.kiosk(*self.place("xen on arm", "2013-05-16T10:00", 60))
        self.kiosk(*self.place(ROADMAP, "2013-05-16T11:00", 60))
        self.kiosk(*self.place("xen on arm", "2013-05-16T09:30", 90))

    def test_a_beginning_has_to_fit_just_one(self):
        self.import_page()
        sentence = self.refused(*self.place("xen", "2013-05-16T10:00", 60))
        self.assertIn(ARM, sentence)
        self.assertIn(ROADMAP, sentence)
        self.assertIn("xen-on-arm-portathon", sentence)
        self.assertIn("VMFUNC", self.refused(*self.place("Portathon", "2013-05-16T10:00", 60)))

    def test_without_a_topic_there_is_nothing_to_place(self):
        self.assertIn("kiosk import FILE", self.refused(*self.place("A", "2013-05-16T10:00", 60)))
        self.assertFalse(self.db.exists())
        self.kiosk("import", self.file("a.xml", schedule("XenCon", ("1", "Opening", "Liffey", "2013-05-16T10:00:00+01:00", "00:30"))))
        self.assertIn("no topics", self.refused(*self.place("Opening", "2013-05-16T10:00", 60)))

    def test_the_event_s_own_fields(self):
        self.assertIn("--name NAME --timezone ZONE", self.refused("event", "--notice", "Wi-Fi"))
        self.assertFalse(self.db.exists())
        self.kiosk("event", "--name", "Fest", "--timezone", "Europe/Berlin")
        self.kiosk("event", "--notice", "Wi-Fi: guest · info desk", "--language", "de")
        self.assertEqual(self.json("event"), {"name": "Fest", "timezone": "Europe/Berlin", "city": None, "country": None,
                                              "language": "de", "notice": "Wi-Fi: guest · info desk", "admit": "day", "days": []})
        self.kiosk("event", "--notice", "")
        self.assertIsNone(self.json("event")["notice"])
        self.assertIn("language: de", self.kiosk("event"))

    def test_a_room_s_own_fields(self):
        self.import_page()
        self.assertIn("no rooms yet", self.refused("room", "Liffey"))
        self.kiosk("room", "Liffey", "--capacity", "40", "--where", "first floor")
        self.assertEqual(self.json("room", "Liffey"), {"room": "Liffey", "capacity": 40, "where": "first floor"})
        self.assertIn("“Liffey”", self.refused("room", "liffey"))
        self.import_page()
        self.assertIn("first floor", self.kiosk("room", "Liffey"))


if __name__ == "__main__":
    unittest.main()
