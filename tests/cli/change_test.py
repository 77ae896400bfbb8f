#!/usr/bin/env python3
"""The programme changes: by hand, and from one import to the next."""
import datetime
import json
import sqlite3
import unittest
import xml.etree.ElementTree

from command_line import HACKATHON, CommandLine, schedule

DAY = "2013-05-16T"
COUNTS = ("added", "removed", "moved_time", "moved_room", "retitled", "cancelled")
CAMP = ("schedules/updates/camp2019-1.schedule.xml", "schedules/updates/camp2019-2.schedule.xml",
        "schedules/updates/camp2019-3.schedule.xml", "schedules/camp2019-everything-final.schedule.xml")


def talk(number, title, room, clock, length="01:00"):
    return (number, title, room, f"{DAY}{clock}:00+01:00", length)


OPENING, KEYNOTE, PANEL = talk("1", "Opening", "Liffey", "10:00"), talk("2", "Keynote", "Liffey", "11:00"), talk("3", "Panel", "Liffey", "12:10")
WORKSHOP = talk("4", "Workshop", "Corrib", "11:00")


class Change(CommandLine):
    def programme(self, *sessions):
        return json.loads(self.kiosk("import", "--json", self.file("a.xml", schedule("XenCon", *sessions))))

    def setUp(self):
        super().setUp()
        self.programme(OPENING, KEYNOTE, PANEL, WORKSHOP)

    def starts(self):
        """{title: clock} of what takes place."""
        with sqlite3.connect(self.db) as database:
            rows = database.execute("SELECT title, room, strftime('%H:%M', starts, '+1 hour') FROM session WHERE NOT cancelled")
            return {title: f"{room} {clock}" for title, room, clock in rows}

    def test_a_delay_clashes_unless_it_pushes_or_is_forced(self):
        refused = self.refused("delay", "opening", 15)
        self.assertIn("in “Liffey” there is then “Keynote” (2013-05-16 11:00–12:00)", refused)
        self.assertIn("--following", refused)
        self.assertIn("--force", refused)
        self.assertEqual(self.starts()["Opening"], "Liffey 10:00")

        told = self.kiosk("delay", "opening", 15, "--following")
        self.assertEqual(told.splitlines(), [
            "“Opening”: Liffey, 2013-05-16 10:15–11:15 (was Liffey, 2013-05-16 10:00–11:00)",
            "“Keynote”: Liffey, 2013-05-16 11:15–12:15 (was Liffey, 2013-05-16 11:00–12:00)",
            "“Panel”: Liffey, 2013-05-16 12:15–13:15 (was Liffey, 2013-05-16 12:10–13:10)"])
        self.assertEqual(self.starts()["Workshop"], "Corrib 11:00")

        self.kiosk("delay", "Panel", "-20", "--force")
        self.assertEqual(self.starts()["Panel"], "Liffey 11:55")

    def test_restore_takes_back_what_one_command_did(self):
        self.kiosk("delay", "1", 15, "--following")
        self.kiosk("delay", "Keynote", 5, "--force")
        self.kiosk("restore", "Keynote")
        self.assertEqual(self.starts()["Keynote"], "Liffey 11:15")
        self.kiosk("restore", "Keynote")
        self.assertEqual(self.starts(), {"Opening": "Liffey 10:00", "Keynote": "Liffey 11:00", "Panel": "Liffey 12:10", "Workshop": "Corrib 11:00"})
        self.assertIn("nothing was changed by hand", self.refused("restore", "Keynote"))

    def test_what_is_cancelled_is_never_now_or_next_until_it_is_restored(self):
        self.kiosk("cancel", "keynote")
        self.assertEqual(self.rooms_at(DAY + "10:30"), {"Liffey": (["Opening"], "Panel"), "Corrib": ([], "Workshop")})
        self.assertIn("is cancelled already", self.refused("cancel", "keynote"))
        self.assertEqual(self.json("restore", "keynote")[0]["cancelled"], False)
        self.assertEqual(self.rooms_at(DAY + "10:30")["Liffey"], (["Opening"], "Keynote"))

    def test_move_gives_another_room_or_start_or_both(self):
        self.kiosk("move", "Keynote", "--room", "Typo")
        self.kiosk("restore", "Keynote")
        self.assertEqual(list(self.rooms_at(DAY + "10:30")), ["Liffey", "Corrib"])
        self.kiosk("move", "Keynote", "--room", "Boyne")
        self.assertEqual(self.starts()["Keynote"], "Boyne 11:00")
        self.kiosk("move", "Keynote", "--starts", DAY + "15:00", "--room", "Corrib")
        self.assertEqual(self.json("now", "--at", DAY + "15:30", "--room", "Corrib")["rooms"][0]["now"][0]["ends"], DAY + "16:00:00+01:00")
        self.assertIn("“Workshop”", self.refused("move", "Opening", "--room", "Corrib", "--starts", DAY + "11:30"))
        self.kiosk("move", "Opening", "--room", "Corrib", "--starts", DAY + "11:30", "--force")
        self.assertIn("--room ROOM", self.refused("move", "Opening", code=2))
        self.assertIn("needs a name", self.refused("move", "Opening", "--room", " ", code=2))

    def test_a_session_has_to_be_meant(self):
        self.programme(OPENING, KEYNOTE, talk("5", "Opening", "Corrib", "14:00"))
        refused = self.refused("cancel", "opening")
        for part in ("“Opening” 2013-05-16 10:00 (1)", "“Opening” 2013-05-16 14:00 (5)"):
            self.assertIn(part, refused)
        self.kiosk("cancel", "5")
        self.assertIn("no session has the id “Lunch”", self.refused("cancel", "Lunch"))
        for minutes in ("0", "x", "1.5", "", "99999999999"):
            self.refused("delay", "1", minutes, code=2)

    def test_a_hand_change_holds_until_the_source_changes_the_session(self):
        self.kiosk("move", "Workshop", "--room", "Boyne")
        self.kiosk("cancel", "Keynote")
        self.assertEqual(self.programme(OPENING, KEYNOTE, PANEL, WORKSHOP)["warnings"], [])
        self.assertEqual(self.starts()["Workshop"], "Boyne 11:00")

        report = self.programme(OPENING, KEYNOTE, PANEL, talk("4", "Workshop", "Corrib", "11:30"))
        self.assertEqual(report["warnings"], [{"where": "session 4 “Workshop”",
                                               "why": "the file changed it after it was changed by hand (move): the file holds"}])
        self.assertEqual(self.starts(), {"Opening": "Liffey 10:00", "Panel": "Liffey 12:10", "Workshop": "Corrib 11:30"})

    def test_a_placed_topic_moves_and_an_unplaced_one_comes_back(self):
        self.db.unlink()
        self.kiosk("import", self.sample(HACKATHON))
        self.kiosk("place", "xen on arm", "--room", "Liffey", "--starts", DAY + "10:00", "--minutes", 60)
        self.kiosk("delay", "xen on arm", 30)
        self.assertEqual(list(self.starts().values()), ["Liffey 10:30"])
        self.kiosk("unplace", "xen on arm")
        self.kiosk("restore", "xen on arm")
        self.assertEqual(list(self.starts().values()), ["Liffey 10:30"])
        self.kiosk("import", self.sample(HACKATHON))
        self.assertEqual(list(self.starts().values()), ["Liffey 10:30"])

    def test_import_counts_what_changed(self):
        report = self.programme(OPENING, KEYNOTE, PANEL, WORKSHOP)
        self.assertEqual(report["changes"], dict.fromkeys(COUNTS, 0))
        report = self.programme(talk("1", "CANCELLED: Opening", "Liffey", "10:00"), talk("2", "The keynote", "Corrib", "13:00"), WORKSHOP,
                                talk("6", "Party", "Liffey", "20:00"))
        self.assertEqual(report["changes"], {"added": 1, "removed": 1, "moved_time": 1, "moved_room": 1, "retitled": 1, "cancelled": 1})
        told = self.kiosk("import", self.file("a.xml", schedule("XenCon", OPENING)))
        self.assertIn("sessions changed: 3 removed, 1 no longer cancelled", told)

    def test_the_machine_s_zone_decides_nothing(self):
        at_home = self.kiosk("now", "--at", DAY + "10:30", "--json")
        for zone in ("Pacific/Kiritimati", "Asia/Kathmandu", "XYZ+7:30", ":/nowhere"):
            self.environment["TZ"] = zone
            self.programme(OPENING, KEYNOTE, PANEL, WORKSHOP)
            self.assertEqual(self.kiosk("now", "--at", DAY + "10:30", "--json"), at_home)


def camp_sessions(file):
    """{guid: [(start, room, title)]} by means of Python alone; a mark of cancellation is no part of the title."""
    sessions = {}
    for event in xml.etree.ElementTree.parse(file).getroot().iter("event"):
        text = {child.tag: " ".join((child.text or "").split()) for child in event}
        sessions.setdefault(event.get("guid"), []).append((datetime.datetime.fromisoformat(text["date"]), text["room"], text["title"]))
    return {guid: sorted(set(held)) for guid, held in sessions.items()}


def difference(before, after):
    """What changed; sessions under one guid are told apart by their starts, then taken in order."""
    counts = dict.fromkeys(COUNTS, 0)
    for guid in before.keys() | after.keys():
        old, new = list(before.get(guid, [])), list(after.get(guid, []))
        for start in {each[0] for each in old} & {each[0] for each in new}:
            pair = [next(each for each in side if each[0] == start) for side in (old, new)]
            old.remove(pair[0])
            new.remove(pair[1])
            counts["moved_room"] += pair[0][1] != pair[1][1]
            counts["retitled"] += pair[0][2] != pair[1][2]
        for gone, come in zip(old, new):
            counts["moved_time"] += 1
            counts["moved_room"] += gone[1] != come[1]
            counts["retitled"] += gone[2] != come[2]
        counts["removed"] += max(0, len(old) - len(new))
        counts["added"] += max(0, len(new) - len(old))
    return counts


class CampUpdates(CommandLine):
    def test_one_event_as_it_changed_counts_as_python_counts_it(self):
        before = {}
        print(f"\n| {'camp 2019, changes':42} " + " ".join(f"{name:>11}" for name in COUNTS))
        for name in CAMP:
            file = self.sample(name)
            report = json.loads(self.kiosk("import", "--json", file))
            after = camp_sessions(file)
            expected = difference(before, after)
            print(f"| {file.name:42} " + " ".join(f"{report['changes'][count]:11}" for count in COUNTS))
            self.assertEqual(report["changes"], expected, name)
            self.assertEqual(report["sessions"], sum(map(len, after.values())), name)
            before = after


if __name__ == "__main__":
    unittest.main()
