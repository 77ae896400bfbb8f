#!/usr/bin/env python3
"""Visitors' phones at a venue, from the code on the screen to the record of check-ins."""
import re
import subprocess
import unittest

from venue import AT, Phone, Venue

CHECK_IN = ("--screen", "check-in", "--camera", "none")


class Phones(Venue):
    def admitted(self):
        return [each for each in self.json("check-ins") if not each.get("undone")]

    def test_a_visitor_scans_the_screen_types_the_code_and_is_in(self):
        port = self.serve()
        phone = Phone(port)
        phone.open(self.path_on(*CHECK_IN))
        self.assertEqual(phone.status, 200)
        self.assertIn("Welcome, Ada", phone.send(code="ada-code-1".upper()))
        self.assertEqual(len(self.admitted()), 1)
        self.assertIn("Xen on ARM", phone.open("/day"))
        # The phone remembers: the next screen needs one tap.
        phone.open(self.path_on("--room", "Liffey"))
        self.assertIn("Check in to this session", phone.body)
        phone.send(session=re.search(r'name="session" value="([^"]*)"', phone.body)[1])
        self.assertEqual(len(self.admitted()), 2)

    def test_a_photo_of_the_ticket_will_do(self):
        self.kiosk("ticket", "issue", "--out", self.folder / "tickets", "--format", "png", "ADA-CODE-1")
        picture = next((self.folder / "tickets").glob("ada*.png")).read_bytes()
        phone = Phone(self.serve())
        phone.open(self.path_on(*CHECK_IN))
        self.assertIn("can&#39;t be read", phone.send_photo(b"no picture at all"))
        self.assertIn("Welcome, Ada", phone.send_photo(picture))

    def test_the_code_is_large_enough_with_its_quiet_zone_at_every_size(self):
        for size, shorter in (("1920x1080", 1080), ("1080x1920", 1080), ("1280x720", 720)):
            for screen in (CHECK_IN, ("--screen", "check-in"), ("--room", "Liffey")):
                with self.subTest(size=size, screen=screen):
                    picture = self.picture_of(*screen, size=size)
                    self.assertIn("http://127.0.0.1:8013/", self.code_on(picture))
                    # Nothing else on the screens is quite white.
                    box = subprocess.run(["convert", picture, "-fill", "black", "+opaque", "#ffffff", "-format", "%@", "info:"],
                                         capture_output=True, text=True, timeout=60).stdout
                    width, height = map(int, box.split("+")[0].split("x"))
                    self.assertEqual(width, height)
                    modules, quiet = 37, 8  # of the largest code that there may be
                    self.assertGreaterEqual(width * modules / (modules + quiet), shorter / 5)

    def test_codes_say_the_public_url_and_stay_small(self):
        address = "https://checkin.example.org"
        picture = self.folder / "screen.png"
        self.kiosk("show", *CHECK_IN, "--at", AT, "--web", "--public-url", address, "--screenshot", picture)
        self.assertTrue(self.code_on(picture).startswith(address + "/"))

    def test_behind_tls_cookies_stay_there(self):
        phone = Phone(self.serve("--public-url", "https://checkin.example.org", "--trusted-proxy", "127.0.0.1"))
        phone.open("/")
        self.assertIn("; Secure", phone.fields["Set-Cookie"])

    def test_pages_speak_the_visitors_language(self):
        phone = Phone(self.serve(), **{"Accept-Language": "ar"})
        phone.open(self.path_on(*CHECK_IN))
        self.assertIn('lang="ar" dir=rtl', phone.body)

    def test_nothing_that_was_removed_lets_a_phone_in(self):
        port = self.serve()
        phone = Phone(port)
        phone.open(self.path_on(*CHECK_IN))
        self.kiosk("ticket", "revoke", "GRACE-CODE-3")
        self.assertIn("Ticket cancelled", phone.send(code="GRACE-CODE-3"))
        self.assertEqual(self.admitted(), [])

    def test_what_can_not_be_meant_is_refused(self):
        for words in (("web", "--listen", "venue"), ("web", "--listen", "1.2.3.4:99999"), ("web", "--public-url", "checkin"),
                      ("web", "--trusted-proxy", "proxy"), ("web", "--public-url", "https://" + "a" * 60),
                      ("show", "--web", "nowhere"), ("show", "--public-url", "https://a.example")):
            with self.subTest(words=words):
                self.assertTrue(self.refused(*words, code=2))

    def test_a_port_that_is_taken_is_told(self):
        port = self.serve()
        self.assertIn(str(port), self.refused("web", "--listen", f"127.0.0.1:{port}"))


if __name__ == "__main__":
    unittest.main()
