#!/usr/bin/env python3
"""phones.py KIOSK [PHONES] [SECONDS]: so many phones in so long a time at one kiosk, each with page, check-in and day; then
the page alone by wrk. Prints medians and tails; ends with 1 when one was lost or doubled, or a bound was missed."""
import asyncio
import csv
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse

kiosk, phones, seconds = sys.argv[1], int((sys.argv + ["1000"])[2]), float(sys.argv[3] if len(sys.argv) > 3 else 60)
SCHEDULE = ("<schedule><conference><title>Load</title><time_zone_name>UTC</time_zone_name></conference><day index='1' date='2013-05-16'>"
            "<room name='Liffey'><event id='1'><date>2013-05-16T10:00:00Z</date><start>10:00</start><duration>01:00</duration>"
            "<room>Liffey</room><title>Talk</title></event></room></day></schedule>")


async def ask(port, method, path, cookie, body=""):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = (f"{method} {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nCookie: {cookie}\r\n"
            + (f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n" if method == "POST" else ""))
    writer.write(f"{head}\r\n{body}".encode())
    answer = (await reader.read()).decode()
    writer.close()
    return answer


async def phone(number, port, code_of_screen, times, outcomes):
    await asyncio.sleep(seconds * number / phones)
    cookie = ""
    try:
        for step in ("page", "check-in", "day"):
            began = time.monotonic()
            if step == "page":
                answer = await ask(port, "GET", code_of_screen(), cookie)
                form = re.search(r'name="form" value="([^"]*)"', answer)[1]
            elif step == "check-in":
                answer = await ask(port, "POST", "/go", cookie, urllib.parse.urlencode({"form": form, "code": f"LOAD-{number}"}))
                outcomes.append("class=\"verdict go\"" in answer)
            else:
                answer = await ask(port, "GET", "/day", cookie)
                outcomes.append(" 200 " in answer[:20])
            times.append(time.monotonic() - began)
            cookie = found[1] if (found := re.search(r"Set-Cookie: ([^;]*)", answer)) else cookie
    except (OSError, TypeError) as error:
        outcomes.append(False)
        print("a phone got no answer:", error, file=sys.stderr)


async def load(port, code_of_screen):
    times, outcomes = [], []
    await asyncio.gather(*(phone(n, port, code_of_screen, times, outcomes) for n in range(phones)))
    return sorted(times), outcomes


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        environment = {**os.environ, "KIOSK_PASSPHRASE": "open sesame"}
        run = lambda *words: subprocess.run([kiosk, "--db", folder / "e.db", *words], check=True, capture_output=True, text=True, env=environment).stdout
        (folder / "e.xml").write_text(SCHEDULE)
        with open(folder / "people.csv", "w", newline="") as file:
            csv.writer(file).writerows([("name", "code"), *((f"Person {n}", f"LOAD-{n}") for n in range(phones))])
        run("import", folder / "e.xml")
        run("attendees", "import", folder / "people.csv")
        server = subprocess.Popen([kiosk, "--db", folder / "e.db", "web", "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE, text=True)
        port = int(re.search(r"port (\d+)", server.stdout.readline())[1])
        shown = {"at": -100.0, "path": ""}

        def code_of_screen():
            if time.monotonic() - shown["at"] > 25:
                run("show", "--screen", "check-in", "--camera", "none", "--web", f"127.0.0.1:{port}", "--screenshot", folder / "s.png")
                read = subprocess.run(["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", folder / "s.png"], capture_output=True, text=True)
                shown.update(at=time.monotonic(), path="/" + read.stdout.strip().rsplit("/", 1)[1])
            return shown["path"]

        try:
            code_of_screen()
            times, outcomes = asyncio.run(load(port, code_of_screen))
            admitted = len(json.loads(run("check-ins", "--json")))
            p99 = times[int(len(times) * 0.99) - 1] * 1000
            print(f"{phones} phones in {seconds:.0f} s: {outcomes.count(False)} lost, {admitted} check-ins, "
                  f"median {times[len(times) // 2] * 1000:.1f} ms, p99 {p99:.1f} ms (bound 300)")
            wrk = subprocess.run(["wrk", "-t1", "-c50", "-d5", f"http://127.0.0.1:{port}/"], capture_output=True, text=True).stdout
            rate = float(re.search(r"Requests/sec:\s*([\d.]+)", wrk)[1])
            print(f"the page alone: {rate:.0f} requests/s (bound 3000){'' if 'Non-2xx' not in wrk else ', with refusals'}")
            return 0 if not outcomes.count(False) and admitted == phones and p99 <= 300 and rate >= 3000 else 1
        finally:
            server.terminate()
            server.wait()


sys.exit(main())
