"""The machines, the hub and the cables that a history happens to, and the judge of what came of it."""
import json
import os
import pathlib
import secrets
import shutil
import signal
import sqlite3
import subprocess
import time

from history import MACHINES, PEOPLE
from private_hub import CODE, PATIENCE_S, PROGRAMS, Machine, Relay

FAKETIME = next(pathlib.Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
# What a command says when the fault is ours and not the history's.
NEVER = ("locked", "busy", "constraint", "malformed", "internal", "syntax", "permission denied")


class Wrong(Exception):
    """Something does not hold that has to."""


def demand(holds, *words):
    if not holds:
        raise Wrong(" ".join(map(str, words)))


class Actor(Machine):
    """A machine of a history, with what it has answered so far."""

    def __init__(self, test, folder):
        super().__init__(test, folder)
        self.relay = None
        self.offset_s = 0
        self.background = None

    def set_clock(self, offset_s):
        self.offset_s = offset_s
        for name in ("LD_PRELOAD", "FAKETIME", "FAKETIME_DONT_FAKE_MONOTONIC"):
            self.environment.pop(name, None)
        if offset_s:
            self.environment.update(LD_PRELOAD=str(FAKETIME), FAKETIME=f"{offset_s:+d}s", FAKETIME_DONT_FAKE_MONOTONIC="1")

    def start(self, *words):
        return subprocess.Popen(self.command(*words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment, cwd=self.folder)

    def read(self, sql, *values):
        database = sqlite3.connect(f"file:{self.db}?mode=ro", uri=True, timeout=PATIENCE_S)
        try:
            return database.execute(sql, values).fetchall()
        finally:
            database.close()

    def write(self, sql, *values):
        database = sqlite3.connect(self.db, timeout=PATIENCE_S)
        try:
            with database:
                database.execute("INSERT OR IGNORE INTO device (id, name) SELECT device, name FROM hub_link")
                database.execute(sql, values)
        finally:
            database.close()

    def own_check_ins(self):
        return {row[0]: row for row in self.read("SELECT id, attendee, session, at, undoes FROM check_in WHERE device IN "
                                                 "(SELECT device FROM hub_link)")}

    def own_edits(self):
        return {row[0] for row in self.read("SELECT id FROM edit WHERE device = (SELECT name FROM hub_link)")}

    def go_silent(self):
        if self.background:
            self.background.kill()
            self.background.communicate(timeout=PATIENCE_S)
            self.background = None


class World:
    """Made once: a hub, an organiser and machines that are paired. Each history begins with a copy of it.

    :param hub: a class of tests with a hub that runs"""

    def __init__(self, hub, test):
        self.hub, self.test = hub, test
        self.root = hub.place / "histories"
        self.root.mkdir()
        organiser = Actor(test, self.root / "first")
        self.first = [organiser]
        file = organiser.folder / "a.csv"
        file.write_text(programme(9))
        organiser.kiosk("import", file)
        people = organiser.folder / "people.csv"
        people.write_text("name,email,code\n" + "".join(f"Person {i},p{i}@example.org,CODE-{i}\n" for i in range(PEOPLE)))
        organiser.kiosk("attendees", "import", people)
        organiser.kiosk("hub", "publish", "--hub", hub.url)
        for number in range(1, MACHINES):
            name = f"Door {number}" if number != 2 else "Wall"
            machine = Actor(test, self.root / f"first-{number}")
            added = organiser.kiosk("hub", "device", "add", name, *(() if name == "Wall" else ("--screen", "check-in")))
            machine.kiosk("pair", CODE.search(added)[0])
            self.first.append(machine)
        self.relays = [Relay(hub.port) for _ in self.first]
        for machine, relay in zip(self.first, self.relays):
            machine.sync()
            machine.rows(f"UPDATE hub_link SET port = {relay.port}; PRAGMA wal_checkpoint(TRUNCATE)")
        self.psql("postgres", "CREATE DATABASE first TEMPLATE kiosk")

    def close(self):
        for relay in self.relays:
            relay.close()

    def psql(self, database, sql):
        url = self.hub.url.replace("/kiosk?", f"/{database}?")
        done = subprocess.run([str(PROGRAMS / "psql"), url, "-XAtq", "-v", "ON_ERROR_STOP=1"], input=sql, capture_output=True, text=True,
                              timeout=PATIENCE_S)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def copy_database(self, source, target):
        """The hub's database `target` becomes what `source` is; who is connected is thrown out."""
        self.psql("postgres", f"ALTER DATABASE {source} ALLOW_CONNECTIONS false;"
                              f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{source}';"
                              f"DROP DATABASE IF EXISTS {target} WITH (FORCE);"
                              f"CREATE DATABASE {target} TEMPLATE {source};"
                              f"ALTER DATABASE {source} ALLOW_CONNECTIONS true; ALTER DATABASE {target} ALLOW_CONNECTIONS true;")

    def begin(self, count):
        """The machines of a new history."""
        self.copy_database("first", "kiosk")
        machines = []
        for first, relay in list(zip(self.first, self.relays))[:count]:
            folder = self.root / f"now-{len(machines)}"
            shutil.rmtree(folder, ignore_errors=True)
            machine = first.copy_to(folder)
            machine.environment = dict(first.environment, HOME=str(folder))
            machine.relay = relay
            relay.mend()
            machines.append(machine)
        return machines

    def kill_hub(self):
        """Ends it at once: nothing is written any more. Then it starts again."""
        pid = int((self.hub.hub_folder / "data/postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGQUIT)
        while pathlib.Path(f"/proc/{pid}").exists():
            time.sleep(0.01)
        self.first[0].kiosk("hub", "start", "--dir", self.hub.hub_folder, "--address", "127.0.0.1")

    def tell(self, steps):
        """Lets a history happen and heals it.

        :raises Wrong: when something does not hold on the way or after it"""
        telling = Telling(self, steps[0])
        try:
            for number, step in enumerate(steps[1:], 1):
                try:
                    getattr(telling, step[0])(*step[1:])
                except Wrong as wrong:
                    raise Wrong(f"step {number} {step}: {wrong}") from wrong
            telling.heal()
            telling.judge()
        finally:
            for machine in telling.machines:
                machine.go_silent()


def programme(hour):
    """A file with three sessions, of which the first begins so many hours after midnight, and topics that have no place."""
    rows = [("1", "Opening", "Liffey", hour), ("2", "Keynote", "Corrib", 11), ("3", "Closing", "Tolka", 16)]
    # All columns of our own table: with fewer it is somebody else's.
    return "\n".join(("Start,End,Room,Title,People,Track,Status,Kind,ID,GUID",
                      *(f"2013-05-16 {starts:02}:00+01:00,2013-05-16 {starts:02}:40+01:00,{room},{title},,,,session,{key},"
                        for key, title, room, starts in rows),
                      *(f",,,Topic {number},,,,topic,{number * 10}," for number in range(1, 4)),
                      ",,,XenCon,,,,event,,", ",,,Europe/Dublin,,,,timezone,,", ""))


class Telling:
    """One history: each method is a step."""

    def __init__(self, world, beginning):
        self.world = world
        _, count, admits = beginning
        self.machines = world.begin(count)
        self.done = {}         # check-ins and undoings that were answered as done, or found written: {id: row}
        self.done_edits = set()
        self.done_hands = {}   # {(topic, attendee): the ids of what was done}
        self.has_backup = False
        self.revoked = set()
        if admits == "event":
            self.organiser.kiosk("event", "--admit", "event")
            self.organiser.kiosk("hub", "publish")
        for machine in self.machines:
            machine.sync()

    @property
    def organiser(self):
        return self.machines[0]

    def at(self, machine):
        """None when the history was shortened by that machine."""
        return self.machines[machine] if machine < len(self.machines) else None

    # What a step begins, and what has to be so when it has ended.

    def started_check_in(self, number, person, door, killed_after_ms):
        machine = self.machines[number]
        before = machine.own_check_ins()
        words = ("check-in", f"CODE-{person}", "--json", *(("--session", door) if door else ()))
        process = machine.start(*words)

        def end():
            answer = ended(process, killed_after_ms)
            fresh = {key: row for key, row in machine.own_check_ins().items() if key not in before}
            self.done.update(fresh)
            if answer is None:
                return
            verdict = json.loads(answer)["verdict"]
            demand((verdict == "admitted") == (len(fresh) == 1) and len(fresh) < 2, machine.folder.name, verdict, "but it recorded", fresh)
            if not machine.background:
                self.judge_verdict(machine, person, door, verdict, before)
        return end

    def judge_verdict(self, machine, person, door, verdict, before):
        """Who is in already as far as this machine has heard is not let in again, and nobody else is sent away."""
        stands = self.standing_here(machine, person, door, set(machine.own_check_ins()) - set(before))
        if stands is not None and verdict in ("admitted", "already_in"):
            demand(verdict == ("already_in" if stands else "admitted"), machine.folder.name, "answered", verdict, "with", stands)

    def standing_here(self, machine, person, door, without):
        """The admissions of a person that this machine has heard of; none where it takes a day's bounds to tell."""
        if door is None and machine.read("SELECT admit FROM event")[0][0] == "day":
            return None
        attendee = self.attendee(person)
        return [row for row in machine.read("SELECT id FROM check_in c WHERE attendee = ? AND session IS ? AND undoes IS NULL AND NOT EXISTS "
                                            "(SELECT 1 FROM check_in u WHERE u.undoes = c.id)", attendee, door) if row[0] not in without]

    def attendee(self, person):
        """The list's order is the order of the file."""
        return self.organiser.read("SELECT id FROM attendee ORDER BY number LIMIT 1 OFFSET ?", person)[0][0]

    def started_sync(self, number, how, measure):
        machine = self.machines[number]
        relay = machine.relay
        was_cut = relay.is_cut
        is_whole = how == "whole" and not was_cut
        if how == "answer_cut":
            relay.bytes_left = measure
        if how == "question_cut":
            relay.bytes_left_to_hub = measure
        process = machine.start("sync", "--once", "--json")

        def end():
            answer = ended(process, measure if how == "killed" else None, may_fail=not is_whole)
            if how.endswith("cut") and not was_cut:
                relay.mend()
            if is_whole and answer is None:  # a busy machine
                self.started_sync(number, how, measure)()
        return end

    def check_in(self, *words):
        if self.checks_in(words[0]):
            self.started_check_in(*words)()

    def checks_in(self, number):
        machine = self.at(number)
        return machine and machine.read("SELECT checks_in FROM hub_link")[0][0]

    def sync(self, *words):
        if self.at(words[0]):
            self.started_sync(*words)()

    def rush(self, steps):
        ends = [{"sync": self.started_sync, "check_in": self.started_check_in}[kind](*words)
                for kind, *words in steps if self.at(words[0]) and (kind == "sync" or self.checks_in(words[0]))]
        for end in ends:
            end()

    def undo(self, number, nth):
        machine = self.at(number)
        if not self.checks_in(number):
            return
        listed = [row[0] for row in machine.read("SELECT id FROM check_in WHERE undoes IS NULL ORDER BY at, id")]
        if not listed:
            return
        before = machine.own_check_ins()
        done = machine.run("check-ins", "undo", listed[nth % len(listed)])
        refuse_faults(done.stderr)
        self.done.update({key: row for key, row in machine.own_check_ins().items() if key not in before})
        demand(machine.read("SELECT 1 FROM check_in WHERE undoes = ?", listed[nth % len(listed)]), "it was not taken back", done)

    def edit(self, number, kind, session, room, starts, minutes):
        machine = self.at(number)
        if not machine:
            return
        words = {"move": ("move", session, "--room", room, "--starts", starts, "--force"),
                 "delay": ("delay", session, minutes, "--force"),
                 "cancel": ("cancel", session),
                 "restore": ("restore", session),
                 "place": ("place", "Topic " + session, "--room", room, "--starts", starts, "--minutes", 30, "--force"),
                 "unplace": ("unplace", "Topic " + session)}[kind]
        before = machine.own_edits()
        done = machine.run(*words)
        refuse_faults(done.stderr)
        fresh = machine.own_edits() - before
        demand(done.returncode in (0, 1) and (done.returncode == 0 or not fresh), words, done)
        self.done_edits |= fresh

    def hand(self, number, person, topic, raised):
        """As a phone does at a machine that serves it: no command does."""
        if not self.checks_in(number):
            return
        attendee, done = self.attendee(person), secrets.token_hex(16)
        self.machines[number].write(
            "INSERT INTO topic_hand (topic, attendee, raised, at, device, id) SELECT ?1, ?2, ?3, strftime('%Y-%m-%dT%H:%M:%SZ', 'now', ?4), device, ?5 "
            "FROM hub_link WHERE true ON CONFLICT (topic, attendee) DO UPDATE SET raised = ?3, at = excluded.at, device = excluded.device, id = ?5",
            topic, attendee, int(raised), f"{self.machines[number].offset_s} seconds", done)
        self.done_hands.setdefault((topic, attendee), set()).add(done)

    # The world around.

    def cut(self, number):
        if self.at(number):
            self.machines[number].relay.cut()

    def mend(self, number):
        if self.at(number):
            self.machines[number].relay.mend()

    def live(self, number):
        machine = self.at(number)
        if machine and not machine.background:
            machine.background = machine.start("sync", "--json")

    def silence(self, number):
        """kill -9"""
        if self.at(number):
            self.machines[number].go_silent()

    def clock(self, number, offset_s):
        if self.at(number) and FAKETIME:
            self.machines[number].set_clock(offset_s)

    def publish(self, what, number):
        organiser = self.organiser
        if what == "capacity":
            organiser.kiosk("room", "Liffey", "--capacity", number)
        elif what == "programme":
            file = organiser.folder / "a.csv"
            file.write_text(programme(8 + number))
            refuse_faults(organiser.run("import", file).stderr)
        else:
            refuse_faults(organiser.run("ticket", "revoke", f"CODE-{number % PEOPLE}").stderr)
        self.ask_hub("publish")

    def resolve(self, nth, verdict):
        conflicts = json.loads(self.ask_hub("conflicts", "--json") or "[]")
        if conflicts:
            self.ask_hub("resolve", conflicts[nth % len(conflicts)]["id"], verdict)

    def ask_hub(self, *words):
        """What the hub answers to the organiser; none while the cable is cut."""
        done = self.organiser.run("hub", *words)
        refuse_faults(done.stderr)
        demand(done.returncode == (1 if self.organiser.relay.is_cut else 0), words, done)
        return done.stdout.decode()

    def again(self, number):
        """What the hub has is sent once more."""
        if self.checks_in(number):
            self.machines[number].write("INSERT OR IGNORE INTO hub_outbox (kind, id) SELECT 'check_in', id FROM check_in WHERE device IN "
                                        "(SELECT device FROM hub_link) UNION ALL SELECT 'hand', id FROM topic_hand")

    def kill_hub(self):
        self.world.kill_hub()

    def back_up(self):
        self.world.copy_database("kiosk", "yesterday")
        self.has_backup = True

    def go_back(self):
        if self.has_backup:
            self.world.copy_database("yesterday", "kiosk")

    # And its end.

    def heal(self):
        for machine in self.machines:
            machine.go_silent()
            machine.relay.mend()
        # First all tell what they know, then all hear what the others told.
        for _ in range(2):
            for end in [self.started_sync(number, "whole", 0) for number in range(len(self.machines))]:
                end()

    def judge(self):
        at_hub = json.loads(self.world.psql("kiosk", HUB_SQL))
        check_ins = {row["id"]: row for row in at_hub["check_ins"]}
        doors = [each for number, each in enumerate(self.machines) if self.checks_in(number)]
        lost = set(self.done) - set(check_ins)
        demand(not lost, "the hub lacks check-ins:", lost)
        for machine in self.machines:
            name = machine.folder.name
            demand(machine.read("PRAGMA integrity_check") == [("ok",)] and not machine.read("PRAGMA foreign_key_check"), name, "is corrupt")
            demand(not machine.read("SELECT * FROM hub_outbox"), name, "has unsent:", machine.read("SELECT * FROM hub_outbox"))
            same(name, "edits", [row[0] for row in machine.read("SELECT id FROM edit ORDER BY position")], at_hub["edits"])
            same(name, "sessions", machine.read(SESSIONS_SQL), self.organiser.read(SESSIONS_SQL))
        for machine in doors:
            here = {row[0]: row for row in machine.read("SELECT id, attendee, session, at, undoes, device FROM check_in")}
            same(machine.folder.name, "check-ins", sorted(here), sorted(check_ins))
            for key, row in here.items():
                theirs = check_ins[key]
                same(machine.folder.name, "check-in " + key, row[:3] + row[4:5],
                     (key, theirs["attendee"], theirs["session"], theirs["undoes"]))
                # One taking back may have been made at two doors: each keeps when it did so.
                if row[4] is None:
                    same(machine.folder.name, "check-in " + key, (row[3], row[5]), (theirs["at"], theirs["device"]))
            same(machine.folder.name, "what was given offline", [row[0] for row in machine.read("SELECT check_in FROM hub_offline ORDER BY check_in")],
                 sorted(key for key, row in check_ins.items() if row["offline"]))
            same(machine.folder.name, "attendees", machine.read(ATTENDEES_SQL), self.organiser.read(ATTENDEES_SQL))
            same(machine.folder.name, "conflicts", sorted(machine.read("SELECT id FROM hub_conflict WHERE stands AND resolved IS NULL")),
                 sorted((each["id"],) for each in at_hub["conflicts"] if each["stands"] and not each["resolved"]))
        self.judge_hands({tuple(each) for each in at_hub["hands"]})
        for key, row in self.done.items():
            demand(check_ins[key]["attendee"] == row[1], "another was let in by", key)
        lost = self.done_edits - set(at_hub["edits"])
        demand(not lost, "the hub lacks what was changed by hand:", lost)
        settled = {(each["attendee"], each["place"]) for each in at_hub["conflicts"]}
        for place, standing in standing_by_place(check_ins).items():
            if len({each["device"] for each in standing}) > 1:
                demand(place in settled, "nobody was told that", place, "was let in twice")

    def judge_hands(self, at_hub):
        lost = set(self.done_hands) - {each[:2] for each in at_hub}
        demand(not lost, "the hub lacks hands:", lost)
        for topic, attendee, raised, done in at_hub:
            demand(done in self.done_hands[topic, attendee], "nobody did", done)
        counts = sorted((topic, sum(each[0] == topic and each[2] for each in at_hub)) for topic in {each[0] for each in at_hub})
        for number, machine in enumerate(self.machines):
            if self.checks_in(number):
                here = {(topic, attendee, bool(raised), done) for topic, attendee, raised, done in
                        machine.read("SELECT topic, attendee, raised, id FROM topic_hand")}
                same(machine.folder.name, "hands", sorted(here), sorted(at_hub))
            else:
                same(machine.folder.name, "counts of hands", machine.read("SELECT topic, hands FROM hub_hands ORDER BY topic"), counts)


def standing_by_place(check_ins):
    undone = {each["undoes"] for each in check_ins.values()}
    places = {}
    for each in check_ins.values():
        if each["undoes"] is None and each["id"] not in undone:
            places.setdefault((each["attendee"], each["place"]), []).append(each)
    return places


def ended(process, killed_after_ms, may_fail=False):
    """What a command answered; None when it was killed, or failed for want of the hub."""
    if killed_after_ms is not None:
        try:
            process.wait(killed_after_ms / 1000)
        except subprocess.TimeoutExpired:
            process.kill()
    answer, sentence = process.communicate(timeout=PATIENCE_S)
    refuse_faults(sentence)
    may_fail = may_fail or sentence.endswith(b"timeout expired\n")
    if process.returncode == -signal.SIGKILL:
        return None
    demand(process.returncode == 0 or (may_fail and process.returncode == 1), process.args, process.returncode, sentence.decode())
    return answer.decode() if process.returncode == 0 else None


def refuse_faults(sentence):
    words = sentence.decode()
    demand(not any(each in words for each in NEVER), words)


def same(name, what, here, there):
    demand(list(here) == list(there), f"{name}: other {what}:\n  {list(here)}\n  {list(there)}")


SESSIONS_SQL = "SELECT id, room, starts, ends, cancelled, topic FROM session ORDER BY id"
ATTENDEES_SQL = "SELECT id, state, revoked_by_hand FROM attendee ORDER BY id"
HUB_SQL = """
SELECT json_build_object(
    'check_ins', (SELECT coalesce(json_agg(json_build_object('id', id, 'attendee', attendee, 'session', session, 'device', device, 'place', place,
        'undoes', undoes, 'offline', offline, 'at', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))), '[]') FROM kiosk.check_in),
    'hands', (SELECT coalesce(json_agg(json_build_array(topic, attendee, raised, id)), '[]') FROM (SELECT DISTINCT ON (topic, attendee) *
        FROM kiosk.hand ORDER BY topic, attendee, change DESC, position DESC) h),
    'edits', (SELECT coalesce(json_agg(id ORDER BY change, position), '[]') FROM kiosk.edit),
    'conflicts', (SELECT coalesce(json_agg(json_build_object('id', k.id, 'attendee', k.attendee, 'place', k.place, 'resolved', k.resolved,
        'stands', (SELECT count(*) > 1 FROM kiosk.check_in c WHERE c.attendee = k.attendee AND c.place = k.place AND c.undoes IS NULL
            AND NOT EXISTS (SELECT FROM kiosk.check_in u WHERE u.undoes = c.id)))), '[]') FROM kiosk.conflict k))
"""
