#!/usr/bin/env python3
"""Debian's nginx and Caddy in front of the kiosk, set up by the README's own lines."""
import http.client
import os
import pathlib
import re
import shutil
import socket
import ssl
import subprocess
import time
import unittest

from venue import Phone, Venue

README = pathlib.Path(__file__).resolve().parents[2] / "README.md"
NAME = "checkin.example.org"


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class PhoneBehindTls(Phone):
    def connection(self):
        # The certificate is of this test's own making: what is tried here is the way, not whom a phone trusts.
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=30)
        connection.sock = ssl._create_unverified_context().wrap_socket(socket.create_connection(("127.0.0.1", self.port), 30),
                                                                       server_hostname=NAME)
        return connection


class Proxy:
    """The kiosk behind a proxy that is started as `prepared` says."""

    def setUp(self):
        super().setUp()
        self.front = free_port()
        self.address = f"https://{NAME}:{self.front}"
        self.back = self.serve("--public-url", self.address, "--trusted-proxy", "127.0.0.1")
        with open(self.folder / "errors", "wb") as errors:
            self.proxy = subprocess.Popen(self.prepared(), stdout=errors, stderr=errors, env=self.environment)
        self.addCleanup(self.end_proxy)
        for _ in range(300):
            if self.proxy.poll() is not None:
                self.fail((self.folder / "errors").read_text())
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", self.front)) == 0:
                    break
            time.sleep(0.1)

    def of_readme(self, block):
        """Lines of the README, with the ports of this test."""
        return re.search(block, README.read_text(), re.S | re.M)[0].replace("127.0.0.1:8013", f"127.0.0.1:{self.back}")

    def end_proxy(self):
        self.proxy.terminate()
        self.proxy.wait(30)

    def test_a_visitor_checks_in_through_it(self):
        phone = PhoneBehindTls(self.front, Host=f"{NAME}:{self.front}", Origin=self.address)
        picture = self.folder / "screen.png"
        self.kiosk("show", "--screen", "check-in", "--camera", "none", "--web", "--public-url", self.address, "--screenshot", picture)
        code = self.code_on(picture)
        self.assertTrue(code.startswith(self.address + "/"), code)
        phone.open("/" + code.rsplit("/", 1)[1])
        self.assertEqual(phone.status, 200)
        self.assertIn("; Secure", phone.fields["Set-Cookie"])
        self.assertIn("Strict-Transport-Security", phone.fields)
        # A photo as large as there may be comes through, and is answered in words.
        self.assertIn("can&#39;t be read", phone.send_photo(b"no picture" * 800_000))
        self.assertIn("Welcome, Ada", phone.send(code="ada-code-1"))


@unittest.skipUnless(shutil.which("nginx", path="/usr/sbin:/usr/bin"), "no nginx: the package nginx-light is not installed")
class BehindNginx(Proxy, Venue):
    def prepared(self):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}",
                        "-keyout", self.folder / "key.pem", "-out", self.folder / "cert.pem"], check=True, capture_output=True)
        block = self.of_readme(r"^ +server \{ listen 443 ssl.*?\} \}$").replace("443", f"127.0.0.1:{self.front}")
        temporary = "".join(f"{kind}_temp_path {self.folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        user = "user root; " if os.geteuid() == 0 else ""  # the folder is nobody else's
        conf = self.file("nginx.conf", f"{user}daemon off; pid {self.folder}/pid; error_log stderr;\n"
                                       f"events {{}} http {{ {temporary}\n{block}\n}}\n")
        return ["/usr/sbin/nginx", "-p", self.folder, "-c", conf]


@unittest.skipUnless(shutil.which("caddy"), "no caddy: the package of this name is not installed")
class BehindCaddy(Proxy, Venue):
    def prepared(self):
        # Nobody out there gives a certificate for this name: Caddy makes its own.
        own = f"{{\nadmin off\nlocal_certs\nskip_install_trust\nhttps_port {self.front}\nauto_https disable_redirects\ndefault_bind 127.0.0.1\n}}\n"
        conf = self.file("Caddyfile", own + self.of_readme(r"^ +checkin\.example\.org \{$.*?^      \}$") + "\n")
        return ["caddy", "run", "--config", conf, "--adapter", "caddyfile"]


if __name__ == "__main__":
    unittest.main()
