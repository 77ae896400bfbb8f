#!/usr/bin/env python3
"""What the screens show, asked on the command line."""
import os
import unittest

from command_line import CONGRESS, CommandLine, schedule


class Now(CommandLine):
    def test_without_an_event_the_demo_is_on(self):
        answer = self.json("now")
        self.assertTrue(any(room["now"] for room in answer["rooms"]))
        self.assertIn("(demo)", self.kiosk("now"))
        self.assertEqual(os.listdir(self.folder), [], "looking made a file")

    def test_the_first_import_replaces_the_demo_silently(self):
        self.kiosk("import", self.file("a.xml", schedule("XenCon", ("1", "Opening", "Liffey", "2013-05-16T10:00:00+01:00", "00:30"))))
        self.assertEqual(self.json("now")["event"]["name"], "XenCon")

    def test_the_form_of_the_answer(self):
        self.kiosk("import", self.file("a.xml", schedule(
            "XenCon", ("1", "Opening", "Liffey", "2013-05-16T10:00:00+01:00", "00:30"),
            ("2", "Keynote", "Liffey", "2013-05-17T09:00:00+01:00", "01:00"), days=("2013-05-16", "2013-05-17"))))
        answer = self.json("now", "--at", "2013-05-16T10:15")
        self.assertEqual(list(answer), ["event", "at", "rooms"])
        self.assertEqual(answer["event"]["timezone"], "Europe/Dublin")
        self.assertEqual([(day["date"], day["opens"], day["closes"]) for day in answer["event"]["days"]],
                         [("2013-05-16", None, None), ("2013-05-17", None, None)])
        self.assertEqual(answer["at"], "2013-05-16T10:15:00+01:00")
        self.assertEqual(answer["rooms"], [{
            "room": "Liffey",
            "now": [{"id": "1", "title": "Opening", "starts": "2013-05-16T10:00:00+01:00",
                     "ends": "2013-05-16T10:30:00+01:00", "room": "Liffey", "people": [], "track": None, "cancelled": False}],
            "next": {"id": "2", "title": "Keynote", "starts": "2013-05-17T09:00:00+01:00",
                     "ends": "2013-05-17T10:00:00+01:00", "room": "Liffey", "people": [], "track": None, "cancelled": False}}])

    def test_the_moment_may_be_written_in_any_zone(self):
        self.kiosk("import", self.file("a.xml", schedule("XenCon", ("1", "Opening", "Liffey", "2013-05-16T10:00:00+01:00", "00:30"))))
        for time, on in {"2013-05-16T10:00": True, "2013-05-16T09:00Z": True, "2013-05-16T11:29:59+02:00": True,
                         "2013-05-16 10:30": False, "2013-05-16T10:00Z": False}.items():
            self.assertEqual(self.rooms_at(time), {"Liffey": (["Opening"] if on else [], None)}, time)

    def test_one_room_alone(self):
        self.kiosk("import", self.file("a.xml", schedule(
            "XenCon", ("1", "Opening", "Liffey", "2013-05-16T10:00:00+01:00", "00:30"),
            ("2", "Other", "liffey", "2013-05-16T10:00:00+01:00", "00:30"))))
        self.assertEqual(self.rooms_at("2013-05-16T10:15", "--room", " liffey "), {"liffey": (["Other"], None)})
        self.assertEqual(self.refused("now", "--room", "Corrib"),
                         "there is no room “Corrib”: the rooms are “Liffey”, “liffey”")

    def test_in_words(self):
        self.kiosk("import", self.file("a.xml", schedule(
            "XenCon", ("1", "Opening", "Liffey", "2013-05-16T10:00:00+01:00", "00:30"),
            ("2", "Keynote", "Liffey", "2013-05-17T09:00:00+01:00", "01:00"), days=("2013-05-16", "2013-05-17"))))
        self.assertEqual(self.kiosk("now", "--at", "2013-05-16T10:15"),
                         "XenCon\n2013-05-16 10:15, Europe/Dublin\n\nLiffey\n  now   until 10:30  Opening\n"
                         "  next  at 2013-05-17 09:00  Keynote\n")

    def test_sessions_run_over_midnight(self):
        report = self.json("import", self.sample(CONGRESS))
        self.assertEqual((report["format"], report["event"], report["sessions"], report["rooms"], report["skipped"]),
                         ("frab-xml", "38C3", 1007, 72, []))
        answer = self.json("now", "--at", "2024-12-28T00:30")
        self.assertEqual(len([room for room in answer["rooms"] if room["room"] is not None]), 72)
        running = [session for room in answer["rooms"] for session in room["now"]]
        over_midnight = [session for session in running if session["starts"] < "2024-12-28T00:00:00+01:00"]
        self.assertTrue(over_midnight)
        for session in running:
            self.assertLessEqual(session["starts"], answer["at"])
            self.assertGreater(session["ends"], answer["at"])
        for room in answer["rooms"]:
            if room["next"]:
                self.assertGreater(room["next"]["starts"], answer["at"])
                self.assertEqual(room["next"]["room"], room["room"])


if __name__ == "__main__":
    unittest.main()
