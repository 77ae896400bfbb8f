#!/usr/bin/env python3
"""Attendees, tickets and check-ins, as an organiser and a door use them."""
import csv
import io
import json
import os
import pathlib
import random
import re
import resource
import shutil
import signal
import subprocess
import time
import unittest

from command_line import KIOSK, CommandLine, schedule

SOURCE = pathlib.Path(__file__).resolve().parents[2]

PEOPLE = (
    ("Ada Lovelace", "ada@engines.example", "Engines Ltd", "ADA-CODE-1"),
    ("Jürgen Müller", "juergen@groesse.example", "Größe, AG", "JM-CODE-2"),
    ("王小明", "wang@daxue.example", "清华大学", ""),
    ("محمد علي", "ali@sharika.example", "شركة", ""),
)


class Door(CommandLine):
    def setUp(self):
        super().setUp()
        self.environment["KIOSK_PASSPHRASE"] = "open sesame"

    def people(self, people=PEOPLE, name="people.csv"):
        table = io.StringIO()
        csv.writer(table).writerows([("name", "email", "company", "code"), *people])
        return self.file(name, table.getvalue())

    def import_people(self, people=PEOPLE):
        return self.json("attendees", "import", self.people(people))

    def verdict(self, code, *words):
        return self.json("check-in", code, *words)["verdict"]

    def bytes_of_files(self):
        return b"".join(file.read_bytes() for file in self.folder.glob("event.db*") if file.suffix != ".key")

    def assert_nobody_in_the_bytes(self, codes=()):
        content = self.bytes_of_files()
        texts = {text.encode() for words in (*PEOPLE, codes) for word in words for text in (word, *word.split())}
        for text in texts:
            if len(text) > 3:  # shorter ones stand among random bytes by chance
                self.assertNotIn(text, content)


class Lists(Door):
    def test_the_first_import_needs_a_passphrase_and_says_so(self):
        del self.environment["KIOSK_PASSPHRASE"]
        sentence = self.refused("attendees", "import", self.people(), stdin=subprocess.DEVNULL)
        self.assertIn("--passphrase-file", sentence)
        self.assertIn("KIOSK_PASSPHRASE", sentence)
        self.assertFalse(self.db.exists())

    def test_later_imports_need_none_and_reading_needs_the_same(self):
        self.import_people()
        del self.environment["KIOSK_PASSPHRASE"]
        self.assertEqual(self.import_people()["unchanged"], 4)
        wrong = self.file("wrong", "something else\n")
        self.assertIn("passphrase is wrong", self.refused("attendees", "--json", "--passphrase-file", wrong))
        right = self.file("right", "open sesame\n")
        self.assertEqual(len(self.json("attendees", "--passphrase-file", right)), 4)

    def test_the_list_has_every_field_and_the_same_again_updates(self):
        self.import_people()
        self.import_people([("Ada Lovelace", "ada@engines.example", "Analytical Society", "ADA-CODE-1")])
        listed = self.json("attendees")
        self.assertEqual(len(listed), 4)
        ada = listed[0]
        self.assertEqual(list(ada), ["id", "name", "email", "company", "ticket_type", "code", "state", "valid_from",
                                     "valid_until", "check_ins"])
        self.assertEqual((ada["name"], ada["company"], ada["code"], ada["state"], ada["check_ins"]),
                         ("Ada Lovelace", "Analytical Society", "ADA-CODE-1", "valid", []))

    def test_an_issued_code_stays_when_a_list_without_codes_comes_again(self):
        people = [("王小明", "wang@daxue.example", "清华大学", "")]
        self.import_people(people)
        self.kiosk("ticket", "issue", "--out", self.folder / "out", "--format", "svg")
        code = self.json("attendees")[0]["code"]
        self.import_people([("王小明", "wang@daxue.example", "北京大学", "")])
        [listed] = self.json("attendees")
        self.assertEqual((listed["code"], listed["company"]), (code, "北京大学"))
        self.assertIn("王小明", self.json("check-in", code)["message"])

    def test_a_missing_or_foreign_key_file_is_named(self):
        self.import_people()
        key = self.folder / "event.db.key"
        self.assertEqual(key.stat().st_mode & 0o777, 0o600)
        kept = key.read_bytes()
        key.unlink()
        self.assertIn("event.db.key", self.refused("check-in", "ADA-CODE-1"))
        key.write_bytes(bytes(32))
        self.assertIn("another database", self.refused("check-in", "ADA-CODE-1"))
        key.write_bytes(kept)
        self.assertEqual(self.verdict("ADA-CODE-1"), "admitted")


class Tickets(Door):
    def test_issued_codes_are_read_back_small_and_let_in(self):
        self.import_people()
        out = self.folder / "out"
        self.kiosk("ticket", "issue", "--out", out)
        codes = [each["code"] for each in self.json("attendees")]
        pictures = sorted(out.glob("*.png"))
        read = [subprocess.run(["zbarimg", "-q", "--raw", file], capture_output=True, text=True).stdout.strip() for file in pictures]
        self.assertCountEqual(read, codes)
        issued = [code for code in codes if re.fullmatch("K[0-9A-Z]{31}", code)]
        self.assertEqual(len(issued), 2)
        for code, file in zip(read, pictures):
            width = int.from_bytes(file.read_bytes()[16:20], "big") // 10 - 8
            self.assertLessEqual(width, 17 + 4 * 3, "version 3 or smaller")
        for code in issued:
            self.assertEqual(self.verdict(code.lower()), "admitted")
            self.assertEqual(self.verdict(code), "already_in")

    def test_badges_are_a_pdf_that_other_programs_read(self):
        self.import_people()
        out = self.folder / "out"
        for size in ("a7", "a6", "90x55", "card"):
            self.kiosk("ticket", "issue", "--out", out, "--format", "pdf", "--badge-size", size)
            words = subprocess.run(["pdftotext", out / "badges.pdf", "-"], capture_output=True, text=True).stdout
            for word in ("Lovelace", "Müller", "王小明", "Engines", "ADA-CODE-1"):
                self.assertIn(word, words, size)
            for code in (each["code"] for each in self.json("attendees")):  # to be typed: below it, in groups
                self.assertIn(code, words.replace(" ", ""), size)
            subprocess.run(["pdftoppm", "-r", "150", "-png", out / "badges.pdf", out / size], check=True)
            read = subprocess.run(["zbarimg", "-q", "--raw", *sorted(out.glob(f"{size}-*.png"))], capture_output=True, text=True).stdout
            self.assertCountEqual(read.split(), [each["code"] for each in self.json("attendees")], size)

    def test_links_name_everybody_with_the_code_in_the_fragment(self):
        self.import_people((*PEOPLE, ("=1+1", "", "", "SUM-CODE")))
        links = self.folder / "links.csv"
        self.kiosk("ticket", "issue", "--out", self.folder / "out", "--links", links, "--public-url", "https://tickets.example/t",
                   "ADA-CODE-1", "SUM-CODE")
        with open(links, newline="") as table:
            self.assertEqual(list(csv.DictReader(table)), [
                {"name": "Ada Lovelace", "email": "ada@engines.example", "link": "https://tickets.example/t#ADA-CODE-1"},
                {"name": "'=1+1", "email": "", "link": "https://tickets.example/t#SUM-CODE"}])

    def test_links_begin_with_an_address_of_pages(self):
        self.import_people()
        for address in ("javascript:alert(1)", "tickets.example", "https://", "https://a.example/#x"):
            with self.subTest(address=address):
                words = self.refused("ticket", "issue", "--out", self.folder / "out", "--links", self.folder / "links.csv",
                                     "--public-url", address, code=2)
                self.assertIn("no address of pages", words)
                self.assertFalse((self.folder / "links.csv").exists())

    def test_a_signed_ticket_is_let_in_where_nobody_is_listed(self):
        self.kiosk("event", "--name", "Fest", "--timezone", "UTC")
        self.import_people(PEOPLE[:1])
        keys = self.folder / "keys"
        self.kiosk("ticket", "keygen", "--out", keys)
        self.kiosk("ticket", "issue", "--signed", "--key", keys / "kiosk-signing.key.pem", "--out", self.folder / "out")
        [ticket] = [each["code"] for each in self.json("attendees")]
        self.assertEqual(self.verdict(ticket), "admitted")
        forged = ticket[:-8] + ("AAAAAAAA" if ticket[-8:] != "AAAAAAAA" else "BBBBBBBB")

        self.db = self.folder / "elsewhere.db"
        self.kiosk("event", "--name", "Fest", "--timezone", "UTC")
        self.assertEqual(self.verdict(ticket), "bad_signature")
        self.kiosk("ticket", "trust", keys / "kiosk-signing.pub.pem")
        self.assertEqual(self.verdict(ticket), "admitted")
        self.assertEqual(self.verdict(ticket), "already_in")
        self.assertEqual(self.verdict(forged), "bad_signature")

        self.db = self.folder / "other.db"
        self.kiosk("event", "--name", "Another", "--timezone", "UTC")
        self.kiosk("ticket", "trust", keys / "kiosk-signing.pub.pem")
        self.assertEqual(self.verdict(ticket), "wrong_event")

    def test_the_vectors_of_pretix_get_their_verdicts(self):
        vectors = json.loads(self.sample("attendees/pretix-sig1/pretix_sig1_vectors.json").read_text())
        expected = {"VALID": {"admitted"}, "INVALID": {"bad_signature"}, "REVOKED": {"revoked"},
                    "INVALID_TIME": {"not_yet_valid", "expired"}}
        for case in vectors["cases"]:
            with self.subTest(case=case["name"]):
                self.db = self.folder / (case["name"] + ".db")
                self.kiosk("event", "--name", "Demo", "--timezone", "UTC")
                for event in case["list"]:
                    for key in vectors["public_keys_base64_pem"][event]:
                        self.kiosk("ticket", "trust", self.file("key", key), "--from", "pretix")
                for ticket in case.get("revoked", []):
                    self.kiosk("ticket", "revoke", ticket)
                at = ("--at", case["now"]) if "now" in case else ()
                self.assertIn(self.verdict(case["ticket"], *at), expected[case["expect"]])

    def test_revoking_by_code_needs_no_passphrase_and_outlives_an_import(self):
        self.import_people()
        self.kiosk("ticket", "revoke", "jürgen müller")
        del self.environment["KIOSK_PASSPHRASE"]
        self.kiosk("ticket", "revoke", "ADA-CODE-1")
        self.import_people([("Ada Lovelace", "ada@engines.example", "Elsewhere", "ADA-CODE-1")])
        self.assertEqual(self.verdict("ADA-CODE-1"), "revoked")
        self.assertEqual(self.verdict("JM-CODE-2"), "revoked")
        self.kiosk("ticket", "unrevoke", "ADA-CODE-1")
        self.assertEqual(self.verdict("ADA-CODE-1"), "admitted")


class Record(Door):
    def test_check_ins_are_listed_taken_back_and_never_changed(self):
        self.import_people()
        first = self.json("check-in", "ADA-CODE-1", "--at", "2013-05-16T10:00Z")
        self.assertEqual(list(first), ["verdict", "attendee", "first_at", "first_device", "next_session", "message"])
        again = self.json("check-in", "ADA-CODE-1", "--at", "2013-05-16T11:00Z")
        self.assertEqual((again["verdict"], again["first_at"]), ("already_in", "2013-05-16T10:00:00+00:00"))
        [row] = self.json("check-ins")
        self.assertEqual((row["attendee"], row["session"], row["undone"], row["name"]), (first["attendee"], None, False, "Ada Lovelace"))
        self.kiosk("check-ins", "undo", row["id"])
        del self.environment["KIOSK_PASSPHRASE"]
        [row] = self.json("check-ins")
        self.assertEqual(list(row), ["id", "attendee", "session", "at", "device", "undone"])
        self.assertTrue(row["undone"])
        self.refused("check-ins", "undo", row["id"])
        [listed] = list(csv.DictReader(io.StringIO(self.kiosk("check-ins", "--csv"))))
        self.assertEqual((listed["id"], listed["undone"]), (row["id"], "true"))
        for sql in ("UPDATE check_in SET at = ''", "DELETE FROM check_in"):
            done = subprocess.run(["sqlite3", self.db, sql], capture_output=True, text=True)
            self.assertIn("only ever appended", done.stderr)

    def test_nobody_stands_in_the_files_after_a_day_s_work(self):
        self.import_people()
        codes = ["ADA-CODE-1", "JM-CODE-2"]
        self.kiosk("ticket", "issue", "--out", self.folder / "out", "--format", "svg")
        codes = [each["code"] for each in self.json("attendees")]
        keep_open = subprocess.Popen(["sqlite3", self.db], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        keep_open.stdin.write("SELECT count(*) FROM attendee;\n")
        keep_open.stdin.flush()
        keep_open.stdout.readline()
        for code in codes:
            self.assertEqual(self.verdict(code), "admitted")
        self.kiosk("ticket", "revoke", codes[0])
        self.assertTrue((self.folder / "event.db-wal").stat().st_size > 0)
        self.assert_nobody_in_the_bytes(codes)
        keep_open.communicate()
        ids = [each["id"] for each in self.json("attendees")]

        self.refused("purge", code=2)
        self.assertIn("entrance", self.kiosk("purge", "--yes"))
        content = self.bytes_of_files()
        for text in ids:
            self.assertNotIn(text.encode(), content)
        self.assert_nobody_in_the_bytes(codes)
        self.assertEqual(self.json("attendees"), [])
        self.assertEqual(self.json("check-ins"), [])
        self.assertFalse((self.folder / "event.db.key").exists())
        self.assertEqual(self.verdict(codes[0]), "unknown")

    def test_another_event_in_the_place_says_that_the_people_stay(self):
        demo = SOURCE / "assets" / "demo.schedule.xml"
        fest = self.folder / "fest.xml"
        fest.write_text(schedule("Fest", (1, "Opening", "Hall", "2013-05-16T10:00:00+02:00", "01:00"), zone="Europe/Berlin"))
        self.kiosk("import", fest)
        about_people = lambda *words: [each["why"] for each in self.json("import", demo, "--replace", *words)["warnings"]
                                       if each["where"] == "the attendees"]
        self.assertEqual(about_people("--dry-run"), [])
        self.import_people()
        for words in (["--dry-run"], []):
            (why,) = about_people(*words)
            self.assertIn("“Fest”", why)
            self.assertIn("purge", why)
        self.assertEqual(len(self.json("attendees")), len(PEOPLE))

    def test_who_finds_a_session_full_is_told_of_another(self):
        file = self.folder / "fest.xml"
        file.write_text(schedule("Fest", *((number, title, room, "2013-05-16T10:00:00+01:00", "01:00")
                                           for number, title, room in ((1, "Engines", "Liffey"), (2, "Looms", "Dodder")))))
        self.kiosk("import", file)
        self.kiosk("room", "Liffey", "--capacity", "1")
        self.import_people()
        at = ("--session", "1", "--at", "2013-05-16T10:05")
        self.assertEqual(self.json("check-in", "ADA-CODE-1", *at)["verdict"], "admitted")
        full = self.json("check-in", "JM-CODE-2", *at)
        self.assertEqual(full["verdict"], "session_full")
        self.assertIn("“Looms”, Dodder", full["message"])

    def test_the_answer_is_said_in_the_language_of_the_ticket_or_of_the_event(self):
        self.kiosk("event", "--name", "Fest", "--timezone", "Europe/Berlin", "--language", "de")
        file = self.folder / "people.csv"
        file.write_text("name,code,language\nAda,ADA-CODE-1,\nPola,POLA-CODE-1,pl\n")
        self.kiosk("attendees", "import", file)
        self.assertTrue(self.json("check-in", "ADA-CODE-1")["message"].startswith("Willkommen"))
        self.assertTrue(self.json("check-in", "POLA-CODE-1")["message"].startswith("Witamy"))
        self.assertTrue(self.json("check-in", "ZZZ")["message"].startswith("Ticket nicht gefunden"))

    def test_who_was_told_to_be_in_is_on_record_whenever_the_program_is_killed(self):
        people = [(f"Person {number}", "", "", f"CODE-{number}") for number in range(1000)]
        self.import_people(people)
        chance = random.Random(1)
        admitted = set()
        for number in range(1000):
            process = subprocess.Popen(self.command("check-in", f"CODE-{number}"), stdout=subprocess.PIPE, env=self.environment)
            if number % 4 == 0:
                time.sleep(chance.uniform(0, 0.02))
                process.send_signal(signal.SIGKILL)
            answer, _ = process.communicate()
            if answer.startswith(b"admitted"):
                admitted.add(f"Person {number}")
        recorded = [row["name"] for row in self.json("check-ins")]
        self.assertEqual(len(recorded), len(set(recorded)))
        self.assertLessEqual(admitted, set(recorded))
        self.assertGreaterEqual(len(admitted), 750)

    def test_nobody_is_let_in_when_the_disk_is_full(self):
        self.import_people([(f"Person {number}", "", "", f"CODE-{number}") for number in range(200)])
        admitted = 0
        size = self.db.stat().st_size
        full = 0
        for number in range(200):
            # The log may not grow beyond a few pages: some check-ins fit, the others must be refused.
            done = subprocess.run(self.command("check-in", f"CODE-{number}"), capture_output=True, env=self.environment,
                                  preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, ((number % 8) * 4096, resource.RLIM_INFINITY)))
            self.assertIn(done.returncode, (0, 1))
            if done.returncode == 1:
                full += 1
                self.assertEqual(done.stdout, b"")
                self.assertTrue(done.stderr.startswith(b"kiosk: "))
            else:
                admitted += 1
                self.assertTrue(done.stdout.startswith(b"admitted"))
        self.assertGreater(full, 0)
        self.assertGreater(size, 0)
        self.assertEqual(len(self.json("check-ins")), admitted)

    def test_a_database_that_can_t_be_written_lets_nobody_in(self):
        self.import_people()
        self.db.chmod(0o400)
        if os.access(self.db, os.W_OK):
            if not shutil.which("setpriv"):
                self.skipTest("root writes everywhere, and there is no setpriv to be somebody else")
            self.folder.chmod(0o755)
            key = self.folder / "event.db.key"
            for file in (self.db, key):
                file.chmod(0o444)
            as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
            done = subprocess.run([*as_nobody, *self.command("check-in", "ADA-CODE-1")], capture_output=True, env=self.environment)
            self.assertEqual((done.returncode, done.stdout), (1, b""))
            self.assertIn(b"event.db", done.stderr)
        else:
            self.assertIn("event.db", self.refused("check-in", "ADA-CODE-1"))

    def test_a_ticket_admits_once_a_day_or_once_in_all(self):
        self.kiosk("event", "--name", "Fest", "--timezone", "Europe/Berlin")
        self.import_people()
        self.assertEqual(self.verdict("ADA-CODE-1", "--at", "2013-05-16T10:00"), "admitted")
        second = self.json("check-in", "ADA-CODE-1", "--at", "2013-05-17T10:00")
        self.assertEqual(second["verdict"], "admitted")
        self.assertIn("Welcome back", second["message"])
        self.assertEqual(self.json("event")["admit"], "day")
        self.assertEqual(self.json("event", "--admit", "event")["admit"], "event")
        self.assertEqual(self.verdict("ADA-CODE-1", "--at", "2013-05-18T10:00"), "already_in")
        self.refused("event", "--admit", "twice", code=2)


if __name__ == "__main__":
    unittest.main()
