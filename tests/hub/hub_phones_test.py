#!/usr/bin/env python3
"""What phones do at one machine, on all of them, through a PostgreSQL of the tests' own."""
import json
import pathlib
import re
import signal
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "screens"))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "web"))
from virtual_screen import VirtualScreen, wait_until  # noqa: E402
from venue import Phone  # noqa: E402
from private_hub import PROGRAMS, HubTest, free_port  # noqa: E402
from history_world import programme  # noqa: E402

PEOPLE = "name,given_name,email,code\n" + "".join(f"{name} Smith,{name},p{i}@example.org,CODE-{i}\n" for i, name in enumerate(("Ada", "Grace", "Joan")))
ROADMAP, DOCUMENTS = "10", "20"


class PhoneTest(HubTest):
    def publish_topics(self):
        file = self.organiser.folder / "a.csv"
        file.write_text(programme(9))
        self.organiser.kiosk("import", file)
        people = self.organiser.folder / "people.csv"
        people.write_text(PEOPLE)
        self.organiser.kiosk("attendees", "import", people)
        self.publish()

    def publish(self):
        return self.organiser.kiosk("hub", "publish", "--hub", self.url)

    def event(self):
        return self.organiser.rows("SELECT event FROM hub_link")[0]

    def device_id(self, machine):
        return machine.rows("SELECT device FROM hub_link")[0]

    def serve(self, machine, *words):
        """kiosk web, with the exchange that it keeps running. @return its port"""
        server = subprocess.Popen(machine.command("web", "--listen", "127.0.0.1:0", *words), env=machine.environment, stdout=subprocess.PIPE, text=True)

        def end():
            server.send_signal(signal.SIGTERM)
            self.assertEqual(server.wait(30), 0)
            server.stdout.close()
        self.addCleanup(end)
        return int(re.search(r"port (\d+)", server.stdout.readline())[1])

    def code_of(self, machine, port):
        """The path that the QR code on a machine's check-in screen says."""
        picture = machine.folder / "screen.png"
        machine.kiosk("show", "--screen", "check-in", "--camera", "none", "--web", "--public-url", f"http://127.0.0.1:{port}", "--windowed",
                      "1280x720", "--screenshot", picture)
        return code_on(picture)

    def refused_as(self, machine, sql, words):
        lines, error = self.psql(sql, machine=machine)
        self.assertIn(words, error, sql)
        self.assertEqual(lines, [], sql)


def code_on(picture):
    read = subprocess.run(["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture], capture_output=True, text=True, timeout=60)
    return "/" + read.stdout.strip().rsplit("/", 1)[1]


def said_to(device, number=1, content="c2VhbGVk", seconds_ago=0):
    """The SQL of what a device sends for another's screen."""
    return ("SELECT kiosk.send_greetings(json_build_array(json_build_object("
            f"'id', lpad('{number}', 32, '0'), 'device', '{device}', 'content', '{content}', 'at', now() - interval '{seconds_ago} s')))")


class Greetings(PhoneTest):
    def test_a_screen_hears_of_its_own_visitors_alone(self):
        self.publish_topics()
        desk, north, south, wall = self.door("Desk"), self.door("North"), self.door("South"), self.device("Wall")
        to_north = said_to(self.device_id(north))
        self.assertEqual(self.psql(to_north, machine=desk), (["1"], ""))
        self.assertEqual(self.psql(to_north, machine=desk), (["0"], ""))
        here = "SELECT count(*) FROM kiosk.greeting"
        for machine, count in ((north, "1"), (south, "0"), (desk, "0"), (wall, "0")):
            self.assertEqual(self.psql(here, machine=machine), ([count], ""), machine.folder)
        # Not to who may not know, or is none of this event's.
        for device in (self.device_id(wall), "f" * 32, self.event()):
            self.assertEqual(self.psql(said_to(device, number=2), machine=desk), (["0"], ""), device)
        self.refused_as(wall, said_to(self.device_id(north), number=3), "may not check in")
        for content in ("", "Ada Smith", '{"name": 1}', "x" * 4001):
            self.refused_as(desk, said_to(self.device_id(north), number=4, content=content), "no greeting")
        self.refused_as(desk, said_to(self.device_id(north)).replace("lpad('1', 32, '0')", "'1'"), "no greeting")
        for sql in ("INSERT INTO kiosk.greeting SELECT * FROM kiosk.greeting", "UPDATE kiosk.greeting SET content = ''", "DELETE FROM kiosk.greeting"):
            self.refused_as(north, sql, "permission denied")

        # What is over goes with the next one, and what comes too late is not taken.
        self.assertEqual(self.psql(said_to(self.device_id(north), number=5, seconds_ago=61), machine=desk), (["0"], ""))
        self.psql(f"UPDATE kiosk.greeting SET at = at - interval '2 minutes' WHERE event = '{self.event()}'")
        self.assertEqual(self.psql(said_to(self.device_id(north), number=6), machine=desk), (["1"], ""))
        self.assertEqual(self.psql(here, machine=north), (["1"], ""))
        # It is no change of the event: nobody else is woken, and nothing is kept of it.
        before = self.psql(f"SELECT last_change FROM kiosk.event WHERE id = '{self.event()}'")
        self.psql(said_to(self.device_id(north), number=7), machine=desk)
        self.assertEqual(self.psql(f"SELECT last_change FROM kiosk.event WHERE id = '{self.event()}'"), before)
        self.organiser.kiosk("hub", "device", "revoke", "North")
        self.assertEqual(self.psql(here, machine=north), (["0"], ""))

    def test_a_greeting_travels_sealed_and_is_not_kept_for_an_older_hub(self):
        self.publish_topics()
        desk, north = self.door("Desk"), self.door("North")
        desk.sync(), north.sync()
        port = self.serve(desk)
        phone = Phone(port)
        phone.open(self.code_of(north, port))
        self.assertIn("Welcome, Ada", phone.send(code="CODE-0"))
        self.assertTrue(wait_until(lambda: self.psql("SELECT count(*) FROM kiosk.greeting", machine=north) == (["1"], "")))
        said = "".join(self.psql(f"SELECT row_to_json(g) FROM kiosk.greeting g WHERE event = '{self.event()}'")[0])
        north.sync()
        said += "".join(north.rows("SELECT id, machine, content, at FROM phone_greeting"))
        for word in ("Ada", "Smith", "CODE-0", "admitted"):
            self.assertNotIn(word, said)
        self.assertEqual(north.rows("SELECT count(*) FROM phone_greeting"), ["1"])
        self.assertEqual(north.rows("SELECT * FROM hub_outbox"), [])

        self.psql("ALTER FUNCTION kiosk.send_greetings(json) RENAME TO send_greetings_later")
        self.addCleanup(self.psql, "ALTER FUNCTION kiosk.send_greetings_later(json) RENAME TO send_greetings")
        phone.open(self.code_of(north, port))
        self.assertIn("Already checked in", phone.send())
        self.assertTrue(wait_until(lambda: desk.rows("SELECT * FROM hub_outbox") == []))


class Greeted(PhoneTest, VirtualScreen):
    """A window whose visitors' phones another machine answers."""

    def setUp(self):
        VirtualScreen.setUp(self)
        HubTest.setUp(self)

    def window(self, machine, *words):
        machine.environment["DISPLAY"] = self.environment["DISPLAY"]
        window = subprocess.Popen(machine.command("show", *words), env=machine.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(self.end, window)

    def scan(self, phone):
        picture = self.folder / "scan.ppm"

        def path():
            picture.write_bytes(self.picture())
            try:
                return code_on(picture)
            except IndexError:
                return None
        self.assertTrue(wait_until(path), "no code on the screen")
        phone.open(path())

    def says(self, *words, after):
        """What the screen says once it says all of these words; each picture that is another is read."""
        last, file, read = self.picture(), self.folder / "seen.ppm", ""
        after()

        def said():
            nonlocal last, read
            now = self.picture()
            if now == last:
                return False
            last = now
            file.write_bytes(now)
            read = self.words(file)
            return all(each in read for each in words)
        self.assertTrue(wait_until(said, seconds=10), read)
        return read

    def test_the_screen_whose_code_was_scanned_answers_who_is_judged_elsewhere(self):
        self.publish_topics()
        desk, north = self.door("Desk"), self.door("North")
        for machine in (desk, north):
            machine.sync()
        port = self.serve(desk)
        self.start_screen()
        # The code is of the screen, the page is of the desk; the screen's own server is asked by nobody.
        self.window(north, "--screen", "check-in", "--camera", "none", "--web", f"127.0.0.1:{free_port()}", "--public-url", f"http://127.0.0.1:{port}")
        phone = Phone(port)
        self.scan(phone)
        said = self.says("Welcome", "Ada", after=lambda: self.assertIn("Welcome, Ada", phone.send(code="CODE-0")))
        self.assertNotIn("Smith", said)
        self.scan(phone)
        self.says("Already", after=lambda: self.assertIn("Already checked in", phone.send()))
        other = Phone(port)
        self.scan(other)
        self.says("no list", after=lambda: other.send(code="NOBODY-9"))
        # As the organiser sets.
        self.organiser.kiosk("event", "--phone-name", "none")
        self.publish()
        self.assertTrue(wait_until(lambda: desk.rows("SELECT phone_name FROM event") == ["none"]))
        self.scan(other)
        said = self.says("Welcome", "You are checked in", after=lambda: self.assertIn("Welcome, Grace", other.send(code="CODE-1")))
        self.assertNotIn("Grace", said)

    def test_two_processes_on_one_machine_meet_in_its_database(self):
        machine = self.organiser
        self.import_sessions()
        people = machine.folder / "people.csv"
        people.write_text(PEOPLE)
        machine.kiosk("attendees", "import", people)
        port = self.serve(machine)
        self.start_screen()
        self.window(machine, "--screen", "check-in", "--camera", "none", "--web", f"127.0.0.1:{free_port()}", "--public-url", f"http://127.0.0.1:{port}")
        phone = Phone(port)
        self.scan(phone)
        self.says("Welcome", "Joan", after=lambda: phone.send(code="CODE-2"))


class Hands(PhoneTest):
    def attendee(self, nth):
        return self.organiser.rows(f"SELECT id FROM attendee ORDER BY number LIMIT 1 OFFSET {nth}")[0]

    def raise_hand(self, machine, topic, nth, raised=1):
        """As a phone does at a machine that serves it."""
        machine.rows("PRAGMA busy_timeout = 60000;"
                     "INSERT OR IGNORE INTO device (id, name) SELECT coalesce((SELECT device FROM hub_link), 'alone'), 'x';"
                     "INSERT INTO topic_hand (topic, attendee, raised, at, device, id) "
                     f"SELECT '{topic}', '{self.attendee(nth)}', {raised}, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), "
                     "coalesce((SELECT device FROM hub_link), 'alone'), lower(hex(randomblob(16))) WHERE true "
                     "ON CONFLICT (topic, attendee) DO UPDATE SET raised = excluded.raised, at = excluded.at, device = excluded.device, id = excluded.id")

    def hands(self, machine):
        """{topic: how many}"""
        told = machine.kiosk("topics")
        return {int(topic): int(count) for topic, count in re.findall(r"id: (\d+)(?:\n  (?!id:).*)*?\n  will attend, by phone: (\d+)", told)}

    def test_hands_raised_anywhere_count_once_everywhere(self):
        self.publish_topics()
        north, south, wall = self.door("North"), self.door("South"), self.device("Wall")
        for machine in (north, south, wall):
            machine.sync()
        self.raise_hand(north, ROADMAP, 0)
        self.raise_hand(south, ROADMAP, 1)
        self.raise_hand(south, ROADMAP, 0)
        self.raise_hand(south, DOCUMENTS, 0)
        for machine in (north, south, wall, north, self.organiser):
            machine.sync()
        for machine in (north, south, wall, self.organiser):
            self.assertEqual(self.hands(machine), {10: 2, 20: 1}, machine.folder)
        # Who may not know whose they are knows how many alone.
        self.assertEqual(wall.rows("SELECT count(*) FROM topic_hand"), ["0"])
        self.assertEqual(self.psql("SELECT count(*) FROM kiosk.hand", machine=wall), (["0"], ""))
        told = "".join(self.psql("SELECT content FROM kiosk.changes_since(0) WHERE kind LIKE 'hand%'", machine=wall)[0])
        self.assertNotIn(self.attendee(0), told)
        self.assertEqual(len(self.psql("SELECT content FROM kiosk.changes_since(0) WHERE kind = 'hand'", machine=north)[0]), 3)

        # The later by the hub's order wins; what is sent again changes nothing.
        before = north.rows("SELECT id FROM topic_hand WHERE topic = '10' ORDER BY attendee")
        self.raise_hand(north, ROADMAP, 0, raised=0)
        self.assertEqual(north.sync()["pushed"], 1)
        for machine in (wall, south):
            machine.sync()
            self.assertEqual(self.hands(machine), {10: 1, 20: 1}, machine.folder)
        south.rows("INSERT INTO hub_outbox (kind, id) SELECT 'hand', id FROM topic_hand")
        last_change = self.psql(f"SELECT last_change FROM kiosk.event WHERE id = '{self.event()}'")
        south.sync()
        self.assertEqual(self.psql(f"SELECT last_change FROM kiosk.event WHERE id = '{self.event()}'"), last_change)
        self.assertEqual(len(before), 2)
        sent = json.dumps([{"id": each, "topic": "10", "attendee": self.attendee(0), "raised": True, "at": "2013-05-16T09:00:00Z"} for each in before])
        self.assertEqual(self.psql(f"SELECT kiosk.send_hands('{sent}')", machine=south), (["0"], ""))
        wall.sync()
        self.assertEqual(self.hands(wall), {10: 1, 20: 1})

    def test_an_event_that_has_hands_already_is_published_with_them_once(self):
        file = self.organiser.folder / "a.csv"
        file.write_text(programme(9))
        self.organiser.kiosk("import", file)
        people = self.organiser.folder / "people.csv"
        people.write_text(PEOPLE)
        self.organiser.kiosk("attendees", "import", people)
        self.raise_hand(self.organiser, ROADMAP, 0)
        self.raise_hand(self.organiser, ROADMAP, 1)
        for _ in range(2):
            self.publish()
            self.assertEqual(self.hands(self.organiser), {10: 2})
            self.assertEqual(self.psql(f"SELECT count(*) FROM kiosk.hand WHERE event = '{self.event()}'")[0], ["2"])
        north, wall = self.door("North"), self.device("Wall")
        north.sync(), wall.sync()
        self.assertEqual((self.hands(north), self.hands(wall)), ({10: 2}, {10: 2}))

        # The hub is back from a backup that has none of it: what was done last counts, whoever comes first.
        self.raise_hand(north, ROADMAP, 1, raised=0)
        north.sync()
        self.psql(f"DELETE FROM kiosk.hand WHERE event = '{self.event()}'; UPDATE kiosk.event SET epoch = 'another' WHERE id = '{self.event()}'")
        for machine in (north, self.organiser, wall, north):
            machine.sync()
        for machine in (north, self.organiser, wall):
            self.assertEqual(self.hands(machine), {10: 1}, machine.folder)
            self.assertEqual(machine.rows("SELECT * FROM hub_outbox"), [])

    def test_a_hand_has_its_shape_and_comes_from_who_checks_in(self):
        self.publish_topics()
        north, wall = self.door("North"), self.device("Wall")
        good = {"id": "e" * 32, "topic": "10", "attendee": self.attendee(0), "raised": True, "at": "2013-05-16T09:00:00Z"}
        for wrong in ({"id": ""}, {"id": "x"}, {"topic": ""}, {"attendee": None}, {"raised": None}, {"at": "infinity"}, {"at": None}):
            sent = json.dumps([{**good, "id": "d" * 32}, {**good, **wrong}])
            self.refused_as(north, f"SELECT kiosk.send_hands('{sent}')", "no hand raised for a topic")
        self.refused_as(wall, f"SELECT kiosk.send_hands('{json.dumps([good])}')", "may not check in")
        for sql in ("INSERT INTO kiosk.hand SELECT * FROM kiosk.hand", "UPDATE kiosk.hand SET raised = false", "DELETE FROM kiosk.hand"):
            self.refused_as(north, sql, "permission denied")
        self.assertEqual(self.psql(f"SELECT kiosk.send_hands('{json.dumps([good])}')", machine=north), (["1"], ""))
        self.assertIn("only ever appended", self.psql(f"UPDATE kiosk.hand SET raised = false WHERE event = '{self.event()}'")[1])

    def test_hands_wait_for_a_hub_that_is_brought_up_to_date(self):
        self.publish_topics()
        north = self.door("North")
        north.sync()
        self.psql("ALTER FUNCTION kiosk.send_hands(json) RENAME TO send_hands_later")
        try:
            self.raise_hand(north, ROADMAP, 0)
            north.verdict("CODE-1")
            self.assertEqual(north.sync()["pushed"], 1)
            self.assertEqual(north.rows("SELECT kind FROM hub_outbox"), ["hand"])
        finally:
            self.psql("ALTER FUNCTION kiosk.send_hands_later(json) RENAME TO send_hands")
        self.assertEqual(north.sync()["pushed"], 1)
        self.assertEqual(north.rows("SELECT kind FROM hub_outbox"), [])

    def test_a_hub_of_an_older_kiosk_is_brought_up_to_date(self):
        steps = sorted((pathlib.Path(__file__).resolve().parents[2] / "db/hub").glob("*.sql"))
        self.psql("CREATE DATABASE older")
        self.addCleanup(self.psql, "DROP DATABASE older WITH (FORCE)")
        older = self.url.replace("/kiosk?", "/older?")
        made = "CREATE SCHEMA kiosk; CREATE TABLE kiosk.step (number int PRIMARY KEY, done_at timestamptz NOT NULL DEFAULT now());"
        for number, step in enumerate(steps[:2], 1):
            made += step.read_text() + f"INSERT INTO kiosk.step (number) VALUES ({number});"
        subprocess.run([str(PROGRAMS / "psql"), older, "-Xqv", "ON_ERROR_STOP=1"], input=made, text=True, check=True, capture_output=True, timeout=60)
        self.assertIn("brought up to date", self.organiser.kiosk("hub", "init", older))
        self.assertIn("is up to date", self.organiser.kiosk("hub", "init", older))
        done = subprocess.run([str(PROGRAMS / "psql"), older, "-XAtc", "SELECT to_regprocedure('kiosk.send_hands(json)')"], text=True, check=True,
                              capture_output=True, timeout=60)
        self.assertEqual(done.stdout.strip(), "kiosk.send_hands(json)")


if __name__ == "__main__":
    unittest.main()
