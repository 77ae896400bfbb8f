"""`kiosk follow` against a server that does all that servers do, and against a file that is written in every way."""
import http.server
import os
import select
import signal
import ssl
import subprocess
import threading
import time
import unittest

from command_line import CommandLine, schedule

PATIENCE = 30  # seconds, on a machine that does other things as well


def event(title, name="Hackathon"):
    return schedule(name, (1, title, "Aula", "2013-05-16T10:00:00+01:00", "1:00")).encode()


class Server:
    """Answers each path in its own way; counts how often it was asked with and without a condition."""

    def __init__(self, certificate=None):
        self.content = event("First")
        self.etag = '"1"'
        self.down = False
        self.asked = []  # (path, status)
        self.changed = threading.Condition()
        self.over = threading.Event()
        outer = self

        class Answer(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def reply(self, status, body=b"", headers=()):
                with outer.changed:
                    outer.asked.append((self.path, status))
                    outer.changed.notify_all()
                self.send_response(status)
                for name, value in headers:
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self):
                try:
                    self.answer(self.path)
                except (ConnectionError, ssl.SSLError):
                    self.close_connection = True

            def answer(self, path):
                if path == "/programme":
                    if outer.down:
                        self.reply(503)
                    elif self.headers["If-None-Match"] == outer.etag:
                        self.reply(304)
                    else:
                        self.reply(200, outer.content, [("ETag", outer.etag)])
                elif path == "/moved":
                    self.reply(302, headers=[("Location", "/programme")])
                elif path == "/404":
                    self.reply(404)
                elif path == "/500":
                    self.reply(500)
                elif path == "/busy":
                    self.reply(429, headers=[("Retry-After", "3600")])
                elif path == "/garbage":
                    self.reply(200, b"\x00\x01<schedule", [("ETag", '"garbage"')])
                elif path == "/broken":
                    self.reply(200, event("Half")[:-40])
                elif path == "/other":
                    self.reply(200, event("Elsewhere", "Another event"))
                elif path == "/loop":
                    self.reply(302, headers=[("Location", "/loop")])
                elif path == "/file":
                    self.reply(302, headers=[("Location", "file:///etc/hostname")])
                elif path == "/large":
                    self.send_response(200)
                    self.send_header("Content-Length", str(65 * 1024 * 1024))
                    self.end_headers()
                elif path == "/endless":
                    self.send_response(200)
                    self.send_header("Transfer-Encoding", "chunked")
                    self.end_headers()
                    part = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
                    while not outer.over.is_set():
                        self.wfile.write(part)
                elif path == "/hang":
                    with outer.changed:
                        outer.asked.append((path, 0))
                        outer.changed.notify_all()
                    outer.over.wait()
                elif path == "/drip":
                    self.send_response(200)
                    self.send_header("Content-Length", "100000")
                    self.end_headers()
                    while not outer.over.wait(0.5):
                        self.wfile.write(b"<")
                elif path == "/cut":
                    self.send_response(200)
                    self.send_header("Content-Length", "100000")
                    self.end_headers()
                    self.wfile.write(outer.content)
                    self.close_connection = True

        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.http.daemon_threads = True
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self.http.socket = context.wrap_socket(self.http.socket, server_side=True)
        scheme = "https" if certificate else "http"
        self.address = f"{scheme}://localhost:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def wait_for(self, path, status, count=1):
        with self.changed:
            return self.changed.wait_for(lambda: self.asked.count((path, status)) >= count, PATIENCE)

    def close(self):
        self.over.set()
        self.http.shutdown()
        self.http.server_close()


class FollowTest(CommandLine):
    def server(self, **options):
        server = Server(**options)
        self.addCleanup(server.close)
        return server

    def follow(self, source, *words, every="1s", db=None, **environment):
        process = subprocess.Popen(self.command("follow", source, "--every", every, *words, db=db), stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=self.environment | environment)
        self.addCleanup(self.end, process)
        return process

    @staticmethod
    def end(process):
        if process.poll() is None:
            process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()

    def line(self, pipe):
        readable, _, _ = select.select([pipe], [], [], PATIENCE)
        self.assertTrue(readable, "nothing was said")
        line = b""
        while not line.endswith(b"\n"):
            byte = os.read(pipe.fileno(), 1)
            self.assertTrue(byte, line)
            line += byte
        return line.decode()

    def ends_cleanly(self, process, number=signal.SIGTERM):
        process.send_signal(number)
        self.assertEqual(process.wait(PATIENCE), 0)

    def note(self, db=None):
        return (db or self.db).with_name((db or self.db).name + ".follow-contact")

    def title(self, db=None):
        return self.rooms_at("2013-05-16T10:30")["Aula"][0]

    def becomes(self, fact, said):
        deadline = time.monotonic() + PATIENCE
        while not fact():
            self.assertLess(time.monotonic(), deadline, said)
            time.sleep(0.01)

    def test_an_address_is_imported_when_it_changes_and_only_then(self):
        server = self.server()
        process = self.follow(server.address + "/programme")
        self.assertIn("imported Hackathon (frab-xml): 1 session", self.line(process.stdout))
        self.assertEqual(self.title(), ["First"])
        self.assertTrue(server.wait_for("/programme", 304, 2))
        server.content, server.etag = event("Second"), '"2"'
        self.assertIn("imported", self.line(process.stdout))
        self.assertEqual(self.title(), ["Second"])
        server.content, server.etag = event("Second"), '"3"'  # another mark, the same words
        self.assertTrue(server.wait_for("/programme", 200, 3))
        self.assertTrue(server.wait_for("/programme", 304, 3))
        self.assertTrue(self.note().exists())
        self.assertGreater(int(self.note().read_text()), 0)
        self.ends_cleanly(process)
        self.assertEqual((process.stdout.read(), process.stderr.read()), (b"", b""))
        self.assertFalse(self.note().exists())

    def test_a_server_in_trouble_leaves_the_programme_and_is_tried_again(self):
        server = self.server()
        process = self.follow(server.address + "/moved")
        self.line(process.stdout)
        server.down = True
        self.assertIn("the server answered 503 (it is in trouble); the programme stays as it is", self.line(process.stderr))
        contact = self.note().stat().st_mtime
        self.becomes(lambda: self.note().read_text() == "0\n", "the contact is not lost")
        self.assertEqual(self.note().stat().st_mtime, contact)
        self.assertEqual(self.title(), ["First"])
        server.content, server.etag, server.down = event("Back"), '"2"', False
        self.assertIn("imported", self.line(process.stdout))
        self.assertIn("is read again", self.line(process.stderr))
        self.assertGreater(int(self.note().read_text()), 0)
        self.assertEqual(self.title(), ["Back"])
        self.ends_cleanly(process, signal.SIGINT)

    def test_whatever_a_server_does_the_programme_stays_and_the_reason_is_said(self):
        server = self.server()
        expected = {
            "/404": "answered 404 (nothing is there)",
            "/500": "answered 500 (it is in trouble)",
            "/busy": "answered 429 (asked too often)",
            "/garbage": "not understood",
            "/broken": "not understood",
            "/other": "Another event",
            "/loop": "from one address to the next without end",
            "/file": "an address that is not followed",
            "/large": "larger than 64 MiB",
            "/endless": "larger than 64 MiB",
            "/hang": "took too long to answer",
            "/drip": "took too long to answer",
            "/cut": "broke off",
        }
        first = self.file("first.xml", event("First"))
        processes = {}
        for path in expected:
            database = self.folder / f"{path[1:]}.db"
            subprocess.run(self.command("import", first, db=database), env=self.environment, capture_output=True, check=True)
            processes[path] = self.follow(server.address + path, db=database)
        for path, words in expected.items():
            said = self.line(processes[path].stderr)
            self.assertIn(words, said, path)
            self.assertIn("; the programme stays as it is, and it is tried again", said, path)
            self.assertIn(server.address + path, said, path)
        for path, process in processes.items():
            self.ends_cleanly(process)
            self.assertEqual(process.stdout.read(), b"", path)
            self.db = self.folder / f"{path[1:]}.db"
            self.assertEqual(self.title(), ["First"], path)

    def test_a_certificate_has_to_be_one_that_is_trusted(self):
        certificate = self.folder / "server.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                        "-addext", "subjectAltName=DNS:localhost", "-keyout", certificate, "-out", self.folder / "public.pem"],
                       check=True, capture_output=True)
        certificate.write_text(certificate.read_text() + (self.folder / "public.pem").read_text())
        server = self.server(certificate=certificate)
        process = self.follow(server.address + "/programme")
        self.assertIn("its certificate is not trusted", self.line(process.stderr))
        self.ends_cleanly(process)
        self.assertFalse(self.db.exists())
        process = self.follow(server.address + "/programme", SSL_CERT_FILE=str(self.folder / "public.pem"))
        self.assertIn("imported", self.line(process.stdout))
        self.ends_cleanly(process)

    def test_an_unreachable_server_is_waited_for_and_a_hanging_one_can_be_left(self):
        process = self.follow("http://localhost:9/programme")
        self.assertIn("can't be reached", self.line(process.stderr))
        self.ends_cleanly(process)
        server = self.server()
        process = self.follow(server.address + "/hang")
        self.assertTrue(server.wait_for("/hang", 0))
        self.ends_cleanly(process)

    def test_a_password_in_an_address_is_kept_to_itself(self):
        server = self.server()
        process = self.follow(server.address.replace("://", "://ada:secret@") + "/programme")
        self.line(process.stdout)
        server.down = True
        self.assertNotIn("secret", self.line(process.stderr))
        self.ends_cleanly(process)
        self.assertNotIn(b"secret", self.db.read_bytes())

    def test_a_file_is_noticed_at_once_however_it_is_written(self):
        file = self.folder / "programme.xml"
        process = self.follow(file, every="1h")
        self.assertIn("there is no such file", self.line(process.stderr))
        file.write_bytes(event("Written"))
        self.assertIn("imported", self.line(process.stdout))
        self.assertIn("is read again", self.line(process.stderr))
        self.assertEqual(self.title(), ["Written"])

        part = self.file("part", event("Put in its place"))
        part.rename(file)
        self.assertIn("imported", self.line(process.stdout))
        self.assertEqual(self.title(), ["Put in its place"])

        whole = event("Slowly written")
        with file.open("wb") as out:
            for start in range(0, len(whole), 100):
                out.write(whole[start:start + 100])
                out.flush()
                os.fsync(out.fileno())
        self.assertIn("imported", self.line(process.stdout))
        self.assertEqual(self.title(), ["Slowly written"])

        file.write_bytes(whole[:-30])
        self.assertIn("not understood", self.line(process.stderr))
        self.assertEqual(self.title(), ["Slowly written"])
        file.write_bytes(event("Mended"))
        self.assertIn("imported", self.line(process.stdout))
        self.assertEqual(self.title(), ["Mended"])
        self.ends_cleanly(process, signal.SIGHUP)

    def test_a_table_that_somebody_is_writing_is_not_imported_half(self):
        file = self.file("programme.csv", "id,title,start\n1,One,2013-05-16T10:00\n")
        process = self.follow(file, "--timezone", "Europe/Dublin")
        self.assertIn("1 sessions", self.line(process.stdout))
        with file.open("a") as out:
            for number in range(2, 40):
                out.write(f"{number},More,2013-05-16T10:00\n")
                out.flush()
                time.sleep(0.03)
        self.assertIn("39 sessions", self.line(process.stdout))
        self.ends_cleanly(process)

    def test_what_can_not_be_followed_is_refused_before_anything_begins(self):
        file = self.file("a.xml", event("First"))
        for words in (["ftp://example.org/a"], ["file:///etc/hostname"], [str(self.folder)], ["-"], ["http://"],
                      [str(file), "--every", "0s"], [str(file), "--every", "2d"], [str(file), "--every", ""],
                      [str(file), "--timezone", "Nowhere"], []):
            self.refused("follow", *words, code=2)
        for words in (["--follow", "ftp://example.org/a"], ["--follow", str(file), "--every", "soon"],
                      ["--follow", str(file), "--screenshot", "a.png"]):
            self.refused("show", *words, code=2)

    def test_every_is_written_as_people_write_it(self):
        file = self.file("a.xml", event("First"))
        for every in ("60", "5m", "1h", "24h"):
            process = self.follow(file, every=every)
            if every == "60":
                self.line(process.stdout)
            else:
                self.becomes(self.note().exists, "it did not begin")
            self.ends_cleanly(process)


if __name__ == "__main__":
    unittest.main()
