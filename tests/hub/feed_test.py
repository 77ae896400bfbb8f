#!/usr/bin/env python3
"""What the hub tells those that it wakes: the same as those hear that ask for all that changed."""
import json
import re
import unittest

from hub_test import SyncTest


class Feed(SyncTest):
    def setUp(self):
        super().setUp()
        self.publish_event(people=4)
        self.north, self.south, self.wall = self.door("North"), self.door("South"), self.device("Wall")
        for machine in (self.north, self.south, self.wall):
            machine.sync()
        self.event = self.north.rows("SELECT event FROM hub_link")[0]
        self.base = self.last_change()

    def last_change(self):
        return int(self.psql(f"SELECT last_change FROM kiosk.event WHERE id = '{self.event}'")[0][0])

    def news(self, machine):
        """What came after the change at which the test began, in its order: [(kind, content)]"""
        lines, error = self.psql(f"SELECT json_build_array(change, nth, kind, content) FROM kiosk.news({self.base})", machine=machine)
        self.assertEqual(error, "")
        rows = sorted(map(json.loads, lines), key=lambda row: row[:2])
        self.assertEqual(rows[0][:2], [self.base, 1])
        return [each for _, _, kind, content in rows[1:] if content is not None for each in self.one_by_one(kind, content)]

    def one_by_one(self, kind, content):
        """Check-ins as those hear of them who ask for all."""
        if kind != "check_ins":
            return [(kind, content)]
        sender = {name: content[name] for name in ("device", "device_name")}
        return [("check_in", {**sender, **dict(zip(("id", "attendee", "session", "at", "undoes", "offline"), each))}) for each in content["list"]]

    def latest(self, rows):
        return {(kind, content.get("id") or (content["kind"], content["key"])): content for kind, content in rows}

    def asked(self, machine):
        lines, _ = self.psql(f"SELECT json_build_array(kind, content) FROM kiosk.changes_since({self.base})", machine=machine)
        return [(kind, {"offline": False, **content} if kind == "check_in" else content) for kind, content in map(json.loads, lines)
                if kind not in ("reached", "greeting")]

    def test_it_says_what_those_hear_who_ask_for_all(self):
        self.organiser.kiosk("room", "Liffey", "--capacity", "7")
        self.organiser.kiosk("hub", "publish")
        for door in (self.north, self.south):
            door.verdict("CODE-1")
            door.verdict("CODE-2", "--at", "2013-05-16T09:10:00Z", "--session", self.north.rows("SELECT id FROM session")[0])
        self.north.kiosk("cancel", "Opening")
        for door in (self.north, self.south):
            door.sync()
        for conflict in self.organiser.json("hub", "conflicts"):
            self.organiser.kiosk("hub", "resolve", conflict["id"], "deny")
        self.south.kiosk("restore", "Opening")
        self.south.sync()
        for machine, kinds in ((self.north, {"document", "check_in", "edit", "conflict"}), (self.wall, {"document", "check_in", "edit"})):
            told = self.latest(self.news(machine))
            self.assertEqual(told, self.latest(self.asked(machine)))
            self.assertEqual({kind for kind, _ in told}, kinds)
        self.assertNotIn(self.north.rows("SELECT attendee FROM check_in LIMIT 1")[0], json.dumps(self.news(self.wall)))

    def test_of_attendees_doors_alone_hear_that_there_is_more(self):
        self.organiser.kiosk("attendees", "import", self.people(6))
        self.organiser.kiosk("hub", "publish")
        self.assertIn(("more", {}), self.news(self.north))
        self.assertNotIn("more", dict(self.news(self.wall)))

    def test_what_lies_far_back_is_forgotten_and_asked_for(self):
        self.psql(f"""DO $$ BEGIN FOR i IN 1..1200 LOOP
                          UPDATE kiosk.document SET change = 0 WHERE event = '{self.event}' AND kind = 'room'; COMMIT;
                      END LOOP; END $$""")
        first = int(self.psql(f"SELECT min(change) FROM kiosk.news({self.base})", machine=self.wall)[0][0])
        self.assertGreater(first, self.base)
        self.assertEqual(self.wall.sync()["pulled"], 1)

    def test_a_list_that_breaks_off_is_asked_for_again(self):
        process = self.start_sync(self.north)
        self.north.rows("CREATE TRIGGER refuse BEFORE INSERT ON attendee BEGIN SELECT raise(ABORT, 'the disk is full'); END")
        self.organiser.kiosk("ticket", "revoke", "CODE-1")
        self.organiser.kiosk("hub", "publish")
        self.assertNotEqual(process.wait(timeout=60), 0)
        self.north.rows("DROP TRIGGER refuse")
        self.north.sync()
        self.assertEqual(self.north.verdict("CODE-1"), "revoked")

    def test_an_organiser_who_may_make_roles_and_no_more_makes_a_hub(self):
        self.psql("CREATE ROLE plain LOGIN CREATEROLE PASSWORD 'plain'")
        self.psql("CREATE DATABASE plain OWNER plain")
        self.addCleanup(self.psql, "DROP ROLE plain")
        self.addCleanup(self.psql, "DROP DATABASE plain")
        with open(self.hub_folder / "data/pg_hba.conf", "a") as rules:
            rules.write("hostssl plain plain 127.0.0.1/32 scram-sha-256\n")
        self.psql("SELECT pg_reload_conf()")
        self.organiser.kiosk("hub", "init", re.sub(r"//[^@]*@([^/]*)/\w+", r"//plain:plain@\1/plain", self.url))

    def test_a_change_of_very_many_rows_says_that_there_is_more(self):
        self.psql(f"INSERT INTO kiosk.document (event, kind, key, content) SELECT '{self.event}', 'none', n::text, '{{}}' FROM generate_series(1, 3000) n")
        news = self.news(self.wall)
        self.assertEqual((len(news), news[-1][0]), (1001, "more"))

    def test_the_quiet_sign_of_life_is_for_the_device_alone_that_was_here_last(self):
        nonce = "SELECT nonce FROM kiosk.device WHERE name = 'North' AND event = '" + self.event + "'"
        before = self.psql(nonce)[0][0]

        def still_here(last, following):
            return self.psql(f"SELECT kiosk.still_here('{last}', '{following}', 0.25) > 1.7e9", machine=self.north)[0]
        self.assertEqual(still_here(before, "9.next"), ["t"])
        self.assertEqual(still_here(before, "9.next"), ["t"])  # the answer got lost
        self.assertEqual(still_here(before, "9.other"), [""])  # a copy
        self.assertEqual(self.psql(nonce)[0], ["9.next"])
        north = next(each for each in self.organiser.json("hub", "status") if each["name"] == "North")
        self.assertEqual((north["clock_error_s"], north["unsent"]), (0.25, 0))
        self.organiser.kiosk("hub", "device", "revoke", "North")
        self.assertEqual(still_here("9.next", "9.last"), [""])
        self.assertEqual(self.psql(f"SELECT * FROM kiosk.news({self.base})", machine=self.north)[0], [])

    def test_a_screen_that_is_woken_asks_for_news_alone(self):
        self.wall = self.device("Another")
        process = self.start_sync(self.wall)
        role = self.wall.rows("SELECT role FROM hub_link")[0]
        self.wait_for(process, lambda report: report["pulled"] > 0)
        self.psql(f"UPDATE kiosk.document SET content = replace(content, 'Opening', 'Renamed') WHERE event = '{self.event}' AND kind = 'session'")
        self.wait_for(process, lambda report: report["pulled"] == 1)
        self.assertEqual(self.wall.rows("SELECT title FROM session"), ["Renamed"])
        self.assertEqual(self.psql(f"SELECT query ~ 'news|still_here' FROM pg_stat_activity WHERE usename = '{role}'")[0], ["t"])
        self.assertEqual(self.wall.rows("SELECT reached FROM hub_link"), [str(self.base + 1)])


if __name__ == "__main__":
    unittest.main()
