#!/usr/bin/env python3
"""What the command line says to those who ask, and to those who ask wrongly."""
import os
import shutil
import subprocess
import unittest

from command_line import KIOSK, CommandLine

COMMANDS = ("import", "export", "follow", "event", "room", "place", "unplace", "topics", "now", "attendees", "ticket", "check-in", "check-ins", "purge")


class Usage(CommandLine):
    def test_help_is_everywhere(self):
        program = self.kiosk("--help")
        for command in (*COMMANDS, "show"):
            self.assertIn(command, program)
        for command in COMMANDS:
            self.assertIn("--help", self.kiosk(command, "--help"))
            self.assertIn("Usage: kiosk " + command, self.kiosk(command, "--help"))
        self.assertEqual(os.listdir(self.folder), [])

    def test_version(self):
        self.assertRegex(self.kiosk("--version"), r"^kiosk \d+\.\d+\.\d+\n$")

    def test_wrong_usage_ends_with_2_and_one_sentence(self):
        for words, part in {
            ("frobnicate",): "“frobnicate”",
            ("frobnicate", "--at", "2013-05-16"): "“frobnicate”",
            ("import",): "FILE",
            ("import", "a", "b"): "“b”",
            ("now", "--colour"): "“--colour”",
            ("now", "--at"): "--at",
            ("now", "--at", "tomorrow"): "2013-05-16T10:15",
            ("now", "--at", "2013-02-30T10:00"): "“2013-02-30T10:00”",
            ("now", "--at", "2013-05-16", "--at", "2013-05-17"): "--at",
            ("import", "x", "--timezone", "Mars/Base"): "“Mars/Base”",
            ("event", "--timezone", "Dublin"): "Europe/Dublin",
            ("event", "--name", "  "): "--name",
            ("event", "--language", "Klingon, please"): "--language",
            ("room", "Hall", "--capacity", "many"): "“many”",
            ("room", "Hall", "--capacity", "0"): "“0”",
            ("place", "A", "--room", "R", "--starts", "2013-05-16T10:00"): "--minutes",
            ("place", "A", "--room", "R", "--starts", "noon", "--minutes", "30"): "“noon”",
            ("place", "A", "--room", "R", "--starts", "2013-05-16T10:00", "--minutes", "-5"): "“-5”",
            ("place", "A", "--room", "R", "--starts", "2013-05-16T10:00", "--minutes", "99999999999"): "99999999999",
            ("place", "A", "--room", " ", "--starts", "2013-05-16T10:00", "--minutes", "5"): "--room",
        }.items():
            with self.subTest(words=words):
                self.assertIn(part, self.refused(*words, code=2))
        self.assertEqual(os.listdir(self.folder), [])

    def test_an_empty_value_is_refused_and_not_taken_for_none(self):
        for words in (("now", "--at", ""), ("now", "--room", ""), ("--db", "", "now"), ("now", "--db", ""), ("now", "--at="),
                      ("import", "x", "--timezone", ""), ("event", "--timezone", ""), ("event", "--admit", ""),
                      ("check-in", "CODE", "--at", ""), ("check-in", "CODE", "--session", ""), ("attendees", "--passphrase-file", ""),
                      ("ticket", "issue", "--out", ""), ("ticket", "trust", "KEY", "--from", ""),
                      ("show", "--at", ""), ("show", "--db", ""), ("show", "--room", ""), ("show", "--screenshot", ""),
                      ("--windowed", ""), ("show", "--camera", "")):
            with self.subTest(words=words):
                self.assertIn(next(word for word in words if word.startswith("--")).rstrip("="), self.refused(*words, code=2))
        self.assertEqual(os.listdir(self.folder), [])

    def test_an_empty_word_is_refused_too(self):
        for words in (("import", ""), ("export", ""), ("cancel", ""), ("restore", ""), ("move", "", "--room", "A"),
                      ("delay", "", "5"), ("delay", "Opening", ""), ("room", ""), ("unplace", ""), ("check-in", ""), ("attendees", "import", "")):
            with self.subTest(words=words):
                self.assertIn("the value is empty", self.refused(*words, code=2))
        self.assertEqual(os.listdir(self.folder), [])

    def test_the_database_may_be_named_behind_the_command(self):
        done = subprocess.run([KIOSK, "event", "--db", self.db, "--name", "Fest", "--timezone", "Europe/Berlin"],
                              capture_output=True, env=self.environment)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue(self.db.exists())

    def test_without_db_the_database_is_in_the_data_folder(self):
        def run(**more):
            command = [KIOSK, "event", "--name", "Fest", "--timezone", "Europe/Berlin"]
            return subprocess.run(command, capture_output=True, env=self.environment | more).returncode

        self.assertEqual(run(), 0)
        self.assertTrue((self.folder / ".local/share/kiosk/event.db").exists())
        self.assertEqual(run(XDG_DATA_HOME=str(self.folder / "elsewhere")), 0)
        self.assertTrue((self.folder / "elsewhere/kiosk/event.db").exists())
        self.assertEqual(run(HOME=""), 1)

    def test_bytes_that_are_no_text_do_no_harm(self):
        self.kiosk("event", "--name", b"F\xffst \xc3".decode("utf-8", "surrogateescape"), "--timezone", "Europe/Berlin")
        self.assertEqual(self.json("event")["name"], "F\ufffdst \ufffd")
        self.refused("now", "--room", b"\xff".decode("utf-8", "surrogateescape"))

    def test_an_answer_that_nobody_takes_is_told(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run(self.command("now"), stdout=full, stderr=subprocess.PIPE, env=self.environment)
        self.assertEqual(done.returncode, 1)
        self.assertTrue(done.stderr.startswith(b"kiosk: the answer could not be written"))

    def test_showing_is_the_work_of_the_program_beside_it(self):
        (self.folder / "bin").mkdir()
        (self.folder / "libexec").mkdir()
        kiosk = shutil.copy(KIOSK, self.folder / "bin/kiosk")

        def run(*words):
            done = subprocess.run([kiosk, *words], capture_output=True, text=True, env=self.environment)
            return done.returncode, done.stdout + done.stderr

        code, sentence = run("show")
        self.assertEqual(code, 1)
        self.assertTrue(sentence.startswith("kiosk: the program ") and "kiosk-screen" in sentence, sentence)
        screen = self.file("libexec/kiosk-screen", '#!/bin/sh\nfor word; do printf "<%s>" "$word"; done; exit 7\n')
        screen.chmod(0o755)
        for words in ((), ("show",), ("show", "--help"), ("--db", "now", "show", "--room", "A  b"), ("--at", "2013-05-16"),
                      ("--db=x", "--screenshot", ""), ("--db", "x")):
            self.assertEqual(run(*words), (7, "".join(f"<{word}>" for word in words)))
        for words in (("--version",), ("--help",), ("now",)):
            self.assertEqual(run(*words)[0], 0)

    def test_commands_load_no_library_of_a_screen(self):
        loaded = subprocess.run(["ldd", KIOSK], capture_output=True, text=True).stdout
        self.assertIn("sqlite3", loaded)
        for library in ("pango", "glfw", "libX", "cairo", "libGL", "glib"):
            self.assertNotIn(library, loaded)


if __name__ == "__main__":
    unittest.main()
