#!/usr/bin/env python3
"""hub.py KIOSK [HUB_FLOOR]: what the hub costs. A private PostgreSQL and many `kiosk sync` on this machine.

Environment: HUB_ATTENDEES (100000), HUB_DEVICES (50), HUB_SECONDS (10), HUB_PART (all, or one of first_sync, lock, spread)."""
import json
import os
import pathlib
import random
import selectors
import statistics
import subprocess
import sys
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
os.environ["KIOSK_BIN"] = sys.argv[1]
FLOOR = sys.argv[2] if len(sys.argv) > 2 else None
sys.path.insert(0, str(ROOT / "tests/hub"))
from change_log_test import NAIVE  # noqa: E402
from private_hub import PROGRAMS, HubTest  # noqa: E402

ATTENDEES = int(os.environ.get("HUB_ATTENDEES", 100_000))
DEVICES = int(os.environ.get("HUB_DEVICES", 50))
SECONDS = int(os.environ.get("HUB_SECONDS", 10))
PART = os.environ.get("HUB_PART", "")
TICKS = os.sysconf("SC_CLK_TCK")


def cpu_s(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def pss_mb(pid):
    return int(pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().split("Pss:")[1].split()[0]) / 1024


def quantile(values, share):
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


class Hub(HubTest):
    def runTest(self):
        """The measurements are called one by one."""

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

    def spread(self):
        """From the end of the publishing statement to the database of each device."""
        self.publish_event()
        machines = [self.device(f"Screen {number}") for number in range(DEVICES)]
        self.ready = selectors.DefaultSelector()
        processes = [subprocess.Popen(each.command("sync", "--json"), stdout=subprocess.PIPE, env=each.environment) for each in machines]
        try:
            for process in processes:
                process.stdout.readline()
                self.ready.register(process.stdout, selectors.EVENT_READ)
            event = self.organiser.rows("SELECT event FROM hub_link")[0]
            worst, all_of_them = [], []
            for number in range(5):
                began = time.monotonic()
                self.psql(f"INSERT INTO kiosk.document (event, kind, key, content) VALUES ('{event}', 'room', '[\"Room {number}\"]', "
                          f"'{{\"name\":\"Room {number}\",\"position\":{10 + number},\"location\":\"\",\"by_hand\":0}}')")
                late = self.heard(began)
                all_of_them += late
                worst.append(max(late))
            print(f"a change to {DEVICES} devices: median {statistics.median(all_of_them) * 1000:.0f} ms, p99 "
                  f"{quantile(all_of_them, 0.99) * 1000:.0f} ms, psql's own start included")
            self.idle()
        finally:
            for process in processes:
                process.kill()
                process.wait()
                process.stdout.close()

    def heard(self, began):
        late = []
        while len(late) < DEVICES:
            for key, _ in self.ready.select(60) or [(None, None)]:
                assert key, f"only {len(late)} heard of it"
                if json.loads(key.fileobj.readline())["pulled"]:
                    late.append(time.monotonic() - began)
        return late

    def idle(self):
        backends = [int(each) for each in self.psql("SELECT pid FROM pg_stat_activity WHERE usename LIKE 'kiosk\\_%'")[0]]
        before = sum(cpu_s(pid) for pid in backends)
        time.sleep(max(SECONDS, 20))
        spent = (sum(cpu_s(pid) for pid in backends) - before) / max(SECONDS, 20) / len(backends)
        print(f"an idle device: {statistics.mean(pss_mb(pid) for pid in backends):.2f} MB (PSS) and {spent * 100:.3f} % of a core on the hub "
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
        for part in ("first_sync", "lock", "spread"):
            if PART in ("", part):
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
