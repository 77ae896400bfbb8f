#!/usr/bin/env python3
"""kiosk/install among made-up system programs: nothing is really installed."""
import os
import pathlib
import re
import stat
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
LIST = ROOT / "kiosk/packages.txt"
NEEDED = ("awk", "bash", "dirname", "env", "grep", "readlink", "sed")


class Install(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.bin = pathlib.Path(folder.name)
        for name in NEEDED:
            (self.bin / name).symlink_to(next(p for d in ("/usr/bin", "/bin") if (p := pathlib.Path(d, name)).exists()))
        self.asked = self.bin / "asked.txt"
        self.program("id", "echo 1000")
        self.program("apt-get", "echo called >&2; exit 1")

    def program(self, name, script):
        file = self.bin / name
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(file.stat().st_mode | stat.S_IXUSR)

    def installed(self, all_but=()):
        """Of the packages that are asked about, every one is there but these."""
        missing = "|".join(all_but) or "none"
        self.program("dpkg-query", f"""shift 3
for name; do
    echo "$name" >>{self.asked}
    case $name in {missing}) echo "no packages found matching $name" >&2 ;; *) echo "installed $name" ;; esac
done""")

    def install(self, *parts):
        return subprocess.run([ROOT / "kiosk/install", *parts], env={"PATH": str(self.bin)}, cwd="/",
                              stdin=subprocess.DEVNULL, capture_output=True, text=True)

    def test_says_and_does_nothing_when_nothing_is_missing(self):
        self.installed()
        done = self.install("build", "run")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))

    def test_starting_the_kiosk_asks_for_no_test_package(self):
        self.installed()
        self.install("build", "run")
        asked = self.asked.read_text().split()
        self.assertIn("g++", asked)
        self.assertIn("fonts-inter", asked)
        self.assertNotIn("doctest-dev", asked)

    def test_without_root_the_command_for_what_is_missing_is_named(self):
        self.installed(all_but=("cmake", "fonts-inter"))
        done = self.install("build", "run")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stdout, "")
        self.assertRegex(done.stderr, r"(?m)^kiosk/install: .* apt-get install --no-install-recommends cmake fonts-inter$")

    def test_a_refused_sudo_is_told(self):
        self.installed(all_but=("cmake",))
        self.program("sudo", "exit 1")
        done = self.install("build")
        self.assertEqual(done.returncode, 1)
        self.assertIn("sudo was refused", done.stderr)

    def test_with_sudo_it_starts_itself_again_as_root(self):
        self.installed(all_but=("cmake",))
        self.program("sudo", f'[ "$2" = true ] || printf "%s\\n" "$*" >{self.bin}/started.txt')
        self.assertEqual(self.install("build", "run").returncode, 0)
        self.assertEqual((self.bin / "started.txt").read_text(), f"-n {ROOT}/kiosk/install build run\n")

    def test_an_unknown_part_is_refused(self):
        self.installed()
        done = self.install("bulid")
        self.assertEqual(done.returncode, 1)
        self.assertIn("no such part: bulid", done.stderr)


class PackageList(unittest.TestCase):
    def test_every_package_stands_once_and_says_what_it_is_for(self):
        names = []
        for line in LIST.read_text().splitlines():
            if not line or line[0] in "#[":
                continue
            found = re.fullmatch(r"([a-z0-9][a-z0-9.+-]+) *(?:\((12|13)\))? +# \S.*", line)
            self.assertTrue(found, line)
            names.append(found.group(1))
        self.assertEqual(sorted(names), sorted(set(names)))

    def test_it_has_three_parts(self):
        self.assertEqual(re.findall(r"^\[(.*?)\]", LIST.read_text(), re.M), ["build", "run", "test"])


if __name__ == "__main__":
    unittest.main()
