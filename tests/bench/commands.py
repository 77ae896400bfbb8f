#!/usr/bin/env python3
"""Measures whole commands, from the start of the process to its end: commands.py KIOSK SCHEDULE.xml"""
import os
import statistics
import sys
import tempfile
import time

RUNS = 15


def run_ms(*command):
    devnull = os.open(os.devnull, os.O_WRONLY)
    quiet = [(os.POSIX_SPAWN_DUP2, devnull, 1)]
    begin = time.perf_counter()
    process = os.posix_spawn(command[0], command, os.environ, file_actions=quiet)
    _, status = os.waitpid(process, 0)
    elapsed = (time.perf_counter() - begin) * 1000
    os.close(devnull)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(command)}: failed")
    return elapsed


def measure(name, bound_ms, command, before_each=lambda: None):
    times = []
    for _ in range(RUNS):
        before_each()
        times.append(run_ms(*command))
    elapsed = statistics.median(times)
    over = "" if bound_ms is None or elapsed <= bound_ms else "  OVER"
    bound = "" if bound_ms is None else f"  bound {bound_ms:8.3f} ms"
    print(f"{name:44} median {elapsed:9.3f} ms{bound}{over}", flush=True)
    return not over


def main(kiosk, schedule):
    with tempfile.TemporaryDirectory() as folder:
        db, fresh = os.path.join(folder, "event.db"), os.path.join(folder, "fresh.db")
        run_ms(kiosk, "--db", db, "import", schedule)

        def without_database():
            for name in os.listdir(folder):
                if name.startswith("fresh.db"):
                    os.remove(os.path.join(folder, name))

        at = ("--at", "2024-12-28T00:30")
        good = [
            measure("kiosk --version", None, (kiosk, "--version")),
            measure("kiosk now --json, 1,007 sessions", 30, (kiosk, "--db", db, "now", *at, "--json")),
            measure("kiosk import, 1,007 sessions, new database", 300, (kiosk, "--db", fresh, "import", schedule),
                    without_database),
            measure("kiosk import, 1,007 sessions, again", 300, (kiosk, "--db", db, "import", schedule)),
            measure("kiosk --screenshot of the lobby", None,
                    (kiosk, "--db", db, "show", *at, "--screenshot", os.path.join(folder, "lobby.png"))),
        ]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
