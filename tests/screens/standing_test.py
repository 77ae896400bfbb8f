#!/usr/bin/env python3
"""What a wall says when its clock or its source can't be relied on, read off real windows by another program."""
import os
import pathlib
import time
import unittest

from virtual_screen import KIOSK, VirtualScreen, wait_until

FAKE = next(pathlib.Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
WORDS = "clock not trusted"
PROGRAMME = """<schedule><conference><title>Hackathon</title><time_zone_name>UTC</time_zone_name></conference>
<day date="{day}"><room name="Aula"><event id="1"><date>{day}T00:00:00+00:00</date><duration>23:59</duration>
<title>{title}</title></event></room></day></schedule>"""


class StandingTest(VirtualScreen):
    def setUp(self):
        super().setUp()
        self.source = self.folder / "programme.xml"
        self.write("Portathon")
        self.kiosk("import", str(self.source))
        self.clock = self.folder / "clock"
        self.clock.write_text("+0\n")

    def write(self, title):
        self.source.write_text(PROGRAMME.format(day=time.strftime("%Y-%m-%d", time.gmtime()), title=title))

    def with_another_clock(self, **environment):
        """What runs from here on sees the wall clock that the file says, and keeps its steady ones."""
        if not FAKE:
            self.skipTest("the package faketime is not installed")
        self.environment |= {"LD_PRELOAD": str(FAKE), "FAKETIME_TIMESTAMP_FILE": str(self.clock), "FAKETIME_NO_CACHE": "1",
                             "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1"} | environment

    def shot(self, *options):
        file = self.folder / "shot.png"
        self.kiosk("show", "--windowed", "1280x720", "--screenshot", str(file), *options)
        return self.words(file)

    def says(self, words):
        return wait_until(lambda: words in self.words(), 60, 0.3)

    def wake(self):
        """A change of the event, for which every screen wakes."""
        self.noted = getattr(self, "noted", 0) + 1
        environment = {name: value for name, value in self.environment.items() if name != "LD_PRELOAD"}
        self.environment, before = environment, self.environment
        self.kiosk("event", "--notice", f"notice {self.noted}")
        self.environment = before

    def test_a_clock_before_the_programs_build_is_not_trusted_on_any_screen(self):
        self.with_another_clock()
        self.assertNotIn(WORDS, self.shot())
        self.clock.write_text("@2001-01-01 12:00:00\n")
        for screen in ((), ("--screen", "room", "--room", "Aula"), ("--screen", "check-in")):
            self.assertIn(WORDS, self.shot(*screen), screen)
        self.assertNotIn(WORDS, self.shot("--at", "2001-01-01T12:00"))

    def test_a_clock_that_jumps_is_not_trusted_until_it_jumps_back(self):
        self.start_screen()
        plain = dict(self.environment)
        self.with_another_clock()
        process = self.start(KIOSK, "--db", self.database, "show")
        faked, self.environment = self.environment, plain
        self.assertTrue(self.says("Portathon"))
        self.assertNotIn(WORDS, self.words())
        self.clock.write_text("+2h\n")
        self.wake()
        self.assertTrue(self.says(WORDS), self.words())
        self.clock.write_text("+0\n")
        self.wake()
        self.assertTrue(wait_until(lambda: WORDS not in self.words(), 60, 0.3))
        self.assertEqual(self.stop(process), 0)
        del faked

    def test_a_clock_of_a_rehearsal_is_trusted_whatever_the_machines_does(self):
        self.start_screen()
        plain = dict(self.environment)
        self.with_another_clock()
        self.clock.write_text("@2001-01-01 12:00:00\n")
        process = self.start(KIOSK, "--db", self.database, "show", "--at", time.strftime("%Y-%m-%dT10:15", time.gmtime()))
        self.environment = plain
        self.assertTrue(self.says("Portathon"))
        self.wake()
        self.assertTrue(self.says("notice 1"))
        self.assertNotIn(WORDS, self.words())
        self.assertEqual(self.stop(process), 0)

    def test_a_screen_follows_a_file_and_says_how_old_its_programme_is_while_it_can_not(self):
        self.start_screen()
        process = self.start(KIOSK, "--db", self.database, "show", "--follow", str(self.source), "--every", "1s")
        self.assertTrue(self.says("Portathon"))
        self.write("Roadmap")
        self.assertTrue(self.says("Roadmap"))
        whole = self.source.read_text()
        self.source.write_text(whole[:100])
        self.assertTrue(self.says("as of " + time.strftime("%H:", time.gmtime())[:2]) or self.says("as of"), self.words())
        self.assertIn("Roadmap", self.words())
        self.source.write_text(whole.replace("Roadmap", "Toolstacks"))
        self.assertTrue(self.says("Toolstacks"))
        self.assertTrue(wait_until(lambda: "as of" not in self.words(), 60, 0.3))
        note = pathlib.Path(self.database + ".follow-contact")
        self.assertTrue(note.exists())
        self.assertEqual(self.stop(process), 0)
        self.assertTrue(wait_until(lambda: not note.exists(), 10))


if __name__ == "__main__":
    unittest.main()
