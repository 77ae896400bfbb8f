#!/usr/bin/env python3
"""Files go in whole or not at all, and again as often as they change."""
import os
import resource
import subprocess
import unittest

from command_line import CONGRESS, HACKATHON, CommandLine, schedule

OPENING = ("1", "Opening", "Liffey", "2013-05-16T10:00:00+01:00", "00:30")
KEYNOTE = ("2", "Keynote", "Corrib", "2013-05-16T11:00:00+01:00", "01:00")


class Import(CommandLine):
    def test_the_event_page_comes_in_with_every_field(self):
        report = self.json("import", self.sample(HACKATHON))
        self.assertEqual({key: report[key] for key in ("days", "rooms", "sessions", "topics", "cancelled", "skipped")},
                         {"days": 2, "rooms": 0, "sessions": 0, "topics": 4, "cancelled": 0, "skipped": []})
        event = self.json("event")
        self.assertEqual((event["timezone"], event["city"], event["country"]), ("Europe/Dublin", "Dublin", "Ireland"))
        self.assertEqual(event["days"], [{"date": f"2013-05-{day}", "opens": f"2013-05-{day}T09:00:00+01:00",
                                          "closes": f"2013-05-{day}T17:00:00+01:00"} for day in (16, 17)])
        topics = self.json("topics")
        self.assertEqual([topic["title"] for topic in topics],
                         ["Xen Developer and Roadmap discussion", 'Xen on ARM "Portathon"',
                          "Update toolstacks to make use of libxl and/or xl",
                          "VMFUNC, grant table operations, Intel QuickData engines"])
        first, arm = topics[:2]
        self.assertEqual(list(first), ["id", "title", "inserted", "verified", "gsoc", "contact", "mailing_list", "irc",
                                       "difficulty", "skills", "description", "outcomes", "comments", "votes", "placed"])
        self.assertEqual((first["inserted"], first["gsoc"], first["difficulty"], first["skills"], first["contact"]),
                         ("2013-03-02", None, None, None, "Lars Kurth"))
        self.assertEqual(first["comments"], [{"author": "Lars.kurth", "at": "2013-03-02T15:27:00+00:00",
                                              "text": "Feel free to make suggestions here"}])
        self.assertEqual(first["votes"], [{"author": author, "at": at, "kind": "will_attend"} for author, at in
                                          (("Lars.kurth", "2013-03-02T15:27:00+00:00"), ("Ijc", "2013-03-12T14:06:00+00:00"))])
        self.assertEqual(arm["description"].count("\n"), 5)
        self.assertIn(arm["title"], self.kiosk("topics"))

    def test_the_form_of_the_report(self):
        report = self.json("import", self.file("a.xml", schedule("XenCon", OPENING, KEYNOTE)))
        self.assertEqual(report, {"format": "frab-xml", "event": "XenCon", "days": 1, "rooms": 2, "sessions": 2, "topics": 0,
                                  "cancelled": 0, "changes": {"added": 2, "removed": 0, "moved_time": 0, "moved_room": 0, "retitled": 0,
                                                              "cancelled": 0},
                                  "skipped": [], "warnings": []})
        self.assertIn("2 sessions", self.kiosk("import", self.folder / "a.xml"))

    def test_the_same_file_again_changes_nothing(self):
        file = self.sample(CONGRESS)
        first = self.json("import", file)
        before = self.json("now", "--at", "2024-12-28T00:30")
        again = self.json("import", file)
        self.assertEqual(set(again.pop("changes").values()), {0})
        self.assertEqual(first.pop("changes")["added"], 1007)
        self.assertEqual(again, first)
        self.assertEqual(self.json("now", "--at", "2024-12-28T00:30"), before)

    def test_a_file_that_changed_updates_what_it_brought(self):
        file = self.file("a.xml", schedule("XenCon", OPENING, KEYNOTE))
        self.kiosk("import", file)
        self.kiosk("event", "--notice", "Wi-Fi: guest")
        file.write_text(schedule("XenCon", ("2", "Keynote", "Liffey", "2013-05-16T12:00:00+01:00", "01:00")))
        report = self.json("import", file)
        self.assertEqual([warning["where"] for warning in report["warnings"]], ["session 1 “Opening”"])
        self.assertEqual(self.rooms_at("2013-05-16T12:30"), {"Liffey": (["Keynote"], None)})
        self.assertEqual(self.json("event")["notice"], "Wi-Fi: guest")

    def test_another_source_of_the_event_adds(self):
        self.kiosk("import", self.file("a.xml", schedule("XenCon", OPENING, KEYNOTE)))
        self.kiosk("import", self.file("b.xml", schedule("XENCON", ("2", "Tour", "Boyne", "2013-05-16T11:00:00+01:00", "01:00"))))
        answer = self.json("now", "--at", "2013-05-16T11:30")
        self.assertEqual([(room["room"], [session["id"] for session in room["now"]]) for room in answer["rooms"]],
                         [("Liffey", []), ("Corrib", ["2"]), ("Boyne", ["2~2"])])

    def test_another_event_is_refused_by_name_unless_it_replaces(self):
        self.kiosk("import", self.file("a.xml", schedule("XenCon", OPENING)))
        other = self.file("b.xml", schedule("GUADEC", ("1", "Welcome", "Hall", "2013-08-01T10:00:00+02:00", "01:00"), days=("2013-08-01",)))
        for words in ((), ("--dry-run",)):
            sentence = self.refused("import", other, *words)
            self.assertIn("“XenCon”", sentence)
            self.assertIn("“GUADEC”", sentence)
            self.assertIn("--replace", sentence)
        self.assertEqual(self.json("event")["name"], "XenCon")
        self.kiosk("import", other, "--replace", "--dry-run")
        self.assertEqual(self.json("event")["name"], "XenCon")
        self.kiosk("import", other, "--replace")
        self.assertEqual((self.json("event")["name"], [room["room"] for room in self.json("now")["rooms"]]), ("GUADEC", ["Hall"]))

    def test_a_rehearsal_writes_nothing(self):
        file = self.file("a.xml", schedule("XenCon", OPENING))
        self.assertEqual(self.json("import", file, "--dry-run")["sessions"], 1)
        self.assertIn("Nothing was written", self.kiosk("import", file, "--dry-run"))
        self.assertEqual(os.listdir(self.folder), ["a.xml"])

    def test_the_zone_asked_for_moves_clock_faces_and_not_offsets(self):
        faces = schedule("XenCon", ("1", "Face", "Liffey", "2013-05-16T10:00:00", "00:30"),
                         ("2", "Offset", "Liffey", "2013-05-16T10:00:00+01:00", "00:30"))
        file = self.file("a.xml", faces)
        self.kiosk("import", file, "--timezone", "America/New_York")
        self.assertEqual(self.rooms_at("2013-05-16T05:00")["Liffey"], (["Offset"], "Face"))
        self.assertEqual(self.rooms_at("2013-05-16T10:00")["Liffey"], (["Face"], None))
        self.kiosk("event", "--timezone", "Europe/Berlin")
        self.assertEqual(self.rooms_at("2013-05-16T10:00")["Liffey"], (["Face"], "Offset"))
        self.kiosk("import", file)
        self.assertEqual(self.json("event")["timezone"], "Europe/Berlin", "a zone set by hand stays")
        self.assertEqual(self.rooms_at("2013-05-16T10:00")["Liffey"], (["Face"], "Offset"))

    def test_a_file_may_come_through_a_pipe(self):
        report = self.json("import", "-", input=schedule("XenCon", OPENING).encode())
        self.assertEqual(report["sessions"], 1)
        self.refused("import", "-", input=b"")

    def test_a_file_that_can_t_be_read_is_told(self):
        for file, part in ((self.folder / "missing.xml", "there is no file"), (self.folder, "is a folder"), ("/dev/full", "256 MiB")):
            self.assertIn(part, self.refused("import", file))
        large = self.folder / "large.xml"
        with open(large, "wb") as out:
            out.truncate((256 << 20) + 1)
        self.assertIn("256 MiB", self.refused("import", large))
        self.assertFalse(self.db.exists())

    def test_a_time_beyond_every_calendar_costs_that_session_alone(self):
        report = self.json("import", self.file("a.xml", schedule(
            "XenCon", OPENING, ("8", "Late", "Liffey", "9999-12-31T23:30:00+00:00", "02:00"),
            ("9", "Early", "Liffey", "0000-01-01T00:10:00+02:00", "02:00"), days=("2013-05-16", "9999-12-31", "0000-01-01"))))
        self.assertEqual((report["sessions"], len(report["skipped"])), (1, 2), report)
        self.assertEqual(self.rooms_at("2013-05-16T10:15")["Liffey"][0], ["Opening"])

    def test_what_is_not_understood_leaves_the_database_alone(self):
        self.kiosk("import", self.file("a.xml", schedule("XenCon", OPENING)))
        before = self.db.read_bytes()
        whole = schedule("XenCon", KEYNOTE)
        bomb = ('<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">' +
                "".join(f'<!ENTITY {chr(98 + i)} "{10 * ("&" + chr(97 + i) + ";")}">' for i in range(12)) +
                "]><schedule><conference><title>&m;</title></conference></schedule>")
        for name, content in {"empty": b"", "letter": b"Dear organiser,\nhow are you?\n", "zeros": bytes(5000),
                              "truncated": whole[:len(whole) // 2].encode(), "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
                              "utf-16": "XenCon".encode("utf-16")}.items():
            with self.subTest(name=name):
                self.assertIn(f"{name}.x", self.refused("import", self.file(name + ".x", content)))
        self.run_kiosk("import", self.file("bomb.xml", bomb), preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (20, 20)))
        self.assertIn("“Opening”".strip("“”"), self.kiosk("now", "--at", "2013-05-16T10:15"))
        for name in ("empty", "letter", "zeros", "picture"):
            self.refused("import", self.folder / (name + ".x"), "--replace")
        self.assertEqual(self.db.read_bytes(), before)


if __name__ == "__main__":
    unittest.main()
