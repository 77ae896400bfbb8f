"""What `kiosk export` writes gives the same programme when it is imported again, and other people's readers take it.

"The same" is asked of the two databases by SQLite: event, days, rooms in their order, sessions with all rooms, people,
track and cancellation, topics with every field, comment and vote, and where topics were placed.
"""
import concurrent.futures
import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
import unittest

sys.path.append("/usr/lib/python3/dist-packages")  # Debian's packages, should another Python run this
import icalendar  # noqa: E402

from command_line import SAMPLES, CommandLine, schedule

ENDINGS = ("xml", "json", "ics", "csv", "txt")

# name -> what has to be equal
PROGRAMME = {
    "event": "SELECT name, timezone, city, country, language FROM event",
    "days": "SELECT date, min(opens), max(closes) FROM day GROUP BY date ORDER BY date",
    "rooms": "SELECT name FROM room ORDER BY position, name",
    "sessions": "SELECT id, title, starts, ends, room, track, cancelled, topic, guid FROM session ORDER BY id",
    "further rooms": "SELECT session, room FROM session_also_in ORDER BY session, position",
    "people": "SELECT session, name FROM session_person ORDER BY session, position",
    "topics": "SELECT id, title, inserted, verified, gsoc, contact, mailing_list, irc, difficulty, skills, description, "
              "outcomes FROM topic ORDER BY source, position",
    "comments": "SELECT topic, author, at, text FROM topic_comment ORDER BY topic, position",
    "votes": "SELECT topic, author, at, kind FROM topic_vote ORDER BY topic, position",
}


def programme_in(database):
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        return {name: connection.execute(query).fetchall() for name, query in PROGRAMME.items()}
    finally:
        connection.close()


class ExportTest(CommandLine):
    maxDiff = 4000

    def kiosk_on(self, database, *words):
        done = subprocess.run(self.command(*words, db=database), capture_output=True, timeout=60, env=self.environment)
        self.assertEqual((done.returncode, done.stderr.decode()), (0, ""), words)
        return done.stdout.decode()

    def round_trip(self, name, database, ending):
        """The programme of a database after it was exported and imported into a new one."""
        file = self.folder / f"{name}.{ending}"
        again = self.folder / f"{name}-{ending}.db"
        self.kiosk_on(database, "export", file)
        self.judge(file)
        self.kiosk_on(again, "import", file)
        return programme_in(again)

    def judge(self, file):
        """Holds a file against readers that other people wrote."""
        if file.suffix == ".xml":
            done = subprocess.run(["xmllint", "--noout", "--nonet", str(file)], capture_output=True)
            self.assertEqual(done.stderr.decode(), "", file)
        elif file.suffix == ".json":
            self.assertIn("conference", json.loads(file.read_text())["schedule"])
        elif file.suffix == ".csv":
            widths = {len(row) for row in csv.reader(io.StringIO(file.read_text(), newline=""))}
            self.assertEqual(len(widths), 1, file)
        elif file.suffix == ".ics":
            text = file.read_bytes().decode()
            self.assertLessEqual(max(len(line.encode()) for line in text.split("\r\n")), 75, file)
            self.judge_calendar(text)

    def judge_calendar(self, text):
        calendar = icalendar.Calendar.from_ical(text)
        for event in calendar.walk("VEVENT"):
            self.assertTrue(event["UID"] and event["SUMMARY"] and event["DTSTART"].dt)
            self.assertTrue("DTEND" not in event or event["DTEND"].dt > event["DTSTART"].dt)

    def check_all_formats(self, name, database):
        before = programme_in(database)
        for ending in ENDINGS:
            after = self.round_trip(name, database, ending)
            for part, rows in before.items():
                self.assertEqual(after[part], rows, (name, ending, part))
        return before

    def test_every_real_file_comes_back_as_it_was_from_every_format(self):
        files = [file for folder in ("schedules", "schedules/updates", "wiki") if (SAMPLES / folder).is_dir()
                 for file in sorted((SAMPLES / folder).iterdir()) if file.is_file()]
        if not files:
            self.skipTest("no sample data ../shared/data")

        def check(file):
            database = self.folder / f"{file.parent.name}-{file.name}.db"
            imported = subprocess.run(self.command("import", file, db=database), capture_output=True, env=self.environment)
            if imported.returncode != 0:
                return file, None
            return file, self.check_all_formats(f"{file.parent.name}-{file.name}", database)

        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for file, programme in pool.map(check, files):
                counts = "refused" if programme is None else (
                    f"{len(programme['sessions'])} sessions, {len(programme['topics'])} topics")
                print(f"{file.parent.name}/{file.name}: {counts}")
                self.assertTrue(programme or file.name in ("invalid-example.json", "xen-wiki-structure-notes.md"), file)

    def test_what_breaks_formats_survives_all_of_them(self):
        titles = ["Xen & ARM <fast>", "a <b>bold</b> claim", "A &amp; B", "pipes | and || and {{braces}} [[links]]",
                  "quotes \"two\" 'one' ''three''", "semi; comma, colon: back\\slash \\n", "= heading = * # ~~~~",
                  "مرحبا بالعالم", "*not* _slanted_ `here` \\*", "# no heading", "[no](https://link.example)", "漢字 🎉 " + "long " * 60, "<3", "1:Ada, 2:Bo", "-dash", "+1", "}"]
        lines = ["id,title,start,end,room,speakers,track,status"]
        for number, title in enumerate(titles):
            shown = "".join(f"&amp;#{ord(c)};" if c in "*_`[#\\" and title[0] in "*#[" else c for c in title)
            shown = shown if shown != title else title.replace("&amp;", "&amp;amp;amp;").replace("<b>", "&amp;lt;b>").replace("</b>", "&amp;lt;/b>")
            lines.append('{},"{}",2013-05-{:02}T10:00:00+01:00,2013-05-{:02}T{}:00+01:00,"{}","{}","{}",{}'.format(
                number, shown.replace('"', '""'), 16 + number % 2, 16 + number % 2, "10:45" if number % 3 else "10:00",
                "" if number == 3 else f"Room {number % 4}, the {'big' if number % 2 else 'small'} one",
                "Ada|沈括" if number % 2 else "Lovelace|O'Neill; Jr.", f"Track {number % 3}; one, two",
                "cancelled" if number % 5 == 0 else ""))
        self.kiosk("import", self.file("a.csv", "\n".join(lines)), "--timezone", "Europe/Dublin")
        before = self.check_all_formats("nasty", self.db)
        self.assertEqual(sorted(row[1] for row in before["sessions"]), sorted(" ".join(title.split()) for title in titles))

    def test_sessions_in_several_rooms_and_outside_the_days_survive(self):
        several = ("<schedule><conference><title>E</title><time_zone_name>Europe/Dublin</time_zone_name></conference>"
                   '<day date="2013-05-16" start="2013-05-16T09:00:00+01:00" end="2013-05-17T03:00:00+01:00">'
                   '<room name="Aula"><event id="1"><date>2013-05-16T10:00:00+01:00</date><duration>0:30</duration>'
                   '<room>Aula</room><room>Hall, big</room><title>Both</title></event>'
                   '<event id="2"><date>2013-05-17T02:00:00+01:00</date><duration>30:00:30</duration><room>Aula</room>'
                   '<title>Into the day after</title></event>'
                   '<event id="3"><date>2013-05-20T10:00:00+01:00</date><duration>9000:00</duration><room>Aula</room>'
                   '<title>A year long, after the end</title></event></room></day><day date="2013-05-18"/></schedule>')
        self.kiosk("import", self.file("a.xml", several))
        before = self.check_all_formats("several", self.db)
        self.assertEqual(before["further rooms"], [("1", "Hall, big")])
        self.assertEqual(len(before["days"]), 2)

    def test_topics_with_votes_and_the_places_they_were_given_survive(self):
        self.kiosk("import", self.sample("wiki/xen-hackathon-may-2013.txt"))
        topics = self.json("topics")
        first = (topics["topics"] if isinstance(topics, dict) else topics)[0]
        self.kiosk("place", first["id"], "--room", "A new room", "--starts", "2013-05-16T10:00", "--minutes", "45")
        before = self.check_all_formats("placed", self.db)
        self.assertEqual([row[7] for row in before["sessions"] if row[7]], [first["id"]])

    def test_an_export_of_an_import_is_byte_for_byte_the_same(self):
        self.kiosk("import", self.file("a.xml", schedule("E", (1, "Talk", "Aula", "2013-05-16T10:00:00+01:00", "1:00"))))
        for ending in ("xml", "json", "csv", "txt"):
            self.kiosk("export", self.folder / f"one.{ending}")
            self.kiosk_on(self.folder / f"{ending}.db", "import", self.folder / f"one.{ending}")
            self.kiosk_on(self.folder / f"{ending}.db", "export", self.folder / f"two.{ending}")
            self.assertEqual((self.folder / f"one.{ending}").read_text(), (self.folder / f"two.{ending}").read_text())

    def test_an_import_of_an_export_changes_nothing_in_the_event_it_came_from(self):
        self.kiosk("import", self.file("a.xml", schedule("E", (1, "Talk", "Aula", "2013-05-16T10:00:00+01:00", "1:00"))))
        before = programme_in(self.db)
        for ending in ENDINGS:
            self.kiosk("export", self.folder / f"e.{ending}")
            self.kiosk("import", self.folder / f"e.{ending}")
            self.assertEqual(programme_in(self.db), before, ending)

    def test_a_wrong_ending_a_folder_and_no_event_are_refused(self):
        self.assertIn("there is no event yet", self.refused("export", self.folder / "a.xml"))
        self.kiosk("import", self.file("a.xml", schedule("E", (1, "Talk", "Aula", "2013-05-16T10:00:00+01:00", "1:00"))))
        for name in ("programme", "programme.pdf", "-", ".", "programme."):
            self.assertIn(".xml (frab XML), .json (frab JSON), .ics (iCalendar), .csv (CSV), .txt (wikitext)",
                          self.refused("export", name, code=2))
        (self.folder / "folder.csv").mkdir()
        self.assertIn("is a folder", self.refused("export", self.folder / "folder.csv"))
        self.assertIn("can't be written", self.refused("export", self.folder / "nowhere" / "a.csv"))

    def test_a_file_is_replaced_as_a_whole_and_a_failure_leaves_it(self):
        self.kiosk("import", self.file("a.xml", schedule("E", (1, "Talk", "Aula", "2013-05-16T10:00:00+01:00", "1:00"))))
        target = self.file("out.CSV", "old")
        self.assertRegex(self.kiosk("export", target), r"^“.*out\.CSV” \(CSV\): 1 session, 0 topics\n$")
        self.assertTrue(target.read_text().startswith("Start,End,Room,Title"))
        before = target.read_bytes()
        done = subprocess.run(["sh", "-c", 'ulimit -f 0; exec "$@"', "sh", *self.command("export", target)],
                              capture_output=True, env=self.environment)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual(target.read_bytes(), before)
        self.assertEqual([file.name for file in self.folder.iterdir() if file.name.startswith("out")], ["out.CSV"])


if __name__ == "__main__":
    unittest.main()
