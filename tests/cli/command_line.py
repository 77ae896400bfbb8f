"""Runs the finished kiosk as a person at a terminal does, each test with a database of its own."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
KIOSK = os.environ.get("KIOSK_BIN", str(ROOT / "build/bin/kiosk"))
SAMPLES = ROOT.parent / "shared/data"
HACKATHON = "wiki/xen-hackathon-may-2013.txt"
CONGRESS = "schedules/38c3.schedule.xml"


def schedule(event, *sessions, days=("2013-05-16",), zone="Europe/Dublin", acronym=""):
    """A frab XML file; a session is (id, title, room, starts, duration)."""
    rows = {}
    for number, title, room, starts, duration in sessions:
        rows.setdefault((starts[:10], room), []).append(
            f'<event id="{number}"><date>{starts}</date><start>{starts[11:16]}</start><duration>{duration}</duration>'
            f"<room>{room}</room><title>{title}</title></event>")
    body = "".join(
        f'<day index="{index}" date="{day}">' + "".join(
            f'<room name="{room}">{"".join(events)}</room>' for (date, room), events in rows.items() if date == day
        ) + "</day>" for index, day in enumerate(days, 1))
    return (f'<?xml version="1.0" encoding="utf-8"?><schedule><conference><title>{event}</title><acronym>{acronym}</acronym>'
            f"<time_zone_name>{zone}</time_zone_name></conference>{body}</schedule>")


class CommandLine(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="kiosk-test-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.db = self.folder / "event.db"
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "LC_ALL": "C.UTF-8"}

    def command(self, *words, db=None):
        return [KIOSK, "--db", str(db or self.db), *map(str, words)]

    def run_kiosk(self, *words, **options):
        return subprocess.run(self.command(*words), capture_output=True, timeout=60, env=self.environment, **options)

    def kiosk(self, *words, **options):
        """The answer of a command that has to succeed."""
        done = self.run_kiosk(*words, **options)
        self.assertEqual((done.returncode, done.stderr.decode()), (0, ""), words)
        return done.stdout.decode()

    def json(self, *words, **options):
        return json.loads(self.kiosk(*words, "--json", **options))

    def refused(self, *words, code=1, **options):
        """The sentence of a command that has to fail."""
        done = self.run_kiosk(*words, **options)
        sentence = done.stderr.decode()
        self.assertEqual(done.returncode, code, (words, sentence))
        self.assertEqual(done.stdout, b"", words)
        self.assertTrue(sentence.startswith("kiosk: "), (words, sentence))
        self.assertEqual(sentence.count("\n"), 1, (words, sentence))
        return sentence.removeprefix("kiosk: ").rstrip("\n")

    def sample(self, name):
        file = SAMPLES / name
        if not file.exists():
            self.skipTest(f"no sample data ../shared/data/{name}")
        return file

    def file(self, name, content):
        file = self.folder / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    def rooms_at(self, time, *words):
        """{room: ([titles on now], title of what is next)}"""
        answer = self.json("now", "--at", time, *words)
        return {room["room"]: ([session["title"] for session in room["now"]], room["next"] and room["next"]["title"])
                for room in answer["rooms"]}
