#!/usr/bin/env python3
"""Changes that are committed in another order than they were numbered: what a reader with a cursor gets to see."""
import json
import os
import subprocess
import unittest
import uuid

from private_hub import PROGRAMS, HubTest

# What one would write first: a sequence gives the numbers, nobody waits.
NAIVE = """
CREATE SEQUENCE kiosk.naive_number START {start};
CREATE OR REPLACE FUNCTION kiosk.begin_change(of_event text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    next_number bigint := nextval('kiosk.naive_number');
BEGIN
    INSERT INTO kiosk.change (event, number) VALUES (of_event, next_number);
    PERFORM set_config('kiosk.change_' || of_event, next_number::text, true);
    RETURN next_number;
END $$;
"""


class Session:
    """psql at the other end of a pipe."""

    def __init__(self, url):
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        self.psql = subprocess.Popen([str(PROGRAMS / "psql"), url, "-XAtq"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                     env=environment)

    def start(self, sql):
        self.psql.stdin.write(f"{sql}\n\\echo end\n")
        self.psql.stdin.flush()

    def answer(self):
        lines = []
        while (line := self.psql.stdout.readline().rstrip("\n")) != "end":
            assert self.psql.poll() is None
            lines.append(line)
        return lines

    def run(self, sql):
        self.start(sql)
        return self.answer()

    def close(self):
        self.psql.stdin.close()
        self.psql.wait(timeout=60)
        self.psql.stdout.close()


class ChangeLog(HubTest):
    def room(self, name):
        return f"INSERT INTO kiosk.document (event, kind, key, content) VALUES ('{self.event}', 'room', '{name}', '{{}}');"

    def seen_by_a_reader(self, slow, quick):
        """A slow transaction begins, a quick one ends, a reader comes, the slow one ends, the reader comes again."""
        cursor, seen = 0, []

        def read():
            nonlocal cursor
            for line in self.psql(f"SELECT change, key FROM kiosk.document WHERE event = '{self.event}' AND kind = 'room' AND "
                                  f"change > {cursor} AND key IN ('slow', 'quick') ORDER BY change")[0]:
                change, key = line.split("|")
                cursor = int(change)
                seen.append(key)

        slow.run("BEGIN; " + self.room("slow"))
        quick.start(self.room("quick"))
        # With the lock the quick one waits here, and can't be waited for; without it it is done when psql has answered.
        if self.is_naive:
            quick.answer()
        else:
            pid = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%quick%' AND pid <> pg_backend_pid()"
            while self.psql(pid)[0] != ["1"]:
                pass
        read()
        slow.run("COMMIT;")
        if not self.is_naive:
            quick.answer()
        read()
        return seen

    def setUp(self):
        super().setUp()
        self.publish_event()
        self.event = self.organiser.rows("SELECT event FROM hub_link")[0]
        self.is_naive = False

    def sessions(self):
        for _ in range(2):
            session = Session(self.url)
            self.addCleanup(session.close)
            yield session

    def test_a_reader_sees_both_with_one_lock_an_event(self):
        self.assertEqual(self.seen_by_a_reader(*self.sessions()), ["slow", "quick"])

    def test_the_same_reader_misses_one_with_a_naive_sequence(self):
        self.is_naive = True
        kept, _ = self.psql("SELECT pg_get_functiondef('kiosk.begin_change'::regproc)")
        start = int(self.psql(f"SELECT last_change FROM kiosk.event WHERE id = '{self.event}'")[0][0]) + 1
        self.psql(NAIVE.format(start=start))
        self.addCleanup(self.psql, "\n".join(kept) + "; DROP SEQUENCE kiosk.naive_number")
        self.assertEqual(self.seen_by_a_reader(*self.sessions()), ["quick"])

    def test_a_connection_made_over_empty_tables_looks_up_by_index_when_they_are_full(self):
        session = self.door_session()
        self.let_in(session, 20)
        self.looks_up_by_index(session)

    def test_it_does_so_too_when_the_programme_was_changed_often_before_the_first_check_in(self):
        session = self.door_session()
        for number in range(40):
            self.as_organiser(self.room(str(number)))
        self.let_in(session, 20)
        self.looks_up_by_index(session)

    def test_a_busy_minute_does_not_make_all_doors_plan_anew(self):
        session = self.door_session()
        self.let_in(session, 100)
        before = self.counted()
        self.let_in(session, 1000)
        self.assertEqual(self.counted(), before)

    def door_session(self):
        """As a door that is connected before anything came in; other tests share the tables."""
        self.as_organiser("TRUNCATE kiosk.check_in, kiosk.conflict")
        north = self.door("North")
        session = Session(self.url)
        self.addCleanup(session.close)
        self.role_of_door = north.rows("SELECT role FROM hub_link")[0]
        session.run(f"SET SESSION AUTHORIZATION {self.role_of_door};")
        return session

    def let_in(self, session, times, at_once=1):
        for _ in range(times):
            check_ins = [{"id": uuid.uuid4().hex, "attendee": uuid.uuid4().hex, "at": "2013-05-16T09:00:00Z", "place": "entrance 2013-05-16",
                          "offline": False} for _ in range(at_once)]
            session.run(f"SELECT kiosk.send_check_ins('{json.dumps(check_ins)}');")

    def looks_up_by_index(self, session):
        def read():
            session.run("RESET SESSION AUTHORIZATION; SELECT pg_stat_force_next_flush();")
            [rows] = session.run("SELECT seq_tup_read + idx_tup_fetch + (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes "
                                 "WHERE relname = 'check_in') FROM pg_stat_user_tables WHERE relname = 'check_in';")
            session.run(f"SET SESSION AUTHORIZATION {self.role_of_door};")
            return int(rows)

        self.let_in(session, 5, at_once=1000)
        before = read()
        self.let_in(session, 3)
        self.assertLess(read() - before, 100)

    def counted(self):
        """How often PostgreSQL counted the check-ins, by itself or by our wish."""
        [times] = self.as_organiser("SELECT analyze_count + autoanalyze_count FROM pg_stat_user_tables WHERE relname = 'check_in'")
        return int(times)

    def as_organiser(self, sql):
        lines, error = self.psql(sql)
        self.assertEqual(error, "")
        return lines


if __name__ == "__main__":
    unittest.main()
