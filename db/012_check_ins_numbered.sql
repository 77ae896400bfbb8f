-- Whose check-ins are where in the list a door keeps in memory. An index by attendee was written all over for the check-ins that
-- came from other doors, and each page that is touched goes to the disk twice, while somebody may wait there for an answer.

CREATE TABLE check_in_numbered (
    number INTEGER PRIMARY KEY,              -- in the order in which they came here
    id TEXT NOT NULL UNIQUE,                 -- 32 hexadecimal digits: the second, and random ones; machines never make the same
    attendee TEXT NOT NULL,
    session TEXT,                            -- NULL: the entrance
    at TEXT NOT NULL,
    device TEXT NOT NULL REFERENCES device,
    undoes TEXT                              -- the check-in that this record takes back
) STRICT;
INSERT INTO check_in_numbered (id, attendee, session, at, device, undoes)
SELECT id, attendee, session, at, device, undoes FROM check_in ORDER BY rowid;
DROP TABLE check_in;
ALTER TABLE check_in_numbered RENAME TO check_in;

CREATE INDEX check_in_by_session ON check_in (session, undoes) WHERE session IS NOT NULL;
CREATE UNIQUE INDEX check_in_undone ON check_in (undoes) WHERE undoes IS NOT NULL;

CREATE TRIGGER check_in_stays BEFORE DELETE ON check_in WHEN NOT EXISTS (SELECT 1 FROM purging)
BEGIN SELECT raise(ABORT, 'check-ins are only ever appended'); END;
CREATE TRIGGER check_in_is_final BEFORE UPDATE ON check_in
BEGIN SELECT raise(ABORT, 'check-ins are only ever appended'); END;
CREATE TRIGGER check_in_to_hub AFTER INSERT ON check_in
WHEN EXISTS (SELECT 1 FROM hub_link) AND NOT EXISTS (SELECT 1 FROM hub_pulling)
BEGIN INSERT OR IGNORE INTO hub_outbox (kind, id) VALUES ('check_in', NEW.id); END;
