"""A venue whose phones are served by the finished kiosk, and phones that go there without a browser."""
import http.client
import html
import os
import pathlib
import re
import signal
import subprocess
import sys
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
from command_line import CommandLine, schedule  # noqa: E402

CODES = ("ADA-CODE-1", "JM-CODE-2", "GRACE-CODE-3")
PEOPLE = ("name,email,company,code,language\n"
          "Ada Lovelace,ada@engines.example,Engines,ADA-CODE-1,en\n"
          "Jürgen Müller,juergen@groesse.example,Größe,JM-CODE-2,de\n"
          "Grace Hopper,grace@navy.example,Navy,GRACE-CODE-3,\n")
PAGE = schedule("Hackathon", (1, "Xen on ARM", "Liffey", "2013-05-16T10:00:00+01:00", "01:30"),
                (2, "Toolstacks", "Tolka", "2013-05-16T10:00:00+01:00", "01:00"),
                (3, "Lightning talks", "Liffey", "2013-05-16T15:00:00+01:00", "01:00"))
AT = "2013-05-16T10:15"


class Phone:
    """Keeps its cookie, as a browser does."""

    def __init__(self, port, **headers):
        self.port = port
        self.headers = headers
        self.cookie = ""

    def connection(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def ask(self, method, path, body=None, **headers):
        connection = self.connection()
        fields = {**self.headers, **headers}
        if self.cookie:
            fields["Cookie"] = self.cookie
        connection.request(method, path, body, fields)
        answer = connection.getresponse()
        self.status, self.fields, self.body = answer.status, dict(answer.getheaders()), answer.read().decode()
        connection.close()
        if "Set-Cookie" in self.fields:
            self.cookie = self.fields["Set-Cookie"].split(";")[0]
        return self.body

    def open(self, path):
        return self.ask("GET", path)

    @property
    def form(self):
        return html.unescape(re.search(r'name="token" value="([^"]*)"', self.body)[1])

    def send(self, path="/go", **fields):
        body = urllib.parse.urlencode({"token": self.form, **fields})
        return self.ask("POST", path, body, **{"Content-Type": "application/x-www-form-urlencoded"})

    def send_photo(self, picture):
        mark = "the-mark-between"
        part = f'--{mark}\r\nContent-Disposition: form-data; name='
        body = (f'{part}"token"\r\n\r\n{self.form}\r\n{part}"photo"; filename="t.png"\r\nContent-Type: image/png\r\n\r\n'.encode()
                + picture + f"\r\n--{mark}--\r\n".encode())
        return self.ask("POST", "/photo", body, **{"Content-Type": f"multipart/form-data; boundary={mark}"})


class Venue(CommandLine):
    def setUp(self):
        super().setUp()
        self.environment["KIOSK_PASSPHRASE"] = "open sesame"
        self.kiosk("import", self.file("event.xml", PAGE))
        self.kiosk("room", "Liffey", "--capacity", "2")
        self.json("attendees", "import", self.file("people.csv", PEOPLE))

    def serve(self, *words):
        """Starts `kiosk web` on a port of its own. @return the port"""
        self.server = subprocess.Popen(self.command("web", "--listen", "127.0.0.1:0", "--at", AT, *words), env=self.environment,
                                       stdout=subprocess.PIPE, text=True)
        self.addCleanup(self.end)
        return int(re.search(r"port (\d+)", self.server.stdout.readline())[1])

    def end(self):
        self.server.send_signal(signal.SIGTERM)
        self.assertEqual(self.server.wait(30), 0)
        self.server.stdout.close()

    def picture_of(self, *screen, at="127.0.0.1:8013", size="1920x1080"):
        picture = self.folder / "screen.png"
        self.kiosk("show", *screen, "--at", AT, "--web", at, "--windowed", size, "--screenshot", picture)
        return picture

    def code_on(self, picture):
        """What zbarimg reads on a picture."""
        read = subprocess.run(["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture], capture_output=True, text=True, timeout=60)
        return read.stdout.strip()

    def path_on(self, *screen, **where):
        return "/" + self.code_on(self.picture_of(*screen, **where)).rsplit("/", 1)[1]
