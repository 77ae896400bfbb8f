#!/usr/bin/env python3
"""hub.py KIOSK [HUB_FLOOR]: what the hub costs. A private PostgreSQL and many `kiosk sync` on this machine.

Environment: HUB_ATTENDEES (100000), HUB_DEVICES (200), HUB_SECONDS (10), HUB_PART (all, or one of first_sync, lock, storm, known, spread, idle, polling)."""
import datetime
import json
import os
import pathlib
import random
import selectors
import sqlite3
import statistics
import subprocess
import sys
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
os.environ["KIOSK_BIN"] = sys.argv[1]
FLOOR = sys.argv[2] if len(sys.argv) > 2 else None
STORM = FLOOR and str(pathlib.Path(FLOOR).with_name("check_in_storm"))
sys.path[:0] = [str(ROOT / "tests" / folder) for folder in ("hub", "screens", "cli")]
from change_log_test import NAIVE  # noqa: E402
from command_line import schedule  # noqa: E402
from private_hub import PROGRAMS, HubTest  # noqa: E402
from virtual_screen import VirtualScreen, wait_until  # noqa: E402

ATTENDEES = int(os.environ.get("HUB_ATTENDEES", 100_000))
DEVICES = int(os.environ.get("HUB_DEVICES", 200))
SECONDS = int(os.environ.get("HUB_SECONDS", 10))
PART = os.environ.get("HUB_PART", "")
TICKS = os.sysconf("SC_CLK_TCK")


def cpu_s(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def end(processes):
    for process in processes:
        process.kill()
        process.wait()
        process.stdout.close()


def pss_mb(pids):
    """What each has on average; one that ended meanwhile has nothing to say."""
    sizes = []
    for pid in pids:
        try:
            sizes.append(int(pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().split("Pss:")[1].split()[0]) / 1024)
        except (FileNotFoundError, ProcessLookupError):
            pass
    return statistics.mean(sizes)


def quantile(values, share):
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def title(number):
    """Of the session, after so many changes: each looks quite unlike the one before."""
    return f"{'LIFFEY' if number % 2 else 'moss on a brown moor'} {number}"


class Wall(VirtualScreen):
    """A lobby in a window of its own."""

    rows = [b""] * 361  # of its picture, as it was last seen changed

    def __init__(self, machine):
        super().__init__()
        self.setUp()
        self.start_screen("640x360")
        machine.environment["DISPLAY"] = self.environment["DISPLAY"]
        window = subprocess.Popen(machine.command("show"), env=machine.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(self.end, window)
        assert wait_until(lambda: "Liffey" in self.words()), self.words()
        self.has_changed()

    def runTest(self):
        """It is only looked at."""

    def has_changed(self):
        """Whether letters did: the bar of a session that is on grows in fewer rows."""
        picture = self.pixels.read_bytes()
        line = len(picture) // 360
        rows = [picture[at:at + line] for at in range(0, len(picture), line)]
        changed = sum(now != before for now, before in zip(rows, self.rows)) > 8
        if changed:
            self.rows = rows
        return changed


class Hub(HubTest):
    def runTest(self):
        """The measurements are called one by one."""

    def psql(self, sql, role=None, machine=None, wait=True):
        if wait:
            return super().psql(sql, role, machine)
        started = subprocess.Popen([str(PROGRAMS / "psql"), self.url, "-XAtqc", sql])
        self.addCleanup(started.wait)

    def door_role(self, machine):
        role = machine.rows("SELECT role FROM hub_link")[0]
        return role, pathlib.Path(f"{machine.db}.hub/password").read_text(), f"{machine.db}.hub/certificate.pem"

    def first_sync(self):
        self.import_sessions()
        self.organiser.kiosk("attendees", "import", self.people(ATTENDEES))
        self.organiser.kiosk("hub", "publish", "--hub", self.url)
        north, again = self.door("North"), self.door("Again")
        taken = []
        for machine in (north, again):
            began = time.monotonic()
            assert machine.sync()["pulled"] >= ATTENDEES
            taken.append(time.monotonic() - began)
        print(f"first sync of {ATTENDEES} attendees: {min(taken):.2f} s", end="")
        if FLOOR:
            role, password, certificate = self.door_role(north)
            words = f"host=127.0.0.1 port={self.port} dbname=kiosk user={role} sslmode=verify-ca sslrootcert={certificate}"
            event = north.rows("SELECT event FROM hub_link")[0]
            floors = []
            for number in range(2):
                began = time.monotonic()
                subprocess.run([FLOOR, words, str(self.folder / f"floor-{number}.db"), event], env={"PGPASSWORD": password}, check=True)
                floors.append(time.monotonic() - began)
            print(f"; bare COPY into SQLite: {min(floors):.2f} s; {min(taken) / min(floors):.2f} times (asked: 1.5)", end="")
        print()

    def lock(self):
        """Check-ins one by one from several connections, with the event's lock and with a naive sequence instead."""
        self.publish_event(people=4)
        north = self.door("North")
        role, password, certificate = self.door_role(north)
        script = self.folder / "send.sql"
        script.write_text("SELECT kiosk.send_check_ins(json_build_array(json_build_object('id', replace(gen_random_uuid()::text, '-', ''), "
                          "'attendee', md5(random()::text), 'at', now(), 'place', 'entrance', 'offline', false)));\n")
        results = {}
        kept, _ = self.psql("SELECT pg_get_functiondef('kiosk.begin_change'::regproc)")
        for kind in ("one lock an event", "naive sequence"):
            if kind.startswith("naive"):
                start = int(self.psql("SELECT max(number) FROM kiosk.change")[0][0]) + 1
                self.psql(NAIVE.format(start=start) + "ALTER FUNCTION kiosk.begin_change SECURITY DEFINER SET search_path = pg_catalog, pg_temp;"
                          "GRANT USAGE ON SEQUENCE kiosk.naive_number TO kiosk_device;")
            for clients in (1, 4, 16):
                done = subprocess.run([str(PROGRAMS / "pgbench"), "-n", "-f", str(script), "-c", str(clients), "-j", "1", "-T", str(SECONDS),
                                       f"host=127.0.0.1 port={self.port} dbname=kiosk user={role} sslmode=verify-ca sslrootcert={certificate}"],
                                      env={"PGPASSWORD": password}, capture_output=True, text=True, check=True)
                assert "tps = " in done.stdout, done.stdout + done.stderr
                results[kind, clients] = float(done.stdout.split("tps = ")[1].split()[0])
        self.psql("\n".join(kept) + "; DROP SEQUENCE kiosk.naive_number")
        for (kind, clients), rate in results.items():
            print(f"check-ins one a transaction, {clients} connections, {kind}: {rate:.0f} a second")

    def storm(self):
        """Many doors let in at once, for a minute without the hub and for a minute with it."""
        doors, a_second, seconds = int(os.environ.get("HUB_DOORS", 50)), 10, int(os.environ.get("HUB_STORM_SECONDS", 60))
        each_door = a_second * seconds
        self.publish_event(people=2 * doors * each_door)
        machines = [self.door(f"Door {number}") for number in range(doors)]
        for machine in machines:
            machine.sync()
        late = {}
        for round_number, kind in enumerate(("without the hub", "with the hub")):
            syncs = []
            if round_number == 1:
                # What was let in without the hub reaches all before the next minute begins.
                syncs = [subprocess.Popen(each.command("sync"), stdout=subprocess.DEVNULL, env=each.environment) for each in machines]
                self.addCleanup(lambda: [(each.kill(), each.wait()) for each in syncs])
                assert wait_until(lambda: self.everywhere(machines, doors * each_door), 300, 1), "what came in did not reach all"
                time.sleep(5)
            desks = [subprocess.Popen([STORM, str(machine.db), str((round_number * doors + number) * each_door), str(each_door), str(a_second),
                                       str(round_number * seconds)],
                                      stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for number, machine in enumerate(machines)]
            for desk in desks:
                assert desk.stdout.readline() == "ready\n"
            began = time.monotonic()
            for desk in desks:
                desk.stdin.write("\n")
                desk.stdin.flush()
            late[kind] = [float(line) for desk in desks for line in desk.communicate()[0].split()]
            took = time.monotonic() - began
            assert [desk.returncode for desk in desks] == [0] * doors, "somebody was not admitted, see above"
            print(f"{doors * each_door} check-ins at {doors} doors in {took:.0f} s, {kind}: median {statistics.median(late[kind]):.1f} ms, "
                  f"p99 {quantile(late[kind], 0.99):.1f} ms")
        ended = time.monotonic()
        reached = wait_until(lambda: self.everywhere(machines, 2 * doors * each_door), 300, 1)
        lost = 2 * doors * each_door - int(self.psql("SELECT count(*) FROM kiosk.check_in")[0][0])
        ratio = quantile(late["with the hub"], 0.99) / quantile(late["without the hub"], 0.99)
        print(f"p99 with the hub {ratio:.2f} times (asked: 1.5); {lost} lost; {'all doors had all' if reached else 'NOT all doors had all'} "
              f"{time.monotonic() - ended:.0f} s after the last")

    def known(self):
        """From a ticket's first admission to the moment from which another door says that it is in already."""
        count = 100
        self.publish_event(people=count)
        first, second = self.door("Door 1"), self.door("Door 2")
        syncs = [subprocess.Popen(each.command("sync"), stdout=subprocess.DEVNULL, env=each.environment) for each in (first, second)]
        self.addCleanup(lambda: [(each.kill(), each.wait()) for each in syncs])
        assert wait_until(lambda: int(second.rows("SELECT count(*) FROM attendee")[0]) == count, 60), "the list did not come"
        list_of_second = sqlite3.connect(second.db)
        taken = []
        for number in range(count):
            time.sleep(random.uniform(0.2, 2))
            assert first.verdict(f"CODE-{number}") == "admitted"
            began = time.monotonic()
            while list_of_second.execute("SELECT count(*) FROM check_in").fetchone()[0] <= number:
                assert time.monotonic() - began < 60, "it was not heard of"
                time.sleep(0.002)
            taken.append(time.monotonic() - began)
            if number % 10 == 0:
                assert second.verdict(f"CODE-{number}") == "already_in"
        print(f"{count} check-ins, each heard of at another door after: median {statistics.median(taken) * 1000:.0f} ms, "
              f"p99 {quantile(taken, 0.99) * 1000:.0f} ms (asked: 1000)")

    def everywhere(self, machines, count):
        return all(int(each.rows("SELECT count(*) FROM check_in")[0]) == count for each in machines)

    def spread(self):
        """From the change on the hub to the database of each device, and to the pixels of two walls."""
        soon = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(minutes=5)
        file = self.organiser.folder / "today.xml"
        file.write_text(schedule("XenCon", ("1", title(0), "Liffey", soon.isoformat(timespec="seconds"), "02:00"), days=(soon.strftime("%F"),),
                                 zone="UTC"))
        self.organiser.kiosk("import", file)
        self.organiser.kiosk("hub", "publish", "--hub", self.url)
        machines = [self.device(f"Screen {number}") for number in range(DEVICES)]
        walls = [Wall(self.device(f"Wall {number}")) for number in range(2)]
        self.ready = selectors.DefaultSelector()
        processes = [subprocess.Popen(each.command("sync", "--json"), stdout=subprocess.PIPE, env=each.environment) for each in machines]
        try:
            for process in processes:
                process.stdout.readline()
                self.ready.register(process.stdout, selectors.EVENT_READ)
            time.sleep(10)  # all is quiet again
            databases, pixels = [], []
            for number in range(1, 11):
                for wall in walls:
                    wall.has_changed()
                self.psql(f"""UPDATE kiosk.document SET content = replace(content, '{title(number - 1)}', '{title(number)}')
                              WHERE kind = 'session'""", wait=False)
                heard, seen = self.heard(walls)
                at = float(self.psql("SELECT extract(epoch FROM at) FROM kiosk.change ORDER BY number DESC LIMIT 1")[0][0])
                databases += [each - at for each in heard]
                pixels += [each - at for each in seen]
                time.sleep(2)
            print(f"a change to {DEVICES} devices: median {statistics.median(databases) * 1000:.0f} ms, p99 {quantile(databases, 0.99) * 1000:.0f} ms "
                  f"(asked: 300 and 1000); on the pixels of two walls beside them: median {statistics.median(pixels) * 1000:.0f} ms, "
                  f"worst {max(pixels) * 1000:.0f} ms")
            self.idle_cost()
        finally:
            end(processes)
            for wall in walls:
                wall.doCleanups()

    def heard(self, walls):
        """When each device, and each wall, had it."""
        heard, seen, waiting = [], [], list(walls)
        end = time.monotonic() + 60
        while len(heard) < DEVICES or waiting:
            assert time.monotonic() < end, f"only {len(heard)} heard of it and {len(seen)} showed it"
            for key, _ in self.ready.select(0.004):
                if json.loads(key.fileobj.readline())["pulled"]:
                    heard.append(time.time())
            changed = {id(each) for each in waiting if each.has_changed()}  # to ==, all test cases are one
            seen += [time.time()] * len(changed)
            waiting = [each for each in waiting if id(each) not in changed]
        return heard, seen

    def idle(self):
        """Many devices on which nothing happens, what they cost, and how quickly all have the first change after that."""
        self.publish_event()
        machines = self.clones(self.device("Screen"), DEVICES)
        self.ready = selectors.DefaultSelector()
        processes = []
        try:
            for first in range(0, DEVICES, 10):  # so many are switched on at once
                some = [subprocess.Popen(each.command("sync", "--json"), stdout=subprocess.PIPE, env=each.environment)
                        for each in machines[first:first + 10]]
                processes += some
                for process in some:
                    assert process.stdout.readline()
                    self.ready.register(process.stdout, selectors.EVENT_READ)
            large = pss_mb(self.backends())
            time.sleep(100)  # by then their connections were made anew
            print(f"{len(self.backends())} of {DEVICES} devices held, at first {large:.2f} MB each on the hub, "
                  f"{pss_mb(process.pid for process in processes[:20]):.1f} MB each on its own machine")
            self.idle_cost()
            for number in range(3):
                self.psql(f"UPDATE kiosk.document SET content = replace(content, 'Opening', 'Opening {number}') WHERE kind = 'session'", wait=False)
                heard, _ = self.heard([])
                at = float(self.psql("SELECT extract(epoch FROM at) FROM kiosk.change ORDER BY number DESC LIMIT 1")[0][0])
                print(f"{'the first change' if number == 0 else 'another'} to {DEVICES} idle devices: median "
                      f"{(statistics.median(heard) - at) * 1000:.0f} ms, p99 {(quantile(heard, 0.99) - at) * 1000:.0f} ms")
                time.sleep(3)
            self.idle_cost()
        finally:
            end(processes)

    def clones(self, machine, count):
        """Devices with the disk of one that was paired just now, and a name and a key of their own; pairing each takes long."""
        event = machine.rows("SELECT event FROM hub_link")[0]
        ids = [f"{number:032x}" for number in range(1, count + 1)]
        for first in range(0, count, 100):
            self.psql("".join(
                f"CREATE ROLE kiosk_{each} LOGIN PASSWORD '{each}' IN ROLE kiosk_device; INSERT INTO kiosk.device (id, event, role, name, nonce) "
                f"VALUES ('{each}', '{event}', 'kiosk_{each}', 'Screen {each}', '0.{each}');" for each in ids[first:first + 100]))
        machines = []
        for each in ids:
            other = machine.copy_to(self.folder / each)
            other.rows(f"UPDATE hub_link SET device = '{each}', role = 'kiosk_{each}', name = 'Screen {each}'")
            for file, content in (("password", each), ("nonce", f"0.{each}")):
                pathlib.Path(f"{other.db}.hub/{file}").write_text(content)
            machines.append(other)
        return machines

    def backends(self):
        return [int(each) for each in self.psql("SELECT pid FROM pg_stat_activity WHERE usename LIKE 'kiosk\\_%'")[0]]

    def idle_cost(self):
        backends = self.backends()
        before = sum(cpu_s(pid) for pid in backends)
        time.sleep(max(SECONDS, 20))
        spent = (sum(cpu_s(pid) for pid in backends) - before) / max(SECONDS, 20) / len(backends)
        print(f"an idle device: {pss_mb(backends):.2f} MB (PSS) and {spent * 100:.3f} % of a core on the hub "
              f"({len(backends)} connected)")


def polling(devices, work_ms, every_s=(1.0, 2.0), servers=2, seconds=120):
    """Simulates devices that ask instead of being woken: each at its own moments; so many servers work on what waits.

    :return: (load of the servers, median wait, p99 wait), waits in ms from question to answer"""
    dice = random.Random(1)
    asks = []
    for _ in range(devices):
        at = dice.uniform(0, every_s[1])
        while at < seconds:
            asks.append(at)
            at += dice.uniform(*every_s)
    free = [0.0] * servers
    waits = []
    for at in sorted(asks):
        server = min(range(servers), key=free.__getitem__)
        begins = max(at, free[server])
        free[server] = begins + dice.expovariate(1 / work_ms) / 1000
        waits.append((free[server] - at) * 1000)
    return len(asks) * work_ms / 1000 / seconds / servers, statistics.median(waits), quantile(waits, 0.99)


def main():
    Hub.setUpClass()
    try:
        for part in ("first_sync", "lock", "storm", "known", "spread", "idle"):
            if PART in ("", part) and (part != "storm" or STORM):
                hub = Hub()
                hub.setUp()
                try:
                    getattr(hub, part)()
                finally:
                    hub.doCleanups()
    finally:
        unittest.doModuleCleanups()
    if PART in ("", "polling"):
        for devices in (200, 1000, 2000, 5000, 10_000):
            load, median, late = polling(devices, work_ms=float(os.environ.get("HUB_WORK_MS", 0.3)))
            print(f"simulated: {devices} devices ask every 1–2 s, 2 cores: load {load * 100:.0f} %, answer median {median:.1f} ms, p99 {late:.1f} ms")


if __name__ == "__main__":
    main()
