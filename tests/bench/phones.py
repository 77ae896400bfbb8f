#!/usr/bin/env python3
"""phones.py KIOSK [PHONES] [SECONDS]: so many phones in so long a time at one check-in screen, each with page, check-in and
day, while people go on scanning there; then the page alone by wrk. Prints medians and tails, and the scanner's without the
load; ends with 1 when a phone was lost or doubled, or a bound was missed."""
import asyncio
import concurrent.futures
import csv
import json
import os
import pathlib
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

from check_in_latency import X, measure, until_pixel, x_server

AT = "2013-05-16T09:42"
P99_MS, REQUESTS_A_SECOND, SLOWER = 300, 3000, 1.2
SCANS = 100


async def ask(port, method, path, cookie, body=""):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = (f"{method} {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nCookie: {cookie}\r\n"
            + (f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n" if method == "POST" else ""))
    writer.write(f"{head}\r\n{body}".encode())
    answer = (await reader.read()).decode()
    writer.close()
    return answer


class Load:
    """The phones, spread evenly over the time."""

    def __init__(self, port, phones, seconds, code_of_screen):
        self.port, self.phones, self.seconds, self.code_of_screen = port, phones, seconds, code_of_screen
        self.times, self.lost = [], 0

    async def phone(self, number):
        await asyncio.sleep(self.seconds * number / self.phones)
        cookie, form = "", ""
        for step in ("page", "check-in", "day"):
            path = {"page": self.code_of_screen(), "check-in": "/go", "day": "/day"}[step]
            body = urllib.parse.urlencode({"token": form, "code": f"LOAD-{number}"}) if step == "check-in" else ""
            began = time.monotonic()
            try:
                answer = await ask(self.port, "POST" if body else "GET", path, cookie, body)
            except OSError:
                answer = ""
            self.times.append((time.monotonic() - began) * 1000)
            is_well = {"page": 'name="token"', "check-in": 'class="verdict go"', "day": " 200 "}[step] in answer
            if not is_well:
                self.lost += 1
                return
            if found := re.search(r'name="token" value="([^"]*)"', answer):
                form = found[1]
            if found := re.search(r"Set-Cookie: ([^;]*)", answer):
                cookie = found[1]

    async def run(self):
        await asyncio.gather(*(self.phone(number) for number in range(self.phones)))
        self.times.sort()


def tail(times):
    return times[int(len(times) * 0.99) - 1]


class Venue:
    """An event with attendees, a check-in screen on a display of its own, and the code that it shows."""

    def __init__(self, kiosk, folder, phones):
        self.kiosk, self.folder, self.db = kiosk, folder, folder / "event.db"
        self.environment = {**os.environ, "KIOSK_PASSPHRASE": "open sesame"}
        demo = pathlib.Path(__file__).resolve().parents[2] / "assets" / "demo.schedule.xml"
        with open(folder / "people.csv", "w", newline="") as file:
            csv.writer(file).writerows([("name", "code"), *((f"Person {n}", f"LOAD-{n}") for n in range(phones)),
                                        *((f"Scan {n}", f"BENCH-{1000 + n}") for n in range(2 * SCANS))])
        self.run("import", demo)
        self.run("attendees", "import", folder / "people.csv")
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            self.port = one.getsockname()[1]
        self.server, self.display = x_server()
        self.shown, self.path = -100.0, ""
        self.screen = subprocess.Popen([*self.command("show", "--screen", "check-in", "--camera", "none", "--at", AT, "--web",
                                                      f"127.0.0.1:{self.port}")], env={**self.environment, "DISPLAY": self.display})

    def command(self, *words):
        return [self.kiosk, "--db", self.db, *words]

    def run(self, *words):
        return subprocess.run(self.command(*words), check=True, capture_output=True, text=True, env=self.environment).stdout

    def code_of_screen(self):
        """Read anew now and then: it changes every 30 s and counts for 90."""
        if time.monotonic() - self.shown > 45:
            picture = self.folder / "screen.png"
            self.run("show", "--screen", "check-in", "--camera", "none", "--web", f"127.0.0.1:{self.port}", "--screenshot", picture)
            read = subprocess.run(["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture], capture_output=True, text=True)
            self.shown, self.path = time.monotonic(), "/" + read.stdout.strip().rsplit("/", 1)[1]
        return self.path

    def end(self):
        for process in (self.screen, self.server):
            process.terminate()
            process.wait(10)


def measured(venue, phones, seconds):
    x = X(venue.display)
    until_pixel(x, 0x0F1216, time.perf_counter(), 60)
    time.sleep(2)
    alone = measure(x, range(0, SCANS))
    venue.code_of_screen()
    load = Load(venue.port, phones, seconds, venue.code_of_screen)
    with concurrent.futures.ThreadPoolExecutor() as pool:
        scans = pool.submit(measure, x, range(SCANS, 2 * SCANS))
        asyncio.run(load.run())
        beside = scans.result()
    wrk = subprocess.run(["wrk", "-t1", "-c50", "-d5", f"http://127.0.0.1:{venue.port}/"], capture_output=True, text=True).stdout
    return alone, load, beside, wrk


def main(kiosk, phones=1000, seconds=60):
    phones, seconds = int(phones), float(seconds)
    with tempfile.TemporaryDirectory() as folder:
        venue = Venue(kiosk, pathlib.Path(folder), phones)
        try:
            alone, load, beside, wrk = measured(venue, phones, seconds)
            came = json.loads(venue.run("check-ins", "--json"))
        finally:
            venue.end()
    in_by_phone = len([each for each in came if each["name"].startswith("Person")])
    rate = float(re.search(r"Requests/sec:\s*([\d.]+)", wrk)[1])
    slower = statistics.median(beside) / statistics.median(alone)
    print(f"{phones} phones in {seconds:.0f} s at one screen: {load.lost} lost, {in_by_phone} check-ins, median "
          f"{statistics.median(load.times):.1f} ms, p99 {tail(load.times):.1f} ms (bound {P99_MS})")
    print(f"scanner, last key to verdict: alone median {statistics.median(alone):.1f} ms, p99 {tail(alone):.1f}; beside the phones "
          f"median {statistics.median(beside):.1f} ms, p99 {tail(beside):.1f}: {slower:.2f} times (bound {SLOWER})")
    print(f"the page alone: {rate:.0f} requests/s (bound {REQUESTS_A_SECOND}){', with refusals' if 'Non-2xx' in wrk else ''}")
    held = not load.lost and in_by_phone == phones and tail(load.times) <= P99_MS and slower <= SLOWER and rate >= REQUESTS_A_SECOND
    print("held" if held else "MISSED")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
