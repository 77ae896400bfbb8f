#!/usr/bin/env python3
"""The check-in screen in a real window: typed keys, a camera's pictures, and hands that want out."""
import json
import os
import pathlib
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import time
import unittest

from virtual_screen import AHEAD, SOURCE, VirtualScreen, wait_until

FILL = os.environ.get("FILL_ATTENDEES", str(SOURCE / "build" / "dev" / "bin" / "fill_attendees"))
MORNING = "2013-05-16T09:42"
GROUNDS = {bytes.fromhex("0f1216"): "waiting", bytes.fromhex("0c3b25"): "go", bytes.fromhex("4a3405"): "look",
           bytes.fromhex("4d0f14"): "stop"}
PASSPHRASE = "open sesame"


class CheckIn(VirtualScreen):
    def attendees(self, *rows):
        """Rows of name, given name, code, state and language; the last ones may be left out."""
        lines = ["\t".join((*row, *("", "", "valid", "")[len(row) - 1:])) for row in rows]
        subprocess.run([FILL, self.database, PASSPHRASE], input="\n".join(lines), text=True, check=True)

    def check_in_screen(self, *options, camera="none", screen="check-in", at=MORNING, runner=()):
        self.kiosk("import", str(SOURCE / "assets" / "demo.schedule.xml"))
        self.start_screen()
        return self.show("--screen", screen, "--camera", camera, "--at", at, *options, runner=runner)

    def ground(self):
        pixel = self.pixel()
        return GROUNDS.get(pixel, pixel.hex())

    def type(self, text, *ends, gap=5):
        """Types with so many milliseconds between keys; xdotool's own figure is twice that."""
        ended = [word for end in ends for word in ("key", end)]
        self.tool(*AHEAD, "xdotool", "type", "--delay", str(2 * gap), "--args", "1", text, *ended)

    def shows(self, ground, seconds=3):
        return wait_until(lambda: self.ground() == ground, seconds)

    def records(self):
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True) as database:
            return database.execute("select count(*) from check_in").fetchone()[0]


def folder_of_frames(test, code):
    """Pictures of a code that moves a little before a grey wall."""
    frames, drawn = test.folder / "frames", test.folder / "code.png"
    frames.mkdir()
    try:
        test.tool("qrencode", "-o", str(drawn), "-s", "8", "-m", "4", code)
    except FileNotFoundError:
        test.skipTest("qrencode is not installed")
    for number in range(6):
        test.tool("convert", "-size", "1280x720", "xc:gray70", str(drawn), "-geometry", f"+{400 + number * 5}+150",
                  "-composite", str(frames / f"frame-{number}.jpg"))
    return frames


class Scanner(CheckIn):
    def test_every_end_of_a_scan_admits_at_once(self):
        ends = [("Return",), ("Tab",), ("KP_Enter",), ("ctrl+j",), ("Return", "Return"), ()]
        self.attendees(*((f"Person {i}", "Person", f"SCANNED-{i}") for i in range(len(ends))))
        self.check_in_screen()
        for number, end in enumerate(ends):
            with self.subTest(end=end):
                self.type(f"SCANNED-{number}", *end)
                self.assertTrue(self.shows("go"), self.ground())
                self.assertEqual(self.records(), number + 1)
                self.assertTrue(self.shows("waiting", 5))

    def test_slow_scanners_are_heard_and_people_who_type_are_not(self):
        self.attendees(("Ada Lovelace", "Ada", "SLOW-TICKET-1"))
        self.check_in_screen()
        self.type("SLOW-TICKET-1", "Return", gap=160)
        self.type("hello", "Return", gap=65)
        time.sleep(0.3)
        self.assertEqual(self.ground(), "waiting")
        self.type("SLOW-TICKET-1", "Return", gap=95)
        self.assertTrue(self.shows("go"))

    def test_a_scanner_of_another_country_reads_the_same(self):
        text = "YZQAWM-2013_7"
        layouts = ("de", "fr", "ch")
        self.attendees(*((f"Person {layout}", "Person", text + layout) for layout in layouts))
        self.check_in_screen()
        keys = {}
        for line in self.tool("xmodmap", "-pke").stdout.splitlines():
            code, *symbols = line.replace("keycode", "").replace("=", " ").split()
            for shifted, symbol in enumerate(symbols[:2]):
                keys.setdefault(symbol, ("shift+" if shifted else "") + code)
        names = {"-": "minus", "_": "underscore"}
        for layout in layouts:
            with self.subTest(layout=layout):
                self.tool("setxkbmap", layout)
                typed = [keys[names.get(letter, letter)] for letter in text + layout]
                self.tool(*AHEAD, "xdotool", "key", "--delay", "5", *typed, keys["Return"])
                self.assertTrue(self.shows("go"), self.ground())
                self.assertTrue(self.shows("waiting", 5))

    def test_the_same_code_again_is_the_same_scan_for_five_seconds(self):
        self.attendees(("Ada Lovelace", "Ada", "TICKET-ADA"))
        self.check_in_screen()
        self.type("TICKET-ADA", "Return")
        self.assertTrue(self.shows("go"))
        self.type("TICKET-ADA", "Return")
        time.sleep(0.3)
        self.assertEqual(self.ground(), "go")
        time.sleep(5)
        self.type("TICKET-ADA", "Return")
        self.assertTrue(self.shows("look"))
        self.assertIn("Already checked in", self.words())
        self.assertEqual(self.records(), 1)

    def test_verdicts_say_what_they_mean(self):
        self.attendees(("Ada Lovelace", "Ada", "TICKET-ADA"), ("R", "", "TICKET-REV", "revoked"),
                       ("U", "", "TICKET-UNP", "unpaid"), ("B", "", "TICKET-BLO", "blocked"))
        self.check_in_screen()
        for code, ground, words in (("TICKET-ADA", "go", "Welcome, Ada"), ("TICKET-REV", "stop", "Ticket cancelled"),
                                    ("TICKET-UNP", "stop", "Not paid yet"), ("TICKET-BLO", "stop", "Ticket on hold"),
                                    ("TICKET-ZZZ", "stop", "Ticket not found"),
                                    ("TESTTEST-QWYZAM-0123456789", "look", "The scanner works")):
            with self.subTest(code=code):
                self.type(code, "Return")
                self.assertTrue(wait_until(lambda: self.ground() == ground and words in self.words(), 5), self.words())
        self.assertEqual(self.records(), 1)

    def test_a_visitor_reads_the_language_of_their_ticket_or_of_their_touch(self):
        self.attendees(("Pola Negri", "Pola", "TICKET-POLA", "valid", "pl"), ("Ada Lovelace", "Ada", "TICKET-ADA"))
        self.check_in_screen()
        self.type("TICKET-POLA", "Return")
        self.assertTrue(self.shows("go"))
        self.assertIn("Witamy", self.words())
        self.assertTrue(self.shows("waiting", 5))
        self.tool("xdotool", "mousemove", "250", "680", "click", "1")
        self.assertTrue(wait_until(lambda: "Scanner" in self.words(), 3), self.words())
        self.type("TICKET-ADA", "Return")
        self.assertTrue(self.shows("go"))
        self.assertIn("Willkommen", self.words())
        self.assertTrue(wait_until(lambda: "scanner" in self.words(), 6))


class Camera(CheckIn):
    def test_a_code_before_the_camera_admits_once_however_long_it_is_held(self):
        self.attendees(("Ada Lovelace", "Ada", "TICKET-ADA"))
        frames = folder_of_frames(self, "TICKET-ADA")
        process = self.check_in_screen(camera=str(frames))
        self.assertTrue(self.shows("go", 5))
        self.assertTrue(self.shows("waiting", 6))
        time.sleep(4)
        self.assertEqual(self.ground(), "waiting")
        self.assertIn("Code found", self.words())
        self.assertEqual(self.records(), 1)
        self.assertEqual(self.stop(process), 0)

    def test_a_pipeline_is_a_camera_and_scanners_work_beside_it(self):
        self.attendees(("Ada Lovelace", "Ada", "TICKET-ADA"), ("Grace Hopper", "Grace", "TICKET-GRACE"))
        frames = folder_of_frames(self, "TICKET-ADA")
        self.check_in_screen(camera=f"multifilesrc location={frames}/frame-%d.jpg loop=true "
                                    "caps=image/jpeg,framerate=15/1 ! jpegdec")
        self.assertTrue(self.shows("go", 8))
        self.type("TICKET-GRACE", "Return")
        self.assertTrue(wait_until(lambda: "Grace" in self.words(), 3))

    def test_without_a_picture_it_says_why(self):
        for camera, words in (("/dev/video99", "No camera"), ("no such pipeline", "No camera"),
                              ("videotestsrc is-live=true pattern=black", "Too dark")):
            with self.subTest(camera=camera):
                process = self.check_in_screen(camera=camera)
                self.assertTrue(wait_until(lambda: words in self.words(), 10), self.words())
                self.assertEqual(self.stop(process), 0)

    def test_a_folder_that_fills_later_is_a_camera_plugged_in_later(self):
        self.attendees(("Ada Lovelace", "Ada", "TICKET-ADA"))
        empty = self.folder / "frames"
        empty.mkdir()
        self.check_in_screen(camera=str(empty))
        self.assertTrue(wait_until(lambda: "No camera" in self.words(), 5))
        empty.rmdir()
        folder_of_frames(self, "TICKET-ADA")
        self.assertTrue(self.shows("go", 8))


class Door(CheckIn):
    def door(self, *options, camera="none"):
        return self.check_in_screen("--room", "Liffey", "--check-in", *options, camera=camera, screen="room")

    def test_a_door_counts_people_in_and_sends_them_elsewhere_when_it_is_full(self):
        self.kiosk("import", str(SOURCE / "assets" / "demo.schedule.xml"))
        self.kiosk("room", "Liffey", "--capacity", "2")
        self.attendees(*((f"Person {n}", "Person", f"TICKET-{n}") for n in "ABC"), ("R", "", "TICKET-REV", "revoked"))
        self.start_screen()
        self.show("--screen", "lobby", "--at", MORNING)
        lobby = self.environment["DISPLAY"]
        self.door()
        door = self.environment["DISPLAY"]
        self.assertIn("Coming in?", self.words())
        self.type("TICKET-A", "Return")
        self.assertTrue(self.shows("go"))
        self.assertIn("You are checked in to", self.words())
        self.assertTrue(wait_until(lambda: "1 of 2 seats" in self.words(), 5), self.words())
        self.type("TICKET-B", "Return")
        self.assertTrue(self.shows("go"))
        self.environment["DISPLAY"] = lobby
        self.assertTrue(wait_until(lambda: "2 of 2" in self.words(), 3), self.words())
        self.environment["DISPLAY"] = door
        self.type("TICKET-C", "Return")
        self.assertTrue(self.shows("look"))
        self.assertRegex(self.words(), "This session is full.*(?i:there is space here)")
        self.type("TICKET-REV", "Return")
        self.assertTrue(self.shows("stop"))
        self.assertTrue(self.shows("waiting", 8))
        self.assertRegex(self.words(), "There is space in")
        self.assertEqual(self.records(), 2)

        first = json.loads(self.kiosk("check-ins", "--json").stdout)[0]["id"]
        self.kiosk("check-ins", "undo", first)
        self.assertTrue(wait_until(lambda: "1 of 2 seats" in self.words(), 3), self.words())

    def test_a_door_where_nothing_is_on_says_when_it_opens_and_records_nobody(self):
        self.attendees(("Ada Lovelace", "Ada", "TICKET-ADA"))
        self.check_in_screen("--room", "Liffey", "--check-in", screen="room", at="2013-05-16T08:30")
        self.assertIn("Check-in opens at 08:45", self.words())
        self.type("TICKET-ADA", "Return")
        self.assertTrue(self.shows("look"))
        self.assertIn("No check-in here", self.words())
        self.assertEqual(self.records(), 0)

    def test_a_camera_at_a_door_admits_and_staff_end_it_by_a_corner(self):
        self.attendees(("Ada Lovelace", "Ada", "TICKET-ADA"))
        process = self.door(camera=str(folder_of_frames(self, "TICKET-ADA")))
        self.assertTrue(self.shows("go", 5))
        self.assertTrue(self.shows("waiting", 6))
        self.tool("xdotool", "mousemove", "5", "715", "mousedown", "1")
        time.sleep(5.3)
        self.tool("xdotool", "mouseup", "1")
        self.assertTrue(wait_until(lambda: "passphrase" in self.words(), 3), self.words())
        self.type(PASSPHRASE, "Return", gap=20)
        self.assertEqual(process.wait(5), 0)


class Lock(CheckIn):
    KEYS = ("alt+F4", "alt+Tab", "super", "super+d", "super+e", "Escape", "F11", "ctrl+q", "ctrl+w", "ctrl+alt+t",
            "ctrl+alt+Delete", "ctrl+shift+Escape", "alt+space", "alt+F2", "ctrl+Escape", "shift+F10", "Menu", "Print",
            "XF86PowerOff", "ctrl+alt+BackSpace", "alt+Escape", "super+r", "ctrl+alt+Left")

    def press_everything(self, process):
        before = self.picture()
        for key in self.KEYS:
            self.tool("xdotool", "key", "--clearmodifiers", key, check=False)
        self.type("xterm", "Return", gap=65)
        time.sleep(0.5)
        self.assertIsNone(process.poll())
        self.assertEqual(self.picture(), before)

    def test_no_key_leaves_the_check_in_without_a_window_manager(self):
        self.press_everything(self.check_in_screen())

    def test_no_key_leaves_the_check_in_under_a_window_manager(self):
        self.kiosk("import", str(SOURCE / "assets" / "demo.schedule.xml"))
        self.start_screen()
        self.start_window_manager()
        process = self.show("--screen", "check-in", "--camera", "none", "--at", MORNING)
        time.sleep(1)
        self.press_everything(process)

    def test_staff_hold_a_corner_and_give_the_passphrase(self):
        self.attendees(("Ada Lovelace", "Ada", "TICKET-ADA"))
        process = self.check_in_screen()
        self.tool("xdotool", "mousemove", "5", "5", "mousedown", "1")
        time.sleep(5.3)
        self.tool("xdotool", "mouseup", "1")
        self.assertTrue(wait_until(lambda: "passphrase" in self.words(), 3), self.words())
        self.type("wrong", "Return", gap=20)
        self.assertTrue(wait_until(lambda: "not it" in self.words(), 5), self.words())
        self.assertIsNone(process.poll())
        self.type(PASSPHRASE, "Return", gap=20)
        self.assertEqual(process.wait(5), 0)


class Trouble(CheckIn):
    def test_a_corrupt_database_is_out_of_order_until_it_is_whole_again(self):
        self.attendees(("Ada Lovelace", "Ada", "TICKET-ADA"))
        self.check_in_screen()
        database = pathlib.Path(self.database)
        with sqlite3.connect(self.database) as open_database:
            open_database.execute("pragma wal_checkpoint(truncate)")
        whole = database.read_bytes()
        database.write_bytes(b"\xff" * len(whole))
        self.type("TICKET-ADA", "Return")
        self.assertTrue(self.shows("stop"))
        self.assertRegex(self.words(), r"Nobody can be checked in here.*code D\d")
        self.assertNotIn("Welcome", self.words())
        database.write_bytes(whole)
        self.assertTrue(self.shows("waiting", 12))
        time.sleep(0.2)
        self.type("TICKET-ADA", "Return")
        self.assertTrue(self.shows("go"))

    def test_a_full_disk_is_out_of_order_until_there_is_space(self):
        disk = self.folder / "disk"
        disk.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)], capture_output=True).returncode != 0:
            self.skipTest("this user may not mount a small disk")
        self.addCleanup(subprocess.run, ["umount", "--lazy", str(disk)])
        self.database = str(disk / "event.db")
        self.attendees(("Ada Lovelace", "Ada", "TICKET-ADA"))
        self.check_in_screen()
        filler = disk / "filler"
        with open(filler, "wb", buffering=0) as file:
            with self.assertRaises(OSError):
                while True:
                    file.write(b"x" * 4096)
        self.type("TICKET-ADA", "Return")
        self.assertTrue(self.shows("stop"), self.ground())
        self.assertRegex(self.words(), r"Nobody can be checked in here.*code D1")
        time.sleep(6)
        self.assertEqual(self.ground(), "stop")
        filler.unlink()
        self.assertTrue(self.shows("waiting", 8))
        self.assertEqual(self.records(), 0)
        self.type("TICKET-ADA", "Return")
        self.assertTrue(self.shows("go"))
        self.assertEqual(self.records(), 1)

    def test_a_disk_that_refuses_to_write_is_out_of_order_until_it_writes(self):
        self.attendees(("Ada Lovelace", "Ada", "TICKET-ADA"))
        process = self.check_in_screen()
        free = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (4096, free[1]))
        self.type("TICKET-ADA", "Return")
        self.assertTrue(self.shows("stop"), self.ground())
        self.assertRegex(self.words(), r"Nobody can be checked in here.*code D4")
        time.sleep(6)
        self.assertEqual(self.ground(), "stop")
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, free)
        self.assertTrue(self.shows("waiting", 8))
        self.type("TICKET-ADA", "Return")
        self.assertTrue(self.shows("go"))
        self.assertEqual(self.records(), 1)

    def test_a_database_that_can_t_be_written_is_out_of_order_and_lets_nobody_in(self):
        self.attendees(("Ada Lovelace", "Ada", "TICKET-ADA"))
        self.kiosk("import", str(SOURCE / "assets" / "demo.schedule.xml"))
        runner = ()
        if os.geteuid() == 0:
            if not shutil.which("setpriv"):
                self.skipTest("root writes everywhere, and there is no setpriv to be somebody else")
            runner = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
        for file in self.folder.glob("event.db*"):
            file.chmod(0o444)
        self.folder.chmod(0o555)
        self.addCleanup(self.folder.chmod, 0o755)
        self.start_screen()
        self.show("--screen", "check-in", "--camera", "none", "--at", MORNING, runner=runner)
        self.assertTrue(self.shows("stop"), self.ground())
        self.assertRegex(self.words(), r"Nobody can be checked in here.*code D2")
        self.type("TICKET-ADA", "Return")
        time.sleep(0.5)
        self.assertEqual(self.ground(), "stop")
        self.assertEqual(self.records(), 0)

    def test_who_was_welcomed_is_on_record_whenever_the_power_goes(self):
        rounds = 8
        self.attendees(*((f"Person {number}", "Person", f"TICKET-{number}") for number in range(rounds)))
        self.kiosk("import", str(SOURCE / "assets" / "demo.schedule.xml"))
        self.start_screen()
        chance, welcomed = random.Random(3), 0
        for number in range(rounds):
            process = self.show("--screen", "check-in", "--camera", "none", "--at", MORNING)
            self.type(f"TICKET-{number}", "Return")
            if number % 2 == 0:
                time.sleep(chance.uniform(0, 0.03))
            else:
                self.shows("go")
            process.send_signal(signal.SIGSTOP)
            welcomed += self.ground() == "go"
            process.kill()
            process.wait()
            self.assertGreaterEqual(self.records(), welcomed)
        self.assertGreater(welcomed, 0)

    def test_a_database_that_is_none_is_out_of_order_from_the_start(self):
        pathlib.Path(self.database).write_bytes(b"no database at all" * 500)
        self.start_screen()
        self.show("--screen", "check-in", "--camera", "none")
        self.assertTrue(self.shows("stop"))
        self.assertRegex(self.words(), r"code D3")


if __name__ == "__main__":
    unittest.main()
