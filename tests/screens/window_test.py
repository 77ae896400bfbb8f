#!/usr/bin/env python3
"""Real windows on a virtual screen, looked at from outside."""
import os
import signal
import time
import unittest

from virtual_screen import KIOSK, VirtualScreen, sample, wait_until

XEN = "wiki/xen-hackathon-may-2013.txt"


class Wall(VirtualScreen):
    def import_hackathon(self):
        self.kiosk("import", sample(self, XEN))
        for topic, starts, minutes in (("Xen on ARM", "10:00", "90"), ("Xen Developer and Roadmap", "12:00", "60")):
            self.kiosk("place", topic, "--room", "Liffey", "--starts", "2013-05-16T" + starts, "--minutes", minutes)

    def test_lobby_and_door_show_what_is_on_and_what_is_next(self):
        self.import_hackathon()
        for screen, size in ((("lobby",), "1920x1080"), (("room", "--room", "Liffey"), "1080x1920")):
            with self.subTest(screen=screen[0]):
                self.start_screen(size)
                process = self.show("--screen", *screen, "--at", "2013-05-16T10:15")
                self.assertTrue(wait_until(lambda: "Portathon" in self.words(), 30))
                words = self.words()
                self.assertIn("Xen on ARM", words)
                self.assertIn("Xen Developer and Roadmap", words)
                self.assertIn("10:15", words)
                self.assertIn("11:30", words)
                self.assertIn("Campbell", words)
                self.assertEqual(self.stop(process), 0)

    def test_a_screenshot_is_what_the_window_shows(self):
        self.import_hackathon()
        self.start_screen("1280x720")
        file = self.folder / "shot.png"
        self.kiosk("show", "--at", "2013-05-16T10:15", "--windowed", "1280x720", "--screenshot", str(file))
        self.show("--at", "2013-05-16T10:15")
        screen = self.folder / "screen.ppm"
        screen.write_bytes(self.picture())
        difference = self.tool("compare", "-metric", "AE", str(file), str(screen), "null:", check=False)
        self.assertEqual(difference.stderr.split()[0], "0")

    def test_a_screenshot_needs_no_screen(self):
        self.environment.pop("DISPLAY", None)
        file = self.folder / "shot.png"
        self.kiosk("show", "--windowed", "1080x1920", "--screenshot", str(file))
        self.assertEqual(self.tool("identify", "-format", "%wx%h", str(file)).stdout, "1080x1920")
        self.kiosk("--screenshot", str(file))
        self.assertEqual(self.tool("identify", "-format", "%wx%h", str(file)).stdout, "1920x1080")

    def test_without_a_screen_it_says_what_to_do(self):
        self.environment.pop("DISPLAY", None)
        ended = self.kiosk("show", check=False)
        self.assertEqual(ended.returncode, 1)
        self.assertRegex(ended.stderr, r"^kiosk: there is no screen to show on .*--screenshot")
        self.assertEqual(ended.stderr.count("\n"), 1)

    def test_without_an_event_the_demo_says_how_it_is_replaced(self):
        self.start_screen("1920x1080")
        self.show()
        self.assertTrue(wait_until(lambda: "kiosk/run import" in self.words(), 30))

    def test_an_open_screen_follows_the_database(self):
        self.start_screen("1920x1080")
        process = self.show("--at", "2013-05-16T10:15")
        before = self.picture()
        self.import_hackathon()
        self.assertTrue(wait_until(lambda: "Portathon" in self.words(), 30))
        placed = self.picture()
        self.assertNotEqual(before, placed)
        began = time.monotonic()
        self.kiosk("event", "--notice", "Wi-Fi: hackathon")
        self.assertTrue(wait_until(lambda: self.picture() != placed, 3))
        self.assertLess(time.monotonic() - began, 2)
        self.assertIn("Wi-Fi: hackathon", self.words())
        self.assertIsNone(process.poll())

    def test_signals_end_it_cleanly(self):
        self.start_screen()
        for how in (signal.SIGTERM, signal.SIGINT):
            self.assertEqual(self.stop(self.show("--windowed", "640x480"), how), 0)

    def test_no_key_closes_a_screen_on_the_wall(self):
        self.start_screen()
        self.start_window_manager()
        process = self.show()
        for key in ("alt+F4", "Escape", "F11", "ctrl+q", "ctrl+w", "alt+Tab"):
            self.tool("xdotool", "key", key)
        time.sleep(0.3)
        self.assertIsNone(process.poll())
        self.assertEqual(self.size(), (1280, 720))

    def test_a_screen_on_the_wall_that_is_put_away_comes_back(self):
        self.start_screen()
        self.show()
        window = self.tool("xdotool", "search", "--sync", "--class", "kiosk").stdout.split()[-1]
        self.tool("xdotool", "windowunmap", "--sync", window)
        self.assertTrue(wait_until(lambda: self.pixel() != b"\0\0\0", 10), "the screen stays away")

    def test_a_window_closes_as_windows_do(self):
        self.start_screen()
        self.start_window_manager()
        process = self.show("--windowed", "640x480")
        window = self.tool("xdotool", "search", "--sync", "--class", "kiosk").stdout.split()[-1]
        self.tool("xdotool", "windowactivate", "--sync", window)
        self.tool("xdotool", "key", "alt+F4")
        self.assertEqual(process.wait(5), 0)

    def test_it_stays_when_the_resolution_changes(self):
        self.start_screen("1920x1080")
        process = self.show("--at", "2013-05-16T10:15")
        self.tool("xrandr", "--newmode", "1024x768", *"63.5 1024 1072 1176 1328 768 771 775 798".split())
        self.tool("xrandr", "--addmode", "screen", "1024x768")
        for size in ("1024x768", "1920x1080"):
            self.tool("xrandr", "--output", "screen", "--mode", size)
            width, height = (int(n) for n in size.split("x"))

            def fills():
                pixels = self.picture()
                body = pixels[-3 * width * height:]
                ink = bytes((0x0F, 0x12, 0x16))
                return self.size() == (width, height) and body[:3] == ink and body[-3:] == ink and self.colours() > 4

            self.assertTrue(wait_until(fills, 30), size)
        self.assertIsNone(process.poll())

    def test_the_screen_saver_is_held_off_while_it_shows(self):
        self.start_screen()
        process = self.show()
        self.tool("xset", "s", "1", "1")
        time.sleep(2.5)
        self.assertGreater(self.colours(), 4)
        self.assertEqual(self.stop(process), 0)

    def test_there_is_no_pointer_on_the_wall(self):
        self.start_screen()
        self.show()
        before = self.picture()
        self.tool("xdotool", "mousemove", "640", "360")
        time.sleep(0.2)
        with_pointer = self.folder / "pointer.png"
        self.tool("xwd", "-root", "-silent", "-out", str(with_pointer))
        self.assertEqual(before, self.picture())

    def test_wrong_usage_is_told(self):
        for arguments in (["--screen", "kitchen"], ["--windowed", "big"], ["--at", "soon"], ["--rate", "0"],
                          ["--monitor", "x"], ["extra"], ["--screen", "lobby", "--room", "Liffey"]):
            with self.subTest(arguments=arguments):
                ended = self.kiosk("show", *arguments, check=False)
                self.assertEqual(ended.returncode, 2, ended.stderr)
                self.assertTrue(ended.stderr.startswith("kiosk: "), ended.stderr)
        helped = self.kiosk("show", "--help")
        self.assertIn("--screenshot", helped.stdout)

    def test_a_picture_that_cannot_be_written_is_told(self):
        ended = self.kiosk("show", "--screenshot", "/proc/nowhere/x.png", check=False)
        self.assertEqual(ended.returncode, 1)
        self.assertRegex(ended.stderr, "^kiosk: the picture .* could not be written")


if __name__ == "__main__":
    unittest.main()
