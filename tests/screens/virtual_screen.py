"""A virtual screen (Xvfb) with the finished kiosk on it, for tests from outside."""
import os
import pathlib
import re
import signal
import struct
import subprocess
import tempfile
import time
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
SAMPLES = SOURCE.parent / "shared" / "data"
KIOSK = os.environ.get("KIOSK_BIN", str(SOURCE / "build" / "bin" / "kiosk"))

def ahead_of_others():
    """What starts a program that a busy machine doesn't keep waiting; nothing where that is not allowed. A scanner's keys
    come from hardware and never late: what stands for it here must not stall between two of them."""
    first = ("chrt", "--rr", "1")
    try:
        allowed = subprocess.run([*first, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        allowed = False
    return first if allowed else ()


AHEAD = ahead_of_others()


def wait_until(fact, seconds=30.0, pace=0.02):
    """Whether the fact came true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if fact():
            return True
        time.sleep(pace)
    return fact()


def sample(test, name):
    """A file of the sample data; the test is skipped where it is missing."""
    file = SAMPLES / name
    if not file.exists():
        test.skipTest(f"no sample data ../shared/data/{name}")
    return str(file)


class VirtualScreen(unittest.TestCase):
    SIZE = "1280x720"

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.database = str(self.folder / "event.db")
        self.environment = {**os.environ, "XDG_DATA_HOME": folder.name}
        self.environment.pop("WAYLAND_DISPLAY", None)

    def start_screen(self, size=None):
        read, write = os.pipe()
        server = subprocess.Popen(
            [*AHEAD, "Xvfb", "-displayfd", str(write), "-screen", "0", f"{size or self.SIZE}x24", "-noreset", "-nolisten", "tcp",
             "-fbdir", self.memory()],
            pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        self.addCleanup(self.end, server)
        with os.fdopen(read) as number:
            self.environment["DISPLAY"] = ":" + number.readline().strip()

    def memory(self):
        """The folder where the server's picture lies as a file, for looks that cost next to nothing."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.pixels = pathlib.Path(folder.name) / "Xvfb_screen0"
        return folder.name

    def pixel(self, x=5, y=5):
        """One pixel as it stands, in bytes of red, green and blue. Not for screens that change their size."""
        with self.pixels.open("rb") as file:
            header = struct.unpack(">25I", file.read(100))
            size, bytes_a_line, colours = header[0], header[12], header[19]
            file.seek(size + 12 * colours + y * bytes_a_line + 4 * x)
            return file.read(3)[::-1]

    def start_window_manager(self):
        self.start("openbox")
        for desktop in ("1", "0"):  # its loop runs when it does what it is asked
            goes_there = lambda: (self.tool("xdotool", "set_desktop", desktop, check=False).returncode == 0 and
                                  self.tool("xdotool", "get_desktop", check=False).stdout.strip() == desktop)
            self.assertTrue(wait_until(goes_there), "openbox did not start")

    def end(self, process):
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def start(self, *command):
        process = subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(lambda: (process.stdout.close(), process.stderr.close()))
        self.addCleanup(self.end, process)
        return process

    def tool(self, *command, check=True):
        return subprocess.run(command, env=self.environment, check=check, capture_output=True, text=True, timeout=60)

    def kiosk(self, *arguments, check=True):
        return self.tool(KIOSK, "--db", self.database, *arguments, check=check)

    def show(self, *arguments, runner=()):
        """A kiosk whose window has been drawn; `runner` is a program that starts it."""
        process = self.start(*runner, KIOSK, "--db", self.database, "show", *arguments)
        self.assertTrue(wait_until(lambda: self.colours() > 4 or process.poll() is not None), "nothing was drawn")
        if process.poll() is not None:
            self.fail("the kiosk ended: " + process.stderr.read())
        return process

    def picture(self):
        """The whole screen's pixels, as a PPM."""
        return subprocess.run(["import", "-window", "root", "-depth", "8", "ppm:-"], env=self.environment, check=True,
                              capture_output=True, timeout=60).stdout

    def size(self):
        return tuple(int(n) for n in re.match(rb"P6\s(\d+) (\d+)", self.picture()).groups())

    def colours(self):
        body = self.picture()[15:]
        return len({body[i:i + 3] for i in range(0, len(body), 3 * 97)})

    def words(self, file=None):
        """What an independent program reads on the screen, or in a picture."""
        if file is None:
            file = self.folder / "screen.ppm"
            file.write_bytes(self.picture())
        return " ".join(self.tool("tesseract", str(file), "-", "--psm", "11").stdout.split())

    def stop(self, process, with_signal=signal.SIGTERM):
        process.send_signal(with_signal)
        return process.wait(5)
