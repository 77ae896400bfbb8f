#!/usr/bin/env python3
"""check_in_latency.py KIOSK FILL_ATTENDEES: from a scanner's last key to the verdict's pixels, in a real window under Xvfb."""
import ctypes
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

SCANS = 200
MEDIAN_MS, P99_MS = 50, 120
SIZE = "1920x1080"


class X:
    """Just enough of Xlib to press keys and look at one pixel."""

    def __init__(self, display):
        self.x, self.test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        for name in ("XOpenDisplay", "XGetImage"):
            getattr(self.x, name).restype = ctypes.c_void_p
        self.x.XDefaultRootWindow.restype = self.x.XGetPixel.restype = ctypes.c_ulong
        self.x.XStringToKeysym.restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(display.encode()))
        self.root = ctypes.c_ulong(self.x.XDefaultRootWindow(self.display))
        self.shift = self.code("Shift_L")

    def code(self, name):
        symbol = ctypes.c_ulong(self.x.XStringToKeysym(name.encode()))
        return self.x.XKeysymToKeycode(self.display, symbol)

    def key(self, name):
        shifted = len(name) == 1 and name.isupper()
        code = self.code({"-": "minus"}.get(name, name))
        for down in (True, False):
            if shifted and down:
                self.test.XTestFakeKeyEvent(self.display, self.shift, True, ctypes.c_ulong(0))
            self.test.XTestFakeKeyEvent(self.display, code, down, ctypes.c_ulong(0))
        if shifted:
            self.test.XTestFakeKeyEvent(self.display, self.shift, False, ctypes.c_ulong(0))
        self.x.XFlush(self.display)

    def pixel(self):
        image = ctypes.c_void_p(self.x.XGetImage(self.display, self.root, 4, 4, 1, 1, ctypes.c_ulong(0xFFFFFF), 2))
        colour = self.x.XGetPixel(image, 0, 0)
        self.x.XDestroyImage(image)
        return colour & 0xFFFFFF


def until_pixel(x, wanted, began, patience=5):
    while time.perf_counter() - began < patience:
        if x.pixel() == wanted:
            return (time.perf_counter() - began) * 1000
    raise SystemExit(f"the screen did not answer: it shows {x.pixel():06x}, not {wanted:06x}")


def typed_without_a_break(x, text):
    """Types all but the end; whether this machine was busy elsewhere for so long that no scanner would pause like that."""
    last, longest = time.perf_counter(), 0
    for letter in text:
        x.key(letter)
        time.sleep(0.002)
        now = time.perf_counter()
        last, longest = now, max(longest, now - last)
    return longest < 0.08


def measure(x, numbers=range(SCANS)):
    """Codes that are known and unknown in turn: each verdict has another ground than the last. @return ms, sorted"""
    waits, broken = [], 0
    for number in numbers:
        known = number % 2 == 0
        wanted = 0x0C3B25 if known else 0x4D0F14
        if x.pixel() == wanted:
            until_pixel(x, 0x0F1216, time.perf_counter(), 10)
        if not typed_without_a_break(x, f"{'BENCH' if known else 'NOBODY'}-{1000 + number}"):
            broken += 1
            time.sleep(0.5)
            continue
        began = time.perf_counter()
        x.key("Return")
        waits.append(until_pixel(x, wanted, began))
        time.sleep(0.15)
    if broken:
        print(f"{broken} scans were left out: this machine was too busy to type them without a break")
    return sorted(waits)


def x_server(size=SIZE):
    """@return the process, and the display's name"""
    read, write = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-noreset", "-nolisten", "tcp"],
                              pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as number:
        return server, ":" + number.readline().strip()


def main(kiosk, fill):
    with tempfile.TemporaryDirectory() as folder:
        database = str(pathlib.Path(folder) / "event.db")
        demo = pathlib.Path(__file__).resolve().parents[2] / "assets" / "demo.schedule.xml"
        subprocess.run([kiosk, "--db", database, "import", demo], check=True, stdout=subprocess.DEVNULL)
        rows = "\n".join(f"Person {n}\tPerson\tBENCH-{1000 + n}\tvalid\t" for n in range(SCANS))
        subprocess.run([fill, database, "bench"], input=rows, text=True, check=True)
        server, display = x_server()
        screen = subprocess.Popen([kiosk, "--db", database, "show", "--screen", "check-in", "--camera", "none", "--at",
                                   "2013-05-16T09:42"], env={**os.environ, "DISPLAY": display})
        try:
            x = X(display)
            until_pixel(x, 0x0F1216, time.perf_counter())
            time.sleep(2)
            waits = measure(x)
        finally:
            for process in (screen, server):
                process.terminate()
                process.wait(10)
    median, p99 = statistics.median(waits), waits[int(len(waits) * 0.99) - 1]
    held = median <= MEDIAN_MS and p99 <= P99_MS
    print(f"check-in, last key to verdict on a {SIZE} screen, {SCANS} scans: median {median:.1f} ms (bound {MEDIAN_MS}), "
          f"p99 {p99:.1f} ms (bound {P99_MS}): {'held' if held else 'MISSED'}")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
