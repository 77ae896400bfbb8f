#!/usr/bin/env python3
"""Chromium as a phone goes through the pages, from the code that zbarimg reads off the screen's own picture."""
import csv
import http.server
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import threading
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

    def painted(self, url):
        """Milliseconds from the start of the navigation to the first paint with content."""
        self.do(open=url)
        return self.do(paint=True)["ms"]

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

    def test_a_link_without_scripts(self):
        browser = Browser(self, language="de", scripts=False)
        browser.do(open=f"http://127.0.0.1:{self.port}/#{CODES[1]}")
        browser.look("de-link-plain-1")
        self.assertIn("Dieser Browser kann ihn nicht lesen", browser.text())
        browser.do(fill="#code", **{"with": "jmcode2"})
        browser.do(click="form[action=go]:not([hidden]) button")
        self.assertNotIn("Dieser Browser", browser.text())
        browser.do(open=self.scanned(*CHECK_IN))
        browser.do(click="form[action=go] button")
        self.assertIn("Willkommen, Jürgen", browser.text())

    def test_the_keyboard_alone_will_do(self):
        browser = Browser(self, keys=True)

        def tab_to(what):
            for _ in range(10):
                there = browser.do(press="Tab")
                if there["focus"] == what:
                    return self.assertNotEqual(there["outline"], "none")
            self.fail(f"Tab never comes to {what}")

        browser.do(open=self.scanned(*CHECK_IN))
        tab_to("INPUT code")
        browser.do(type=CODES[0])
        browser.do(enter=True)
        self.assertIn("Welcome, Ada", browser.text())
        browser.do(open=self.scanned("--room", "Liffey"))
        tab_to("BUTTON")
        browser.do(enter=True)
        self.assertIn("You are checked in to", browser.text())
        tab_to("BUTTON")
        browser.do(enter=True)
        self.assertIn("This phone no longer knows your ticket", browser.text())

    def fit(self, browser, name, schemes):
        """Looks at a page: for screen readers, and with letters of twice the size."""
        with self.subTest(page=name):
            self.assertEqual(browser.do(check=schemes)["violations"], [])
            browser.look(f"axe-{name}-{schemes[-1]}")
            large = browser.do(zoom=2)
            self.assertLessEqual(large["width"], 390)
            if "topics" not in name:  # one of which has a word of its own that is longer than a phone is wide
                self.assertLessEqual(large["unbroken"], 390)
            browser.look(f"axe-{name}-large")
            browser.do(zoom=1)

    def test_every_page_is_fit_for_screen_readers_and_large_letters(self):
        self.add_topics()
        for language, schemes, code in zip(("en", "de", "ar"), (("light", "dark"), ("light",), ("dark",)), CODES):
            browser = Browser(self, language=language, bypass=True)
            typed = {"with": code}
            pages = (
                ("start", {"open": f"http://127.0.0.1:{self.port}/"}),
                ("topics-asks", {"open": self.scanned("--screen", "lobby")}),
                ("check-in", {"open": self.scanned(*CHECK_IN)}),
                ("not-found", {"fill": "#code", "with": "nobody's"}, {"click": "form[action=go] button"}),
                ("mistake", {"fill": "#code", "with": "K" + "7" * 31}, {"click": "form[action=go] button"}),
                ("welcome", {"fill": "#code", **typed}, {"click": "form[action=go] button"}),
                ("day", {"open": f"http://127.0.0.1:{self.port}/day"}),
                ("one-tap", {"open": self.scanned(*CHECK_IN)}),
                ("already-in", {"click": "form[action=go] button"}),
                ("door", {"open": self.scanned("--room", "Liffey")}),
                ("door-in", {"click": "form[action=go] button"}),
                ("topics", {"open": self.scanned("--screen", "lobby")}),
                ("topics-raised", {"click": ".topics form button"}),
                ("again", {"open": f"http://127.0.0.1:{self.port}/{'A' * 24}"}),
                ("nowhere", {"open": f"http://127.0.0.1:{self.port}/nowhere"}),
                ("forgotten", {"click": "form[action=forget] button"}),
            )
            for name, *tasks in pages:
                for task in tasks:
                    browser.do(**task)
                self.fit(browser, f"{language}-{name}", schemes)
        self.break_database()
        browser.do(open=f"http://127.0.0.1:{self.port}/day")
        self.fit(browser, f"{language}-busy", ("light", "dark"))

    def add_topics(self):
        table = self.folder / "event.csv"
        self.kiosk("export", table)
        columns = table.read_text().splitlines()[0].split(",")
        with table.open("a", newline="") as file:
            for topic in ("Roadmap <2014> & beyond", "Portathon-" + "very" * 20 + "-long"):
                csv.DictWriter(file, columns).writerow({"Kind": "topic", "ID": topic[:4], "Title": topic})
        self.kiosk("import", table)

    def break_database(self):
        """The key beside it is another's: nothing can be answered."""
        self.kiosk("room", "Liffey", "--capacity", "3")
        pathlib.Path(f"{self.db}.key").write_bytes(bytes(32))

    def test_the_first_paint_is_quick_on_a_slow_phone(self):
        url = self.scanned(*CHECK_IN)
        browser = Browser(self, slow=True)
        paints = [browser.painted(url) for _ in range(5 if PICTURES else 1)]
        self.assertGreater(paints[0], 0)
        if PICTURES:
            least = [browser.painted(self.bare_page()) for _ in range(5)]
            print(f"first paint on a slow phone: median {statistics.median(paints):.0f} ms, in a browser just started {paints[0]:.0f} ms; "
                  f"a page of one word: {statistics.median(least):.0f} ms")

    def bare_page(self):
        class Word(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(b"<!doctype html><meta name=viewport content='width=device-width'><title>a</title><p>word")

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Word)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return f"http://127.0.0.1:{server.server_port}/"


if __name__ == "__main__":
    unittest.main()
