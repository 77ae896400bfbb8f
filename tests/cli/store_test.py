#!/usr/bin/env python3
"""The database keeps its word: whatever is killed, forbidden or done at the same time."""
import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import time
import unittest

from command_line import KIOSK, CommandLine, schedule

NOBODY = 65534


def many(title, count=4000):
    """A file large enough that its import can be caught in the act."""
    return schedule("XenCon", *((str(i), f"{title} {i}", f"Room {i % 50}", "2013-05-16T10:00:00+01:00", "00:30") for i in range(count)))


class Store(CommandLine):
    def test_an_import_that_is_killed_leaves_the_old_programme_or_the_new(self):
        file = self.file("a.xml", many("Old"))
        begin = time.monotonic()
        self.kiosk("import", file)
        whole = time.monotonic() - begin
        kept = 0
        state = "Old"
        for attempt in range(20):
            wanted = "New" if state == "Old" else "Old"
            file.write_text(many(wanted))
            process = subprocess.Popen(self.command("import", file), stdout=subprocess.DEVNULL, env=self.environment)
            time.sleep(whole * attempt / 20)
            process.kill()
            process.wait()
            titles = {title.split()[0] for title, in sqlite3.connect(self.db).execute("SELECT title FROM session")}
            self.assertEqual(len(titles), 1, "half of an import")
            count, = sqlite3.connect(self.db).execute("SELECT count(*) FROM session").fetchone()
            self.assertEqual(count, 4000)
            kept += titles == {state}
            state, = titles
            self.kiosk("now", "--at", "2013-05-16T10:15")
        self.assertGreater(kept, 0, "no import was ever caught in the act")

    def test_a_newer_database_is_refused_and_left_alone(self):
        self.kiosk("event", "--name", "Fest", "--timezone", "Europe/Berlin")
        with sqlite3.connect(self.db) as database:
            known, = database.execute("PRAGMA user_version").fetchone()
            database.execute("PRAGMA user_version = 77")
        database.close()
        before = self.db.read_bytes()
        for words in (("now",), ("topics",), ("event",), ("event", "--notice", "x"), ("import", self.file("a.xml", schedule("Fest")))):
            self.assertIn(f"was written by a newer kiosk (step 77; this one knows {known}): update this kiosk", self.refused(*words))
        self.assertEqual(self.db.read_bytes(), before)

    def test_what_is_no_database_is_refused_and_left_alone(self):
        self.db.write_text("a letter, and no database at all\n" * 50)
        before = self.db.read_bytes()
        for words in (("now",), ("event", "--name", "Fest", "--timezone", "Europe/Berlin")):
            self.assertIn("is no database", self.refused(*words))
        self.assertEqual(self.db.read_bytes(), before)
        self.db.unlink()
        self.db.mkdir()
        self.assertIn("is a folder", self.refused("now"))

    def test_two_at_once_both_get_their_turn(self):
        self.kiosk("event", "--name", "Fest", "--timezone", "Europe/Berlin")
        processes = [subprocess.Popen(self.command("room", f"Room {i}", "--capacity", i + 1), stdout=subprocess.DEVNULL,
                                      stderr=subprocess.PIPE, env=self.environment) for i in range(12)]
        for process in processes:
            _, errors = process.communicate(timeout=60)
            self.assertEqual((process.returncode, errors), (0, b""))
        self.assertEqual(len(self.json("now")["rooms"]), 12)

    def test_two_that_make_the_database_at_once(self):
        for attempt in range(5):
            db = self.folder / f"new-{attempt}.db"
            processes = [subprocess.Popen(self.command("event", "--name", "Fest", "--timezone", "Europe/Berlin", db=db),
                                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=self.environment) for _ in range(6)]
            for process in processes:
                _, errors = process.communicate(timeout=60)
                self.assertEqual((process.returncode, errors), (0, b""))

    def as_anybody(self, *words):
        """Runs as a user for whom a read-only folder is one: for root nothing is."""
        if os.geteuid() != 0:
            return self.run_kiosk(*words)
        return self.run_kiosk(*words, user=NOBODY, group=NOBODY, extra_groups=())

    def test_what_can_t_be_written_is_still_read(self):
        if os.geteuid() == 0 and not all(folder.stat().st_mode & 1 for folder in pathlib.Path(KIOSK).resolve().parents):
            self.skipTest("no other user may reach the program")
        self.kiosk("event", "--name", "Fest", "--timezone", "Europe/Berlin")
        os.chmod(self.db, 0o444)
        os.chmod(self.folder, 0o555)
        self.addCleanup(os.chmod, self.folder, 0o755)
        read = self.as_anybody("now")
        self.assertEqual((read.returncode, read.stderr), (0, b""))
        self.assertIn(b"Fest", read.stdout)
        for words in (("event", "--notice", "x"), ("room", "Hall", "--capacity", "3")):
            written = self.as_anybody(*words)
            self.assertEqual(written.returncode, 1)
            self.assertRegex(written.stderr.decode(), r"^kiosk: “.*event\.db” can't be (written|opened): .*\n$")
        os.chmod(self.db, 0o000)
        hidden = self.as_anybody("now")
        self.assertEqual(hidden.returncode, 1)
        self.assertRegex(hidden.stderr.decode(), r"^kiosk: “.*event\.db” can't be opened: .*\n$")

    def test_a_folder_that_can_t_be_made_is_told(self):
        self.file("in-the-way", "")
        self.db = self.folder / "in-the-way/event.db"
        self.assertIn("in-the-way", self.refused("event", "--name", "Fest", "--timezone", "Europe/Berlin"))

    def test_anybody_can_read_it_with_sqlite3(self):
        if not shutil.which("sqlite3"):
            self.skipTest("sqlite3 is not installed")
        self.kiosk("import", self.file("a.xml", schedule("XenCon", ("1", "Opening", "Liffey", "2013-05-16T10:00:00+01:00", "00:30"))))

        def ask(sql):
            return subprocess.run(["sqlite3", self.db, sql], capture_output=True, text=True, check=True).stdout.strip()

        self.assertEqual(ask("SELECT title, room, starts, ends FROM session"),
                         "Opening|Liffey|2013-05-16T09:00:00Z|2013-05-16T09:30:00Z")
        self.assertEqual(ask("SELECT strftime('%H:%M', starts, '+1 hour') FROM session"), "10:00")
        self.assertEqual(ask("PRAGMA integrity_check; PRAGMA foreign_key_check; PRAGMA journal_mode"), "ok\nwal")
        self.assertIn("-- IANA name", ask(".schema event"))

    def test_a_disk_that_is_full_is_told_and_nothing_lost(self):
        disk = tempfile.mkdtemp(prefix="kiosk-disk-")
        self.addCleanup(os.rmdir, disk)
        mounted = os.geteuid() == 0 and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "kiosk-test", disk],
                                                       stderr=subprocess.DEVNULL).returncode == 0
        if not mounted:
            self.skipTest("this user may not mount a small disk")
        self.addCleanup(subprocess.run, ["umount", disk], check=True)
        db = pathlib.Path(disk) / "event.db"

        def run(*words):
            return subprocess.run(self.command(*words, db=db), capture_output=True, text=True, env=self.environment)

        self.assertEqual(run("import", self.file("a.xml", many("Old", 10))).returncode, 0)
        full = run("import", self.file("a.xml", many("New", 6000)))
        self.assertEqual(full.returncode, 1)
        self.assertTrue(full.stderr.startswith("kiosk: the disk is full"), full.stderr)
        self.assertIn("Old", run("now", "--at", "2013-05-16T10:15").stdout)


if __name__ == "__main__":
    unittest.main()
