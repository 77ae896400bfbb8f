#!/usr/bin/env python3
"""One event on many machines, through a PostgreSQL of the tests' own."""
import ctypes
import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "screens"))
from virtual_screen import AHEAD, VirtualScreen, wait_until  # noqa: E402
from private_hub import CODE, PROGRAMS, HubTest, Machine, Relay, free_port, schedule  # noqa: E402

AT = "2013-05-16T09:55"


class Pairing(HubTest):
    def test_start_again_says_that_it_runs(self):
        self.assertIn("Next: kiosk hub publish", self.started)
        again = self.organiser.kiosk("hub", "start", "--dir", self.hub_folder, "--address", "127.0.0.1")
        self.assertIn("running already", again)
        self.assertIn(self.url, again)

    def test_a_code_makes_one_machine_the_device(self):
        self.publish_event()
        answer = self.organiser.kiosk("hub", "device", "add", "Hall", "--room", "Liffey")
        code = answer.splitlines()[0]
        picture = self.organiser.folder / "pair-hall.png"
        read = subprocess.run(["zbarimg", "-q", "--raw", str(picture)], capture_output=True, text=True, timeout=60)
        self.assertEqual(read.stdout.strip(), code)
        self.assertIn("▀", answer)

        sign = Machine(self, self.folder / "sign")
        self.assertIn("is wrong or missing", sign.refused("pair", code[:-1] + "#"))
        swapped = code.replace("/5", "/6", 1) if "/5" in code else code.replace("/1", "/2", 1)
        self.assertIn("is wrong or missing", sign.refused("pair", swapped))
        self.assertIn("the sign of “Liffey”", sign.kiosk("pair", code.lower()))
        late = Machine(self, self.folder / "late")
        self.assertIn("works once", late.refused("pair", code))
        done = late.run("pair", code, "--json")
        self.assertEqual((done.returncode, json.loads(done.stdout)), (1, {"paired": False, "why": "refused"}))
        device = {each["name"]: each for each in self.organiser.json("hub", "status")}["Hall"]
        self.assertEqual(list(device), ["name", "screen", "room", "version", "last_seen", "data_age_s", "unsent", "clock_error_s", "revoked", "overruled"])
        self.assertEqual((device["screen"], device["room"], device["last_seen"], device["revoked"]), ("room", "Liffey", None, False))
        sign.sync()
        device = {each["name"]: each for each in self.organiser.json("hub", "status")}["Hall"]
        self.assertEqual((device["unsent"], device["revoked"]), (0, False))
        self.assertLess(abs(device["clock_error_s"]), 2)
        self.assertLess(device["data_age_s"], 30)
        self.assertIsNotNone(device["version"])

    def test_a_code_is_good_for_a_quarter_of_an_hour(self):
        self.publish_event()
        code = self.code_for("Hall")
        self.psql("UPDATE kiosk.pairing SET ends_at = now() - interval '1 second' WHERE name = 'Hall'")
        self.assertIn("too old", Machine(self, self.folder / "late").refused("pair", code))

    def test_another_hub_in_between_is_not_trusted(self):
        self.publish_event()
        code = self.code_for("Hall").split("/")
        code[5] = "0" * 32
        other = "/".join(code[:6])
        first, second = 1, 0
        for byte in other.encode():
            first = (first + byte) % 251
            second = (second + first) % 251
        self.assertIn("is not the hub", Machine(self, self.folder / "hall").refused("pair", f"{other}/{first:02X}{second:02X}"))

    def test_a_name_is_there_once(self):
        self.publish_event()
        self.device("Hall")
        self.assertIn("there is a device “Hall” already", self.organiser.refused("hub", "device", "add", "Hall"))
        self.organiser.kiosk("hub", "device", "revoke", "Hall")
        self.code_for("Hall")

    def test_a_machine_with_an_event_of_its_own_keeps_it(self):
        self.publish_event()
        own = Machine(self, self.folder / "own")
        file = own.folder / "b.xml"
        file.write_text(schedule("Other", ("1", "Talk", "A", "2013-05-16T10:00:00+01:00", "00:30")))
        own.kiosk("import", file)
        code = self.code_for("Own")
        self.assertIn("an event of its own", own.refused("pair", code))
        Machine(self, self.folder / "bare").kiosk("pair", code)  # which was not used up

    def test_a_refused_code_takes_no_key_and_is_not_used_up(self):
        self.publish_event(people=2)
        north = self.door("North")
        north.sync()
        used = self.code_for("Used")
        Machine(self, self.folder / "used").kiosk("pair", used)
        self.assertIn("works once", north.refused("pair", used))
        late = self.code_for("Late")
        self.psql("UPDATE kiosk.pairing SET ends_at = now() - interval '1 second' WHERE name = 'Late'")
        self.assertIn("too old", north.refused("pair", late))
        north.sync()

        other = Machine(self, self.folder / "other-organiser")
        file = other.folder / "b.xml"
        file.write_text(schedule("Other", ("1", "Talk", "A", "2013-05-16T10:00:00+01:00", "00:30")))
        other.kiosk("import", file)
        other.kiosk("hub", "publish", "--hub", self.url)
        theirs = CODE.search(other.kiosk("hub", "device", "add", "Theirs", "--check-in"))[0]
        self.assertIn("hashed with another key", north.refused("pair", theirs))
        north.sync()
        self.assertIn("is the organiser's", self.organiser.refused("pair", theirs))
        Machine(self, self.folder / "theirs").kiosk("pair", theirs)

    def test_a_second_code_for_a_name_ends_the_first(self):
        self.publish_event()
        first, second = self.code_for("Hall"), self.code_for("Hall")
        self.assertIn("works once", Machine(self, self.folder / "late").refused("pair", first))
        Machine(self, self.folder / "hall").kiosk("pair", second)

    def test_what_can_t_be_meant_is_refused_in_words(self):
        self.publish_event()
        for words in (("hub", "init", "foo"), ("hub", "init", ""), ("hub", "status", "--hub", "foo"), ("pair", " "),
                      ("hub", "resolve", " ", "allow"), ("hub", "device", "add", "Hall", "--address", ":5")):
            done = self.organiser.run(*words)
            self.assertEqual((done.returncode, done.stdout, done.stderr.count(b"\n")), (2, b"", 1), (words, done.stderr))
        no_hall = self.organiser.refused("hub", "device", "add", "Hall", "--room", "No such hall")
        self.assertIn("no room “No such hall”; its rooms are “Liffey”", no_hall)
        hall = self.device("Hall")
        self.assertIn("is the device “Hall” of the hub at 127.0.0.1", hall.refused("hub", "status"))
        self.organiser.kiosk("hub", "device", "revoke", "Hall")
        self.assertIn("was revoked already", self.organiser.refused("hub", "device", "revoke", "Hall"))
        for _ in range(2):
            self.assertIn("no device of the hub any more", hall.refused("sync", "--once"))
        own = self.organiser.rows("SELECT name FROM hub_link")[0]
        self.assertIn("the organiser's", self.organiser.refused("hub", "device", "revoke", own))

    def test_a_port_that_is_taken_is_not_remembered(self):
        self.assertIn(f"runs already, on port {self.port}",
                      self.organiser.refused("hub", "start", "--dir", self.hub_folder, "--address", "127.0.0.1", "--port", str(self.port + 1)))
        folder = self.folder / "second-hub"
        self.addCleanup(self.organiser.run, "hub", "stop", "--dir", folder)
        taken = self.organiser.refused("hub", "start", "--dir", folder, "--address", "127.0.0.1", "--port", str(self.port))
        self.assertIn(f"the port {self.port} of the hub is taken", taken)
        self.assertFalse((folder / "port").exists())


class Programme(HubTest):
    def test_a_screen_shows_what_is_published_and_follows_it(self):
        self.publish_event()
        wall = self.device("Wall")
        self.assertGreater(wall.sync()["pulled"], 0)
        self.assertEqual(wall.json("now", "--at", AT), self.organiser.json("now", "--at", AT))
        self.assertEqual(wall.sync(), {"pulled": 0, "pushed": 0, "conflicts": 0, "data_age_s": 0.0})

        self.import_sessions(("1", "Opening, later", "Corrib", "2013-05-16T11:00:00+01:00", "00:30"),
                             ("2", "Second", "Liffey", "2013-05-16T12:00:00+01:00", "00:30"))
        self.organiser.kiosk("hub", "publish")
        wall.sync()
        self.assertEqual(wall.json("now", "--at", AT), self.organiser.json("now", "--at", AT))
        self.assertEqual(wall.rows("SELECT title FROM session ORDER BY 1"), ["Opening, later", "Second"])
        self.assertEqual(wall.rows("PRAGMA integrity_check; PRAGMA foreign_key_check"), ["ok"])

    def test_publishing_again_sends_only_what_differs(self):
        self.publish_event(people=3)
        before = self.psql("SELECT sum(last_change) FROM kiosk.event")
        self.assertIn("programme: 0 written; attendees: 0 written", self.organiser.kiosk("hub", "publish"))
        self.assertEqual(self.psql("SELECT sum(last_change) FROM kiosk.event"), before)
        self.organiser.kiosk("ticket", "revoke", "CODE-1")
        self.assertIn("programme: 0 written; attendees: 1 written", self.organiser.kiosk("hub", "publish"))


class Doors(HubTest):
    def test_a_wall_that_is_paired_again_has_nothing_to_send(self):
        self.publish_event(people=2)
        door, wall = self.door("Door"), self.device("Wall")
        door.sync()
        door.verdict("CODE-1", "--at", "2013-05-16T09:10:00Z", "--session", door.rows("SELECT id FROM session")[0])
        door.sync()
        wall.sync()
        self.assertEqual(wall.rows("SELECT count(*) FROM check_in"), ["1"])
        wall.kiosk("pair", self.code_for("Wall again"))
        wall.sync()
        self.assertEqual(wall.rows("SELECT * FROM hub_outbox"), [])

    def test_a_door_whose_persons_are_removed_has_nothing_to_send(self):
        self.publish_event(people=2)
        door = self.door("Door")
        door.sync()
        door.verdict("CODE-1")
        door.kiosk("purge", "--yes")
        self.assertEqual(door.rows("SELECT * FROM hub_outbox"), [])

    def test_who_came_in_at_one_door_is_known_at_the_other(self):
        self.publish_event(people=4)
        north, south = self.door("North"), self.door("South")
        for door in (north, south):
            door.sync()
        self.assertEqual(north.verdict("CODE-1"), "admitted")
        self.assertEqual(north.sync()["pushed"], 1)
        south.sync()
        answer = south.json("check-in", "CODE-1")
        self.assertEqual((answer["verdict"], answer["first_device"]), ("already_in", "North"))
        self.assertEqual(south.verdict("CODE-2"), "admitted")
        south.sync(), north.sync(), self.organiser.sync()
        self.assertEqual(north.check_ins(), south.check_ins())
        self.assertEqual(north.check_ins(), self.organiser.check_ins())
        self.assertEqual(len(north.check_ins()), 2)
        self.assertEqual(north.verdict("nothing"), "unknown")

    def test_very_many_check_ins_come_in_pieces_and_whole(self):
        self.publish_event(people=2)
        north, south = self.door("North"), self.door("South")
        south.sync()
        self.assertEqual(self.psql("""SELECT kiosk.send_check_ins(json_agg(json_build_object('id', md5(n::text), 'attendee', md5('a' || n),
            'at', '2013-05-16T09:00:00Z', 'place', 'entrance 2013-05-16', 'offline', n = 1,
            'undoes', CASE WHEN n = 2500 THEN md5('1') END))) FROM generate_series(1, 2500) n""", machine=north), (["2500"], ""))
        self.assertEqual(south.sync()["pulled"], 2500)
        self.assertEqual(south.rows("SELECT count(*), count(DISTINCT id), count(undoes) FROM check_in"), ["2500|2500|1"])
        self.assertEqual(south.rows("SELECT (SELECT count(*) FROM hub_outbox), (SELECT count(*) FROM hub_pulling), (SELECT count(*) FROM hub_offline)"),
                         ["0|0|1"])
        self.assertEqual(south.sync()["pulled"], 0)

    def test_codes_are_found_as_they_are_typed_behind_the_hub_too_and_an_older_hub_does_without(self):
        self.publish_event(people=4)
        north, south = self.door("North"), self.door("South")
        typed = "SELECT count(typed_hash), count(typed_box) FROM attendee"
        north.sync()
        self.assertEqual(north.rows(typed), ["4|4"])
        # Brought by a kiosk that did not know them, and its hub has them.
        north.rows("UPDATE attendee SET typed_hash = NULL, typed_box = NULL; UPDATE hub_link SET attendees_reached = 0")
        north.sync()
        self.assertEqual(north.rows(typed), ["4|4"])
        self.addCleanup(self.psql, "ALTER TABLE kiosk.attendee ADD COLUMN typed_hash bytea, ADD COLUMN typed_box bytea")
        self.psql("ALTER TABLE kiosk.attendee DROP COLUMN typed_hash, DROP COLUMN typed_box")
        south.sync()
        self.assertEqual(south.rows(typed), ["0|0"])
        self.assertEqual(south.verdict("CODE-1"), "admitted")

    def test_a_check_in_without_a_time_is_refused_and_one_that_is_there_is_left_out(self):
        self.publish_event(people=2)
        north, south = self.door("North"), self.door("South")
        north.sync(), south.sync()
        for at in ("infinity", "-infinity", "20000-01-01", "0100-01-01 BC", None):
            sent = json.dumps([{"id": "ee", "attendee": "a", "at": at, "place": "entrance", "offline": False}])
            self.assertIn("no check-in", self.psql(f"SELECT kiosk.send_check_ins('{sent}')", machine=north)[1], at)
        event, device = north.rows("SELECT event, device FROM hub_link")[0].split("|")
        self.psql("INSERT INTO kiosk.check_in (event, id, attendee, at, device, place, offline) VALUES "
                  f"('{event}', 'ee', 'a', 'infinity', '{device}', 'entrance', false)")
        north.verdict("CODE-1")
        north.run("sync", "--once")
        done = south.run("sync", "--once", "--json")
        self.assertEqual((done.returncode, json.loads(done.stdout)["pulled"], done.stderr.count(b"can't be understood")), (0, 1, 1), done.stderr)
        self.assertEqual(south.verdict("CODE-1"), "already_in")

    def test_a_check_in_whose_answer_was_lost_stays_what_it_is_on_the_hub(self):
        self.publish_event(people=2)
        north = self.door("North")
        north.sync()
        self.assertEqual(north.verdict("CODE-1"), "admitted")
        # The hub took it, and the door never heard so.
        sent = north.rows("SELECT json_array(json_object('id', id, 'attendee', attendee, 'at', at, 'place', 'entrance 2013-05-16', 'offline', json('false'))) "
                          "FROM check_in")[0]
        self.assertEqual(self.psql(f"SELECT kiosk.send_check_ins('{sent}')", machine=north), (["1"], ""))
        self.assertEqual(north.sync()["pushed"], 1)
        self.assertEqual(north.rows("SELECT count(*) FROM hub_offline"), ["0"])
        self.assertEqual(north.rows("SELECT count(*) FROM hub_outbox"), ["0"])

    def test_a_check_in_that_is_sent_twice_counts_once(self):
        self.publish_event(people=2)
        north = self.door("North")
        north.sync()
        north.verdict("CODE-1")
        north.sync()
        north.rows("INSERT INTO hub_outbox (kind, id) SELECT 'check_in', id FROM check_in")
        north.sync()
        self.assertEqual(self.psql("SELECT count(*) FROM kiosk.check_in c JOIN kiosk.device d ON d.id = c.device WHERE d.id = "
                                   f"'{north.rows('SELECT device FROM hub_link')[0]}'")[0], ["1"])

    def test_what_was_taken_back_at_two_doors_is_taken_back_once(self):
        self.publish_event(people=2)
        north, south = self.door("North"), self.door("South")
        north.sync(), south.sync()
        north.verdict("CODE-1")
        north.sync(), south.sync()
        check_in = next(iter(north.check_ins()))
        north.kiosk("check-ins", "undo", check_in)
        south.kiosk("check-ins", "undo", check_in)
        for door in (north, south, north):
            door.sync()
        self.assertEqual(north.rows("SELECT id FROM check_in ORDER BY 1"), south.rows("SELECT id FROM check_in ORDER BY 1"))
        self.assertEqual(self.psql(f"SELECT count(*) FROM kiosk.check_in WHERE undoes = '{check_in}'")[0], ["1"])
        self.assertEqual(south.verdict("CODE-1"), "admitted")

    def two_doors_one_ticket(self):
        self.publish_event(people=4)
        north, south = self.door("North"), self.door("South")
        north.sync(), south.sync()
        self.assertEqual((north.verdict("CODE-1"), south.verdict("CODE-1")), ("admitted", "admitted"))
        north.sync()
        self.assertEqual(south.sync()["conflicts"], 1)
        self.assertEqual(north.sync()["conflicts"], 1)
        return north, south

    def test_two_doors_without_a_hub_both_let_in_and_an_organiser_settles_it(self):
        north, south = self.two_doors_one_ticket()
        conflict, = self.organiser.json("hub", "conflicts")
        self.assertEqual(list(conflict), ["id", "attendee", "check_ins", "resolved"])
        self.assertEqual(sorted((each["device"], each["offline"]) for each in conflict["check_ins"]), [("North", True), ("South", True)])
        self.assertEqual(list(conflict["check_ins"][0]), ["device", "at", "offline"])
        self.assertIsNone(conflict["resolved"])
        self.assertIn("there is no conflict", self.organiser.refused("hub", "resolve", "nothing", "deny"))
        self.organiser.kiosk("hub", "resolve", conflict["id"], "deny")
        self.assertEqual(self.organiser.json("hub", "conflicts")[0]["resolved"], "deny")
        self.assertEqual((north.sync()["conflicts"], south.sync()["conflicts"]), (0, 0))
        self.assertEqual(sorted(undone for _, undone in north.check_ins().values()), [False, True])
        self.assertEqual(north.check_ins(), south.check_ins())

    def test_what_was_taken_back_is_not_said_to_stay(self):
        self.two_doors_one_ticket()
        conflict, = self.organiser.json("hub", "conflicts")
        self.organiser.kiosk("hub", "resolve", conflict["id"], "deny")
        self.assertIn("checked in again", self.organiser.refused("hub", "resolve", conflict["id"], "allow"))
        self.assertEqual(self.organiser.json("hub", "conflicts")[0]["resolved"], "deny")

    def test_both_may_stay(self):
        north, south = self.two_doors_one_ticket()
        self.organiser.kiosk("hub", "resolve", self.organiser.json("hub", "conflicts")[0]["id"], "allow")
        self.assertEqual((north.sync()["conflicts"], south.sync()["conflicts"]), (0, 0))
        self.assertEqual([undone for _, undone in north.check_ins().values()], [False, False])

    def test_a_conflict_ends_when_a_door_takes_its_check_in_back(self):
        north, south = self.two_doors_one_ticket()
        own = [each["id"] for each in south.json("check-ins") if each["device"] == "South"]
        south.kiosk("check-ins", "undo", own[0])
        self.assertEqual((south.sync()["conflicts"], north.sync()["conflicts"]), (0, 0))
        self.assertEqual(self.organiser.json("hub", "conflicts"), [])

    def test_a_revoked_door_deletes_its_attendees(self):
        self.publish_event(people=4)
        north = self.door("North")
        north.sync()
        self.assertEqual(north.verdict("CODE-1"), "admitted")
        self.organiser.kiosk("hub", "device", "revoke", "North")
        self.assertIn("no device of the hub any more", north.refused("sync", "--once"))
        self.assertEqual(north.rows("SELECT count(*) FROM attendee"), ["0"])
        self.assertFalse(pathlib.Path(f"{north.db}.key").exists())
        status, = [each for each in self.organiser.json("hub", "status") if each["name"] == "North"]
        self.assertTrue(status["revoked"])
        self.assertIn("its attendees are deleted", self.organiser.kiosk("hub", "status"))

    def test_a_copied_disk_is_refused_by_name(self):
        self.publish_event(people=4)
        north = self.door("North")
        north.sync()
        copy = north.copy_to(self.folder / "copy")
        north.sync()
        self.assertIn("another machine is “North” already", copy.refused("sync", "--once"))
        north.sync()
        self.assertIn("a copy of its disk was refused", self.organiser.kiosk("hub", "status"))

    def test_the_database_alone_is_no_device(self):
        self.publish_event(people=4)
        north = self.door("North")
        other = Machine(self, self.folder / "other")
        other.db.write_bytes(north.db.read_bytes())
        self.assertIn("the key of “North” is missing", other.refused("sync", "--once"))

    def test_a_broken_first_sync_goes_on_where_it_was(self):
        people = 12000
        self.publish_event(people=people)
        relay = Relay(self.port)
        self.addCleanup(relay.close)
        north = Machine(self, self.folder / "north")
        code = self.code_for("North", "--screen", "check-in")
        north.kiosk("pair", code)
        north.rows(f"UPDATE hub_link SET port = {relay.port}")
        relay.bytes_left = 2_500_000
        self.assertIn("the hub", north.refused("sync", "--once"))
        here = int(north.rows("SELECT count(*) FROM attendee")[0])
        self.assertTrue(0 < here < people, here)
        # Usable before its end: who is on the list so far comes in.
        answers = [north.json("check-in", f"CODE-{i}") for i in range(12)]
        self.assertIn("admitted", [each["verdict"] for each in answers])
        # Who is on the part that lacks is not sent away.
        for answer in answers:
            if answer["verdict"] == "unknown":
                self.assertIn("still on its way", answer["message"])
        # A signed ticket comes in before its row does.
        late = self.organiser.rows("SELECT id FROM attendee ORDER BY code_hash DESC LIMIT 1")[0]
        north.rows(f"INSERT INTO attendee (id, state, ticket_type) VALUES ('{late}', 'valid', '')")
        relay.mend()
        self.assertEqual(north.sync()["pulled"], people - here)
        self.assertEqual(north.rows("SELECT count(*), count(DISTINCT id) FROM attendee"), [f"{people}|{people}"])
        self.assertEqual(north.rows("PRAGMA integrity_check"), ["ok"])
        self.assertEqual(north.verdict(f"CODE-{people - 1}"), "admitted")
        self.assertIn("on no list", north.json("check-in", "nobody's")["message"])


class ByHand(HubTest):
    def setUp(self):
        super().setUp()
        self.publish_event()
        self.north, self.south = self.device("North"), self.device("South")
        self.all = (self.north, self.south, self.organiser)
        for machine in self.all:
            machine.sync()

    def sessions(self):
        return {tuple(machine.rows("SELECT id, room, starts, ends, cancelled FROM session ORDER BY id")) for machine in self.all}

    def test_a_change_on_one_screen_reaches_all_others(self):
        self.north.kiosk("move", "Opening", "--room", "Corrib")
        self.assertEqual(self.north.sync()["pushed"], 1)
        self.assertEqual(self.south.sync()["pulled"], 1)
        self.organiser.sync()
        self.assertEqual(len(self.sessions()), 1, self.sessions())
        self.assertIn("|Corrib|", next(iter(self.sessions()))[0])
        self.south.kiosk("restore", "Opening")
        for machine in (self.south, self.north, self.organiser):
            machine.sync()
        self.assertEqual(len(self.sessions()), 1, self.sessions())
        self.assertIn("|Liffey|", next(iter(self.sessions()))[0])

    def test_of_two_changes_at_once_the_hub_s_later_one_holds_and_both_are_kept(self):
        self.south.kiosk("move", "Opening", "--room", "Tolka")
        self.north.kiosk("move", "Opening", "--room", "Corrib")
        for machine in (self.north, self.south, self.north, self.organiser):
            machine.sync()
        self.assertEqual(len(self.sessions()), 1, self.sessions())
        self.assertIn("|Tolka|", next(iter(self.sessions()))[0])
        for machine in self.all:
            self.assertEqual(machine.rows("SELECT device FROM edit ORDER BY position"), ["North", "South"])
        self.assertIn("1 change made by hand overruled", self.organiser.kiosk("hub", "status"))
        overruled = lambda: {each["name"]: each["overruled"] for each in self.organiser.json("hub", "status") if each["name"] in ("North", "South")}
        self.assertEqual(overruled(), {"North": 1, "South": 0})
        # What somebody changes once more on the same screen overrules nobody.
        self.south.kiosk("move", "Opening", "--room", "Dodder")
        self.south.sync()
        self.assertEqual(overruled(), {"North": 1, "South": 0})
        self.north.kiosk("move", "Opening", "--room", "Corrib")
        self.north.sync()
        self.assertEqual(overruled(), {"North": 1, "South": 1})

    def test_rubbish_of_one_screen_stops_no_other(self):
        as_north = {"id": "ee", "batch": "b", "at": "2013-05-16T08:00:00Z", "device": "North", "kind": "cancel", "session": "1", "position": 1,
                    "from_face": 0}
        rubbish = ["rubbish", "{}", "[]", "7", json.dumps({**as_north, "at": "infinity"}), json.dumps({**as_north, "id": "another"}),
                   json.dumps({**as_north, "room": {}}), json.dumps({**as_north, "starts": "2013-05-16T08:00:00Z"})]
        for content in rubbish:
            sent = json.dumps([{"id": "ee", "content": content}])
            self.assertIn("no change made by hand", self.psql(f"SELECT kiosk.send_edits('{sent}')", machine=self.north)[1], content)
        sent = json.dumps([{"id": "ee", "content": json.dumps({**as_north, "kind": "of-a-newer-kiosk", "new_member": 1})}])
        self.assertEqual(self.psql(f"SELECT kiosk.send_edits('{sent}')", machine=self.north), (["1"], ""))
        # What an older hub has taken is left out.
        event, device = self.north.rows("SELECT event, device FROM hub_link")[0].split("|")
        for number, content in enumerate(rubbish):
            _, error = self.psql(f"INSERT INTO kiosk.edit (event, id, device, content, position) VALUES ('{event}', 'old-{number}', "
                                 f"'{device}', '{content}', 1)")
            self.assertEqual(error, "")
        self.south.kiosk("move", "Opening", "--room", "Corrib")
        for machine in (self.south, self.north, self.organiser):
            done = machine.run("sync", "--once")
            self.assertEqual((done.returncode, done.stderr.count(b"can't be understood")), (0, len(rubbish) + 1), done.stderr)
        self.assertEqual(len(self.sessions()), 1, self.sessions())
        self.assertIn("|Corrib|", next(iter(self.sessions()))[0])
        status = self.organiser.run("hub", "status")
        self.assertEqual((status.returncode, status.stderr.count(b"can't be understood")), (0, len(rubbish) + 1), status.stderr)
        self.assertIn(b"North", status.stdout)

    def test_a_screen_that_may_not_edit_keeps_its_change_to_itself(self):
        quiet = self.device("Quiet", "--no-edits")
        quiet.sync()
        quiet.kiosk("move", "Opening", "--room", "Corrib")
        self.assertEqual(quiet.sync()["pushed"], 0)
        self.assertEqual(self.south.sync()["pulled"], 0)


# libpq as it is before a hub that can't wake anybody.
NO_LISTEN = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <string.h>
typedef int Send(void *, const char *, int, const unsigned *, const char *const *, const int *, const int *, int);
int PQsendQueryParams(void *hub, const char *sql, int count, const unsigned *types, const char *const *values, const int *lengths,
                      const int *formats, int binary) {
    Send *send = (Send *)dlsym(RTLD_NEXT, "PQsendQueryParams");
    return send(hub, strncmp(sql, "LISTEN", 6) ? sql : "SELECT no_such_thing()", count, types, values, lengths, formats, binary);
}
"""


class SyncTest(HubTest):
    """Machines with the sync that show keeps running in the background."""

    def start_sync(self, machine):
        process = subprocess.Popen(machine.command("sync", "--json"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                   env=machine.environment)

        def end():
            process.kill()
            process.wait(timeout=60)
            process.stdout.close()
            process.stderr.close()
        self.addCleanup(end)
        return process

    def wait_for(self, process, what):
        """The next report of which this is true."""
        while line := process.stdout.readline():
            report = json.loads(line)
            if what(report):
                return report
        self.fail(process.stderr.read())


class Running(SyncTest):
    """What show keeps running in the background."""

    def test_a_screen_that_the_hub_can_t_wake_asks_it(self):
        self.publish_event()
        wall = self.device("Wall")
        library = self.folder / "no-listen.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-x", "c", "-", "-o", str(library), "-ldl"], input=NO_LISTEN, text=True, check=True, timeout=60)
        wall.environment["LD_PRELOAD"] = str(library)
        process = self.start_sync(wall)
        self.wait_for(process, lambda report: report["pulled"] > 0)
        role = wall.rows("SELECT role FROM hub_link")[0]
        asked = f"SELECT query FROM pg_stat_activity WHERE usename = '{role}' AND query LIKE '%changes_since%'"
        while not self.psql(asked)[0]:
            pass
        self.organiser.kiosk("room", "Liffey", "--capacity", "7")
        self.organiser.kiosk("hub", "publish")
        self.wait_for(process, lambda report: report["pulled"] == 1)
        self.assertEqual(wall.rows("SELECT capacity FROM room"), ["7"])

    def test_who_stands_before_a_screen_waits_for_neither_the_hub_nor_the_exchange(self):
        self.publish_event()
        wall = self.device("Wall")
        process = self.start_sync(wall)
        self.wait_for(process, lambda report: report["pulled"] > 0)
        self.assertEqual(os.getpriority(os.PRIO_PROCESS, process.pid), 10)
        lasting = "SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type <> 'autovacuum worker'"
        for server in self.psql(lasting)[0]:
            self.assertEqual(os.getpriority(os.PRIO_PROCESS, int(server)), 5)

    def test_what_a_door_lets_in_is_offline_until_it_has_met_the_hub(self):
        self.publish_event(people=6)
        north = self.door("North")
        north.sync()
        for number in range(3):
            self.assertEqual(north.verdict(f"CODE-{number}"), "admitted")
        process = self.start_sync(north)
        self.wait_for(process, lambda report: report["pushed"] == 3)
        for number in range(3, 6):
            self.assertEqual(north.verdict(f"CODE-{number}"), "admitted")
            self.wait_for(process, lambda report: report["pushed"] == 1)
        event = north.rows("SELECT event FROM hub_link")[0]
        self.assertEqual(self.psql(f"SELECT offline FROM kiosk.check_in WHERE event = '{event}' ORDER BY change, id")[0], ["t"] * 3 + ["f"] * 3)
        self.assertEqual(north.rows("SELECT count(*) FROM hub_offline"), ["3"])

    def test_a_door_hears_of_another_at_once_and_of_a_conflict_when_its_cable_is_back(self):
        self.publish_event(people=6)
        relay = Relay(self.port)
        self.addCleanup(relay.close)
        north, south = self.door("North"), self.door("South")
        north.rows(f"UPDATE hub_link SET port = {relay.port}")
        at_north, at_south = self.start_sync(north), self.start_sync(south)
        for process in (at_north, at_south):
            self.wait_for(process, lambda report: report["pulled"] >= 6)
        self.assertEqual(north.verdict("CODE-1"), "admitted")
        self.wait_for(at_north, lambda report: report["pushed"] == 1)
        self.wait_for(at_south, lambda report: report["pulled"] == 1)
        self.assertEqual(south.verdict("CODE-1"), "already_in")

        relay.cut()
        self.assertEqual((north.verdict("CODE-2"), south.verdict("CODE-2")), ("admitted", "admitted"))
        self.wait_for(at_south, lambda report: report["pushed"] == 1)
        relay.mend()
        for process in (at_north, at_south):
            self.wait_for(process, lambda report: report["conflicts"] == 1)
        conflict, = self.organiser.json("hub", "conflicts")
        self.assertEqual({each["device"]: each["offline"] for each in conflict["check_ins"]}, {"North": True, "South": False})

        self.organiser.kiosk("hub", "device", "revoke", "South")
        self.assertEqual(at_south.wait(timeout=60), 1)
        self.assertEqual(south.rows("SELECT count(*) FROM attendee"), ["0"])
        self.assertIn("no device of the hub any more", at_south.stderr.read())


def run_ns(process):
    """How long it asked to run at a time, by sched_getattr(2); 0: that can't be told here."""
    number = {"x86_64": 315, "aarch64": 275}.get(platform.machine())
    attributes = (ctypes.c_uint64 * 7)()  # the fourth is sched_runtime
    known = number and ctypes.CDLL(None).syscall(number, process, attributes, ctypes.sizeof(attributes), 0) == 0
    return attributes[3] if known else 0


class Shown(HubTest, VirtualScreen):
    """What a window says of its machine's standing, and how it gets one."""

    def setUp(self):
        VirtualScreen.setUp(self)
        HubTest.setUp(self)

    def show_on(self, machine, *words):
        """A machine's window."""
        self.start_screen()
        machine.environment["DISPLAY"] = self.environment["DISPLAY"]
        window = subprocess.Popen(machine.command("show", *words), env=machine.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(self.end, window)
        return window

    def says(self, *words):
        self.assertTrue(wait_until(lambda: all(word in self.words() for word in words), 60, 0.2), (words, self.words()))

    def scan(self, text):
        self.tool(*AHEAD, "xdotool", "type", "--delay", "10", "--args", "1", text, "key", "Return")

    def test_a_check_in_that_was_taken_off_the_hub_is_out_of_order(self):
        self.publish_event(people=1)
        north = self.door("North")
        north.sync()
        self.show_on(north, "--screen", "check-in", "--camera", "none")
        self.says("Hold your QR")
        self.organiser.kiosk("hub", "device", "revoke", "North")
        self.says("code R1")

    def test_a_window_goes_before_its_exchange(self):
        self.publish_event(people=1)
        relay = Relay(self.port)
        self.addCleanup(relay.close)
        relay.cut()
        north = self.door("North")
        north.rows(f"UPDATE hub_link SET port = {relay.port}")
        window = self.show_on(north, "--screen", "check-in", "--camera", "none")
        self.says("Hold your QR")
        self.assertTrue(wait_until(lambda: self.exchange_of(window), 60, 0.2))
        # Before its first exchange is over it doesn't give way, but does not interrupt either.
        nice, usual = os.getpriority(os.PRIO_PROCESS, 0), run_ns(0)
        self.assertEqual([os.getpriority(os.PRIO_PROCESS, each) for each in (window.pid, self.exchange_of(window))], [nice] * 2)
        if usual:
            self.assertLess(run_ns(window.pid), usual)
            self.assertEqual(run_ns(self.exchange_of(window)), usual)
        relay.mend()
        self.assertTrue(wait_until(lambda: os.getpriority(os.PRIO_PROCESS, self.exchange_of(window)) == 10, 60, 0.2))
        if not usual:
            self.skipTest("this kernel knows no length of a run")

    def exchange_of(self, window):
        """The process beside it; none yet: None."""
        started = "".join(each.read_text() for each in pathlib.Path(f"/proc/{window.pid}/task").glob("*/children")).split()
        return next((int(each) for each in started if pathlib.Path(f"/proc/{each}/comm").read_text() == "kiosk-sync\n"), None)

    def test_a_bare_kiosk_becomes_what_a_scanned_code_says(self):
        self.publish_event()
        used = self.code_for("Used")
        Machine(self, self.folder / "other").kiosk("pair", used)
        cut = Relay(self.port)
        self.addCleanup(cut.close)
        cut.cut()
        bare = Machine(self, self.folder / "bare")
        window = self.show_on(bare)
        self.says("kiosk/run import")
        self.scan("TESTTEST-QWYZAM-0123456789")
        self.scan(used[:-1])
        self.scan(used)
        self.says("used already or is too old")
        self.scan(self.code_for("Far", "--address", f"127.0.0.1:{cut.port}"))
        self.says("can't be reached")
        self.scan(self.code_for("Hall", "--room", "Liffey"))
        self.says("Liffey", "Thank you for coming")
        self.assertNotIn("demo", self.words())
        self.assertEqual(bare.rows("SELECT name, screen, room FROM hub_link"), ["Hall|room|Liffey"])
        self.assertIsNone(window.poll())

    def test_a_bare_kiosk_becomes_what_its_camera_sees(self):
        self.publish_event()
        self.organiser.kiosk("hub", "device", "add", "Hall", "--room", "Liffey")
        frames = self.folder / "frames"
        frames.mkdir()
        self.tool("convert", "-size", "1280x720", "xc:gray70", str(self.organiser.folder / "pair-hall.png"), "-gravity", "center", "-composite",
                  str(frames / "1.jpg"))
        bare = Machine(self, self.folder / "bare")
        self.show_on(bare, "--camera", str(frames))
        self.says("Liffey", "Thank you for coming")
        self.assertEqual(bare.rows("SELECT name FROM hub_link"), ["Hall"])

    def test_a_wall_says_why_its_programme_stands_still(self):
        self.publish_event()
        wall = self.device("Wall")
        picture = self.folder / "wall.png"
        shot = lambda machine: (machine.kiosk("show", "--windowed", "1280x720", "--screenshot", picture), self.words(picture))[1]
        waiting = shot(wall)  # for the programme
        self.assertIn("The programme is empty", waiting)
        self.assertNotIn("demo", waiting)
        wall.sync()
        copy = wall.copy_to(self.folder / "copy")
        wall.sync()
        copy.refused("sync", "--once")
        said = shot(copy)
        self.assertIn("XenCon", said)
        self.assertIn("a copy of this screen has taken its place", said)
        self.show_on(wall)
        self.says("XenCon")
        self.organiser.kiosk("hub", "device", "revoke", "Wall")
        self.says("this screen was taken out of the event", "XenCon")


class Organiser(HubTest):
    """The machine that publishes, twice."""

    def test_a_copy_of_its_database_publishes_nothing_until_it_takes_over(self):
        self.publish_event(people=2)
        wall = self.device("Wall")
        copy = self.organiser.copy_to(self.folder / "copy")
        self.organiser.kiosk("room", "Liffey", "--capacity", "7")
        self.organiser.kiosk("hub", "publish")
        for words in (("hub", "publish"), ("sync", "--once")):
            sentence = copy.refused(*words)
            self.assertIn("another machine is “", sentence)
            self.assertIn("--take-over", sentence)
        wall.sync()
        self.assertEqual(wall.rows("SELECT capacity FROM room"), ["7"])

        copy.kiosk("room", "Liffey", "--capacity", "9")
        copy.kiosk("hub", "publish", "--take-over")
        self.assertIn("another machine is “", self.organiser.refused("hub", "publish"))
        copy.kiosk("hub", "publish")

        alone = Machine(self, self.folder / "alone")
        copy.rows(f"VACUUM INTO '{alone.db}'")
        self.assertIn("--take-over", alone.refused("hub", "publish", "--hub", self.url))
        wall.sync()
        self.assertEqual(wall.rows("SELECT capacity FROM room"), ["9"])
        alone.kiosk("hub", "publish", "--hub", self.url, "--take-over")
        self.assertIn("another machine is “", copy.refused("sync", "--once"))
        self.assertEqual(alone.sync()["pushed"], 0)

    def test_a_hub_that_was_made_anew_gets_all_that_the_organiser_knows(self):
        place, port = self.folder / "hub", free_port()

        def start():
            started = self.organiser.kiosk("hub", "start", "--dir", place, "--address", "127.0.0.1", "--port", port)
            self.url = next(word for word in started.split() if word.startswith("postgresql://"))
        stop = lambda: self.organiser.run("hub", "stop", "--dir", place)
        self.addCleanup(stop)
        self.port = port
        start()
        self.import_sessions()
        self.organiser.kiosk("attendees", "import", self.people(5))
        self.organiser.kiosk("hub", "publish")
        north, south = self.door("North"), self.door("South")
        for door in (north, south):
            door.sync()
        self.assertEqual(self.organiser.verdict("CODE-0"), "admitted")
        self.assertEqual((north.verdict("CODE-1"), north.verdict("CODE-2"), south.verdict("CODE-2")), ("admitted",) * 3)
        south.kiosk("move", "Opening", "--room", "Tolka")
        for machine in (north, south, self.organiser):
            machine.sync()
        self.organiser.kiosk("hub", "resolve", self.organiser.json("hub", "conflicts")[0]["id"], "allow")
        self.organiser.sync()
        self.assertEqual(south.verdict("CODE-3"), "admitted")  # the organiser has not heard of it
        before = {each["id"]: (each["device"], each["undone"]) for each in self.organiser.json("check-ins")}
        self.assertEqual(len(before), 4)

        stop()
        shutil.rmtree(place)
        start()
        self.assertIn("kiosk hub publish", self.organiser.refused("sync", "--once"))
        answer = self.organiser.kiosk("hub", "publish")
        self.assertIn("This hub is a new one", answer)
        self.assertIn("3 check-ins that 2 other screens", answer)
        self.assertIn("(programme: 0 written; attendees: 0 written)", self.organiser.kiosk("hub", "publish"))
        self.assertIn("is another hub than the one of “North”", north.refused("sync", "--once"))
        self.assertEqual(north.rows("SELECT known FROM hub_link"), ["0"])
        self.assertEqual(north.verdict("CODE-4"), "admitted")

        for name, door in (("North", north), ("South", south)):
            door.kiosk("pair", self.code_for(name, "--screen", "check-in"))
        for machine in (north, south, self.organiser, north, south):
            machine.sync()
        after = {each["id"]: (each["device"], each["undone"]) for each in self.organiser.json("check-ins")}
        self.assertEqual(after | before, after)
        self.assertEqual(sorted(device for device, _ in after.values()), sorted([device for device, _ in before.values()] + ["North", "South"]))
        self.assertEqual(north.check_ins(), south.check_ins())
        self.assertEqual(north.check_ins(), self.organiser.check_ins())
        self.assertEqual([each["resolved"] for each in self.organiser.json("hub", "conflicts")], ["allow"])
        self.assertIn("|Tolka|", north.rows("SELECT id, room, starts FROM session")[0])
        self.assertEqual(north.rows("SELECT count(*) FROM attendee"), ["5"])
        self.assertEqual([each["name"] for each in self.organiser.json("hub", "status")].count("North"), 1)


class Restored(SyncTest):
    """The hub comes back from yesterday's backup."""

    def dump(self):
        done = subprocess.run([str(PROGRAMS / "pg_dump"), self.url, "--schema", "kiosk"], capture_output=True, timeout=60, check=True)
        return done.stdout

    def go_back_to(self, dump):
        self.psql("DROP SCHEMA kiosk CASCADE")
        subprocess.run([str(PROGRAMS / "psql"), self.url, "-XqAt1", "-v", "ON_ERROR_STOP=1"], input=dump, capture_output=True, timeout=60, check=True)

    def test_a_hub_that_doesn_t_know_a_device_takes_nothing_from_it(self):
        self.publish_event(people=3)
        before = self.dump()
        north = self.door("North")
        north.sync()
        paired = self.dump()
        north.verdict("CODE-0")
        self.go_back_to(before)
        for _ in range(2):
            self.assertIn("doesn't know this machine any more", north.refused("sync", "--once"))
        self.assertEqual(north.rows("SELECT known, (SELECT count(*) FROM attendee) FROM hub_link"), ["0|3"])
        self.assertEqual((north.verdict("CODE-1"), north.verdict("CODE-0")), ("admitted", "already_in"))
        running = self.start_sync(north)
        self.assertIn("pair it anew", running.stderr.readline())
        # The backup that knows it is found: it goes on, and all it recorded comes.
        self.go_back_to(paired)
        self.wait_for(running, lambda report: report["pushed"] == 2)
        self.assertEqual(north.rows("SELECT known FROM hub_link"), ["1"])

    def test_a_door_that_stays_connected_notices_the_new_epoch(self):
        self.publish_event(people=3)
        north, south = self.door("North"), self.door("South")
        for machine in (north, south):
            machine.sync()
        running = self.start_sync(north)
        north.verdict("CODE-1")
        self.wait_for(running, lambda report: report["pushed"] == 1)
        event = north.rows("SELECT event FROM hub_link")[0]
        self.psql(f"DELETE FROM kiosk.check_in WHERE event = '{event}'")  # as if the backup were older
        self.organiser.kiosk("hub", "init", self.url, "--restored")
        south.verdict("CODE-2")
        south.sync()
        self.wait_for(running, lambda report: report["pushed"] == 1)
        self.assertEqual(self.psql(f"SELECT count(*) FROM kiosk.check_in WHERE event = '{event}'")[0], ["2"])

    def test_devices_send_again_what_it_lacks_and_nobody_comes_in_twice(self):
        self.publish_event(people=6)
        north, south = self.door("North"), self.door("South")
        for step in (north.sync, south.sync, lambda: north.verdict("CODE-1"), north.sync, south.sync):
            step()
        yesterday = self.dump()
        for step in (lambda: north.verdict("CODE-2"), lambda: south.verdict("CODE-3"), north.sync, south.sync, north.sync):
            step()
        self.go_back_to(yesterday)
        # The numbers that were lost are given out anew before a device comes by.
        for i in range(5):
            self.organiser.kiosk("room", "Liffey", "--capacity", str(100 + i))
            self.organiser.kiosk("hub", "publish")
        self.assertEqual((north.verdict("CODE-3"), south.verdict("CODE-2")), ("already_in", "already_in"))
        for door in (north, south, north):
            door.sync()
        self.assertEqual(north.check_ins(), south.check_ins())
        self.assertEqual(len(north.check_ins()), 3)
        event = self.organiser.rows("SELECT event FROM hub_link")[0]
        self.assertEqual(self.psql(f"SELECT count(*) FROM kiosk.check_in WHERE event = '{event}'")[0], ["3"])
        self.assertEqual(north.rows("SELECT capacity FROM room"), ["104"])
        self.assertEqual(self.organiser.json("hub", "conflicts"), [])
        self.assertEqual(north.rows("SELECT count(*) FROM attendee"), ["6"])


class Rights(HubTest):
    def refused_as(self, machine, sql, words="permission denied"):
        lines, error = self.psql(sql, machine=machine)
        self.assertIn(words, error, sql)
        self.assertEqual(lines, [])

    def test_a_wall_reads_no_attendees_and_writes_no_programme(self):
        self.publish_event(people=4)
        wall = self.device("Wall")
        self.assertEqual(self.psql("SELECT count(*) > 0 FROM kiosk.document", machine=wall), (["t"], ""))
        for table in ("attendee", "check_in", "conflict"):
            self.assertEqual(self.psql(f"SELECT count(*) FROM kiosk.{table}", machine=wall), (["0"], ""), table)
        self.assertEqual(self.psql("SELECT count(*) FROM kiosk.document WHERE kind IN ('organiser', 'trusted_key')", machine=wall), (["0"], ""))
        self.refused_as(wall, "SELECT kiosk.send_check_ins('[]')", "may not check in")
        for sql in ("INSERT INTO kiosk.document (event, kind, key, content) SELECT event, 'room', 'x', '{}' FROM kiosk.document LIMIT 1",
                    "UPDATE kiosk.document SET content = ''", "DELETE FROM kiosk.document", "UPDATE kiosk.event SET name = ''",
                    "UPDATE kiosk.device SET checks_in = true", "SELECT nonce FROM kiosk.device", "SELECT * FROM kiosk.pairing",
                    "SELECT * FROM kiosk.heartbeat", "SELECT kiosk.begin_change('x')", "SELECT kiosk.pair('x', 'y', 'z')",
                    "SELECT kiosk.resolve('x', 'y', 'deny')", "CREATE TABLE kiosk.mine ()", "CREATE ROLE other",
                    "SELECT rolpassword FROM pg_authid"):
            self.refused_as(wall, sql)

    def test_a_door_reads_sealed_records_and_writes_in_its_own_name(self):
        self.publish_event(people=4)
        north, south = self.door("North"), self.door("South")
        south.sync()
        south.verdict("CODE-1")
        south.sync()
        lines, error = self.psql("SELECT row_to_json(a) FROM kiosk.attendee a", machine=north)
        self.assertEqual((len(lines), error), (4, ""))
        self.assertNotIn("Person", "".join(lines))
        self.assertNotIn("CODE", "".join(lines))
        for sql in ("INSERT INTO kiosk.check_in SELECT * FROM kiosk.check_in", "UPDATE kiosk.check_in SET attendee = ''",
                    "DELETE FROM kiosk.check_in", "UPDATE kiosk.attendee SET state = 'valid'", "UPDATE kiosk.conflict SET resolved = 'allow'"):
            self.refused_as(north, sql)
        theirs = south.rows("SELECT id FROM check_in")[0]
        forged = json.dumps([{"id": theirs, "attendee": "another", "at": "2013-05-16T09:00:00Z", "place": "entrance", "offline": False},
                             {"id": "f" * 32, "attendee": "another", "at": "2013-05-16T09:00:00Z", "place": "entrance", "offline": False,
                              "device": south.rows("SELECT device FROM hub_link")[0]}])
        self.assertEqual(self.psql(f"SELECT kiosk.send_check_ins('{forged}')", machine=north), (["1"], ""))
        self.assertEqual(self.psql(f"SELECT d.name FROM kiosk.check_in c JOIN kiosk.device d ON d.id = c.device WHERE c.id IN ('{theirs}', "
                                   f"'{'f' * 32}') AND c.event = (SELECT event FROM kiosk.device WHERE name = 'North' AND role = "
                                   f"'{north.rows('SELECT role FROM hub_link')[0]}') ORDER BY 1")[0], ["North", "South"])

    def test_a_revoked_device_reads_nothing_more(self):
        self.publish_event(people=4)
        north = self.door("North")
        self.organiser.kiosk("hub", "device", "revoke", "North")
        for table in ("event", "document", "attendee", "check_in"):
            self.assertEqual(self.psql(f"SELECT count(*) FROM kiosk.{table}", machine=north), (["0"], ""), table)
        self.refused_as(north, "SELECT kiosk.send_check_ins('[]')", "may not check in")

    def test_nobody_comes_in_without_tls_or_as_the_organiser_from_outside(self):
        self.publish_event()
        wall = self.device("Wall")
        role = wall.rows("SELECT role FROM hub_link")[0]
        password = pathlib.Path(f"{wall.db}.hub/password").read_text()
        done = subprocess.run(["psql", f"postgresql://{role}:{password}@127.0.0.1:{self.port}/kiosk?sslmode=disable", "-c", "SELECT 1"],
                              capture_output=True, text=True, timeout=60)
        self.assertIn("no encryption", done.stderr)

    def test_another_event_of_the_hub_is_not_seen(self):
        self.publish_event(people=4)
        north = self.door("North")
        other = Machine(self, self.folder / "other-organiser")
        file = other.folder / "b.xml"
        file.write_text(schedule("Other", ("1", "Secret", "A", "2013-05-16T10:00:00+01:00", "00:30")))
        other.kiosk("import", file)
        other.kiosk("hub", "publish", "--hub", self.url)
        for sql in ("SELECT count(DISTINCT event) FROM kiosk.document", "SELECT count(*) FROM kiosk.event", "SELECT count(DISTINCT event) FROM kiosk.device"):
            self.assertEqual(self.psql(sql, machine=north), (["1"], ""), sql)


if __name__ == "__main__":
    unittest.main()
