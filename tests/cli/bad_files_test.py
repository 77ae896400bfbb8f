"""Every real file with bytes flipped, cut off and doubled: an answer in time, and a refusal leaves the database as it was.

KIOSK_ROUNDS says how many broken variants of each kind are tried (1 without); what is broken is the same in every run.
"""
import concurrent.futures
import os
import random
import resource
import sqlite3
import subprocess
import unittest

from command_line import SAMPLES, CommandLine, schedule

ROUNDS = int(os.environ.get("KIOSK_ROUNDS", "1"))
LONGEST = 2  # seconds of processor time for one file


def flipped(content, chance):
    content = bytearray(content)
    for _ in range(1 + len(content) // 2000):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def cut(content, chance):
    return content[:chance.randrange(len(content))]


def doubled(content, chance):
    start = chance.randrange(len(content))
    end = start + chance.randrange(1 + len(content) - start)
    return content[:end] + content[start:end] + content[end:]


class BadFilesTest(CommandLine):
    def contents(self, database):
        connection = sqlite3.connect(database)
        try:
            return list(connection.iterdump())
        finally:
            connection.close()

    def limited(self, *words, database):
        def limit():
            resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))

        return subprocess.run(self.command(*words, db=database), capture_output=True, env=self.environment, timeout=120,
                              preexec_fn=limit)

    def check(self, file):
        whole = file.read_bytes()
        database = self.folder / f"{file.parent.name}-{file.name}.db"
        subprocess.run(self.command("import", file, db=database), capture_output=True, env=self.environment)
        refused = taken = 0
        for way in (flipped, cut, doubled):
            for turn in range(ROUNDS):
                broken = self.folder / f"{way.__name__}-{turn}-{file.parent.name}-{file.name}"
                broken.write_bytes(way(whole, random.Random(f"{file.name} {way.__name__} {turn}")))
                before = database.read_bytes() if database.exists() else None
                done = self.limited("import", broken, database=database)
                said = done.stderr.decode()
                self.assertIn(done.returncode, (0, 1), (broken.name, said))
                if done.returncode == 0:
                    taken += 1
                    continue
                refused += 1
                self.assertEqual((said.count("\n"), said.startswith("kiosk: ")), (1, True), (broken.name, said))
                if before is not None:
                    self.assertTrue(database.read_bytes() == before, broken.name)
        return f"{file.parent.name}/{file.name}: {taken} taken, {refused} refused"

    def test_a_broken_file_is_answered_in_time_and_changes_nothing_when_it_is_refused(self):
        files = [file for folder in ("schedules", "schedules/updates", "wiki") if (SAMPLES / folder).is_dir()
                 for file in sorted((SAMPLES / folder).iterdir()) if file.is_file()]
        if not files:
            self.skipTest("no sample data ../shared/data")
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for line in pool.map(self.check, files):
                print(line)

    def test_every_kind_of_refusal_leaves_the_database_as_it_was_to_the_byte(self):
        talk = (1, "Talk", "Aula", "2013-05-16T10:00:00+01:00", "1:00")
        good = self.file("good.xml", schedule("E", talk))
        self.kiosk("import", good)
        before = self.db.read_bytes()
        broken = {"empty": b"", "picture": b"\x89PNG\r\n\x1a\n", "zero": b"id,title\0", "prose": b"Just some words.\n",
                  "xml": schedule("E", talk)[:-30], "other-xml": "<rss><channel/></rss>", "json": '{"schedule": {"conference": {',
                  "no-session": '{"sessions": [], "start": 1, "room": 2}', "calendar": "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
                  "another-event": schedule("Another", (9, "Other", "Hall", "2014-05-16T10:00:00+01:00", "1:00")),
                  "too-large": b"x" * (64 * 1024 * 1024 + 1)}
        for name, content in broken.items():
            with self.subTest(name):
                self.refused("import", self.file(name, content))
                self.assertTrue(self.db.read_bytes() == before)
        for words in (("import", self.folder / "nowhere"), ("import", self.folder)):
            self.refused(*words)
        self.refused("import", good, "--timezone", "Mars/Base", code=2)
        self.kiosk("import", self.file("more.xml", schedule("E", talk, (2, "More", "Aula", "2013-05-16T12:00:00+01:00", "1:00"))), "--dry-run")
        full = subprocess.run(["sh", "-c", 'ulimit -f 8; exec "$@"', "sh", *self.command("import", self.folder / "more.xml")],
                              capture_output=True, env=self.environment)
        self.assertEqual(full.returncode, 1, full.stderr)
        self.assertTrue(self.db.read_bytes() == before)

    def test_entities_are_never_taken_from_outside(self):
        secret = self.file("secret.txt", "THE-SECRET-OF-THIS-MACHINE")
        plain = schedule("E", (1, "Talk &from; outside", "Aula", "2013-05-16T10:00:00+01:00", "1:00"))
        prologue, rest = plain.split("?>", 1)
        for entity in (f'<!ENTITY from SYSTEM "file://{secret}">', f'<!ENTITY % from SYSTEM "file://{secret}"> %from;',
                       f'<!ENTITY from PUBLIC "x" "{secret}">'):
            file = self.file("a.xml", f"{prologue}?><!DOCTYPE schedule [{entity}]>{rest}")
            done = self.run_kiosk("import", file, "--json")
            self.assertIn(done.returncode, (0, 1))
            self.assertNotIn(b"THE-SECRET", done.stdout + done.stderr)
            if self.db.exists():
                self.assertNotIn("THE-SECRET", "\n".join(self.contents(self.db)))

    def test_entities_that_grow_without_end_stay_small(self):
        plain = schedule("E", (1, "&e9;", "Aula", "2013-05-16T10:00:00+01:00", "1:00"))
        prologue, rest = plain.split("?>", 1)
        entities = '<!ENTITY e0 "lol">' + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
        done = self.limited("import", self.file("a.xml", f"{prologue}?><!DOCTYPE schedule [{entities}]>{rest}"), database=self.db)
        self.assertIn(done.returncode, (0, 1), done.stderr)


if __name__ == "__main__":
    unittest.main()
