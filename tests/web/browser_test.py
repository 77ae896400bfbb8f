#!/usr/bin/env python3
"""Chromium as a phone goes through the pages, from the code that zbarimg reads off the screen's own picture."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from venue import CODES, Venue

HERE = pathlib.Path(__file__).resolve().parent
CHECK_IN = ("--screen", "check-in", "--camera", "none")
PICTURES = os.environ.get("KIOSK_PICTURES")  # a folder: what the phone shows is kept there, to be looked at


def packages():
    """A folder with playwright-core and axe-core; a reason to skip where there is none."""
    if not shutil.which("chromium"):
        raise unittest.SkipTest("no chromium: the package of this name is not installed")
    if not shutil.which("npm"):
        raise unittest.SkipTest("no npm: the browser is driven by packages from its registry")
    folder = pathlib.Path(os.environ.get("KIOSK_NPM") or tempfile.mkdtemp(prefix="kiosk-npm-"))
    if not (folder / "node_modules/axe-core").exists():
        if not os.environ.get("KIOSK_NPM"):
            unittest.addModuleCleanup(shutil.rmtree, folder)
        done = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--prefix", folder, "playwright-core@1", "axe-core@4"],
                              capture_output=True, text=True, timeout=200)
        if done.returncode != 0:
            raise unittest.SkipTest("npm could not fetch playwright-core and axe-core: " + (done.stderr.strip().splitlines() or ["?"])[-1])
    return folder


def setUpModule():
    global PACKAGES
    PACKAGES = packages()


class Browser:
    def __init__(self, test, **options):
        options = {"language": "en", "scripts": True, **options}
        self.test = test
        self.process = subprocess.Popen(["node", HERE / "browser.mjs", PACKAGES, json.dumps(options)], text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "HOME": str(test.folder)})
        test.addCleanup(self.end)

    def do(self, **task):
        self.process.stdin.write(json.dumps(task) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        self.test.assertTrue(answer["ok"], (task, answer))
        return answer

    def text(self):
        return self.do(text=True)["text"]

    def look(self, name):
        if PICTURES:
            self.do(look=f"{PICTURES}/{name}.png")

    def end(self):
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()


class Phones(Venue):
    def setUp(self):
        super().setUp()
        self.port = self.serve()

    def scanned(self, *screen):
        return self.code_on(self.picture_of(*screen, at=f"127.0.0.1:{self.port}"))

    def way(self, number, language, scripts, welcome, button):
        """One way to say one's ticket: 0 by its link, 1 typed, 2 on a photo."""
        code = CODES[number]
        browser = Browser(self, language=language, scripts=scripts)
        name = f"{language}-{('link', 'typed', 'photo')[number]}{'' if scripts else '-plain'}"
        self.assertEqual(browser.do(open=self.scanned(*CHECK_IN))["status"], 200)
        browser.look(name + "-1")
        if number == 0:
            browser.do(open=f"http://127.0.0.1:{self.port}/#{code}")
            browser.do(wait=button)
            browser.do(click="main form[action=go]:not([hidden]) button")
        elif number == 1:
            browser.do(fill="#code", **{"with": f" {code} "})
            browser.do(click="form[action=go] button")
        else:
            self.kiosk("ticket", "issue", "--out", self.folder / "tickets", "--format", "png", code)
            browser.do(file="#photo", **{"with": str(next((self.folder / "tickets").glob("*.png")))})
            browser.do(click="form[action=photo] button")
        browser.look(name + "-2")
        self.assertIn(welcome, browser.text())
        self.assertEqual([each["device"] for each in self.json("check-ins")].__len__(), 1)
        self.assertEqual(browser.do(text=True)["complaints"], [])

    def test_a_link_in_english(self):
        self.way(0, "en", True, "Welcome, Ada", "Check in")

    def test_a_typed_code_in_german(self):
        self.way(1, "de", True, "Willkommen, Jürgen", "Einchecken")

    def test_a_photo_in_arabic(self):
        self.way(2, "ar", True, "Grace", "تسجيل الحضور")

    def test_a_typed_code_without_scripts(self):
        self.way(1, "ar", False, "Jürgen", "")

    def test_a_photo_without_scripts(self):
        self.way(2, "de", False, "Willkommen, Grace", "")

    def test_every_page_is_fit_for_screen_readers_and_large_letters(self):
        for language, scheme in (("en", "light"), ("ar", "dark")):
            browser = Browser(self, language=language, scheme=scheme, bypass=True)
            pages = [("check-in", self.scanned(*CHECK_IN)), ("door", self.scanned("--room", "Liffey")),
                     ("start", f"http://127.0.0.1:{self.port}/"), ("day", f"http://127.0.0.1:{self.port}/day"),
                     ("again", f"http://127.0.0.1:{self.port}/{'A' * 24}")]
            for name, address in pages:
                with self.subTest(language=language, page=name):
                    browser.do(open=address)
                    browser.look(f"axe-{language}-{name}")
                    self.assertEqual(browser.do(check=True)["violations"], [])
                    self.assertFalse(browser.do(zoom=2)["overflow"])

    def test_the_first_paint_is_quick_on_a_slow_phone(self):
        browser = Browser(self, slow=True)
        browser.do(open=self.scanned(*CHECK_IN))
        self.assertIsNotNone(browser.do(paint=True)["ms"])
        if PICTURES:
            print("first paint on a slow phone:", browser.do(paint=True)["ms"], "ms")


if __name__ == "__main__":
    unittest.main()
