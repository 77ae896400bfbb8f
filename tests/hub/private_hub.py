"""A hub of the tests' own: kiosk hub start in a temporary folder, and several machines, each a database of its own."""
import csv
import io
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
from command_line import KIOSK, schedule  # noqa: E402

PROGRAMS = max(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda each: int(each.parent.name), default=None)
PASSPHRASE = "open sesame"
PATIENCE_S = 240  # of a busy machine; what hangs for ever is ended by the tests' own limit
CODE = re.compile(r"^KIOSK/\S+$", re.MULTILINE)


class Machine:
    """One machine: a database in a folder of its own, and the commands that are run on it."""

    def __init__(self, test, folder):
        self.test = test
        self.folder = pathlib.Path(folder)
        self.folder.mkdir()
        self.db = self.folder / "event.db"
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "LC_ALL": "C.UTF-8", "KIOSK_PASSPHRASE": PASSPHRASE}

    def command(self, *words):
        return [KIOSK, "--db", str(self.db), *map(str, words)]

    def run(self, *words, **options):
        for _ in range(5):
            done = subprocess.run(self.command(*words), capture_output=True, timeout=PATIENCE_S, env=self.environment, cwd=self.folder, **options)
            # A busy machine takes longer to connect than a kiosk waits, and nothing has happened then.
            if not done.stderr.endswith(b": timeout expired\n"):
                break
        return done

    def kiosk(self, *words, **options):
        done = self.run(*words, **options)
        self.test.assertEqual((done.returncode, done.stderr.decode()), (0, ""), words)
        return done.stdout.decode()

    def json(self, *words):
        return json.loads(self.kiosk(*words, "--json"))

    def refused(self, *words):
        done = self.run(*words)
        sentence = done.stderr.decode()
        self.test.assertEqual((done.returncode, done.stdout), (1, b""), (words, sentence))
        self.test.assertEqual(sentence.count("\n"), 1, sentence)
        return sentence.removeprefix("kiosk: ").rstrip("\n")

    def sync(self):
        return self.json("sync", "--once")

    def verdict(self, code, *words):
        return self.json("check-in", code, *words)["verdict"]

    def check_ins(self):
        """What is recorded, whatever the order: {id: (attendee, undone)}"""
        return {each["id"]: (each["attendee"], each["undone"]) for each in self.json("check-ins")}

    def rows(self, sql):
        done = subprocess.run(["sqlite3", str(self.db), sql], capture_output=True, text=True, check=True, timeout=60)
        return done.stdout.splitlines()

    def copy_to(self, folder):
        """The same disk in another machine."""
        shutil.copytree(self.folder, folder)
        other = type(self).__new__(type(self))
        other.__dict__.update(self.__dict__, folder=pathlib.Path(folder), db=pathlib.Path(folder) / "event.db")
        return other


class Relay:
    """A cable to the hub that can be cut, also after so many bytes."""

    def __init__(self, port):
        self.port_of_hub = port
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.pairs = []
        self.mend()
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            try:
                if self.is_cut:
                    raise OSError
                far = socket.create_connection(("127.0.0.1", self.port_of_hub))
            except OSError:
                near.close()
                continue
            self.pairs += [near, far]
            threading.Thread(target=self.carry, args=(near, far, "bytes_left_to_hub"), daemon=True).start()
            threading.Thread(target=self.carry, args=(far, near, "bytes_left"), daemon=True).start()

    def carry(self, source, target, meter):
        try:
            while data := source.recv(65536):
                left = getattr(self, meter)
                if left is not None:
                    data = data[:left]
                    setattr(self, meter, left - len(data))
                    if not data:
                        return self.cut()
                target.sendall(data)
        except OSError:
            pass
        finally:
            hang_up((source, target))
            source.close()

    def cut(self):
        self.is_cut = True
        ends, self.pairs = self.pairs, []
        hang_up(ends)

    def mend(self):
        self.bytes_left = self.bytes_left_to_hub = None
        self.is_cut = False

    def close(self):
        self.cut()
        self.listener.close()


def hang_up(ends):
    for end in ends:
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


@unittest.skipIf(PROGRAMS is None, "no PostgreSQL from Debian's package here")
class HubTest(unittest.TestCase):
    """One server for all tests of a program; each test has an event and machines of its own."""

    started = None

    @classmethod
    def setUpClass(cls):
        if HubTest.started is None:
            HubTest.start_hub()

    @staticmethod
    def start_hub():
        place = tempfile.TemporaryDirectory(prefix="kiosk-hub-test-")
        unittest.addModuleCleanup(place.cleanup)
        HubTest.place = pathlib.Path(place.name)
        HubTest.hub_folder = HubTest.place / "hub"
        base = ["--db", str(HubTest.place / "first.db"), "hub"]
        unittest.addModuleCleanup(subprocess.run, [KIOSK, *base, "stop", "--dir", str(HubTest.hub_folder)], capture_output=True, timeout=PATIENCE_S)
        started = subprocess.run([KIOSK, *base, "start", "--dir", str(HubTest.hub_folder), "--address", "127.0.0.1", "--port", str(free_port())],
                                 capture_output=True, text=True, timeout=PATIENCE_S)
        assert started.returncode == 0, started.stderr
        HubTest.started = started.stdout
        HubTest.url = re.search(r"postgresql://\S+", started.stdout)[0]
        HubTest.port = int(re.search(r"@127\.0\.0\.1:(\d+)/", HubTest.url)[1])
        # What is killed here is a process, never the machine: its disk need not be waited for.
        with open(HubTest.hub_folder / "data/postgresql.conf", "a") as settings:
            settings.write("\nfsync = off\nfull_page_writes = off\n")
        subprocess.run([str(PROGRAMS / "psql"), HubTest.url, "-XAtqc", "SELECT pg_reload_conf()"], capture_output=True, timeout=PATIENCE_S, check=True)

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="kiosk-test-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.organiser = Machine(self, self.folder / "organiser")

    def psql(self, sql, role=None, machine=None):
        """What psql answers as the organiser, or as the device that a machine is: (lines, error)."""
        url = self.url
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        if machine:
            role = machine.rows("SELECT role FROM hub_link")[0]
            environment["PGPASSWORD"] = pathlib.Path(f"{machine.db}.hub/password").read_text()
            url = (f"postgresql://{role}@127.0.0.1:{self.port}/kiosk?sslmode=verify-ca&sslrootcert="
                   f"{machine.db}.hub/certificate.pem")
        done = subprocess.run([str(PROGRAMS / "psql"), url, "-XAtqc", sql], capture_output=True, text=True, env=environment, timeout=60)
        return done.stdout.splitlines(), done.stderr.strip()

    def people(self, count=4):
        table = io.StringIO()
        csv.writer(table).writerows([("name", "email", "code"), *((f"Person {i}", f"p{i}@example.org", f"CODE-{i}") for i in range(count))])
        file = self.organiser.folder / "people.csv"
        file.write_text(table.getvalue())
        return file

    def import_sessions(self, *sessions, event="XenCon"):
        file = self.organiser.folder / "a.xml"
        file.write_text(schedule(event, *(sessions or [("1", "Opening", "Liffey", "2013-05-16T10:00:00+01:00", "00:30")])))
        self.organiser.kiosk("import", file)

    def publish_event(self, people=0):
        self.import_sessions()
        if people:
            self.organiser.kiosk("attendees", "import", self.people(people))
        return self.organiser.kiosk("hub", "publish", "--hub", self.url)

    def code_for(self, name, *words):
        return CODE.search(self.organiser.kiosk("hub", "device", "add", name, *words))[0]

    def device(self, name, *words):
        machine = Machine(self, self.folder / name)
        machine.kiosk("pair", self.code_for(name, *words))
        return machine

    def door(self, name, *words):
        return self.device(name, "--screen", "check-in", *words)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]
