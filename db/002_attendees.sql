-- Who may come in, and who did. Names, e-mail addresses and codes stand in this file only hashed or sealed:
-- *_hash is keyed BLAKE2b, its key in the file <database>.key; *_box is sealed (libsodium), opened by the ticket's own
-- code or by the organiser's passphrase.

ALTER TABLE event ADD COLUMN admit TEXT NOT NULL DEFAULT 'day' CHECK (admit IN ('day', 'event'));

-- Which hash key belongs to this file.
CREATE TABLE hash_key (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    check_hash BLOB NOT NULL
) STRICT;

-- The organiser's key pair (X25519). Imports seal with the public half.
CREATE TABLE organiser (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    public_key BLOB NOT NULL,
    private_box BLOB NOT NULL,               -- the private half under Argon2id of the passphrase
    salt BLOB NOT NULL,
    operations INTEGER NOT NULL,             -- Argon2id's cost
    memory_bytes INTEGER NOT NULL
) STRICT;

-- The key of one import's boxes, sealed to the organiser.
CREATE TABLE batch (
    id INTEGER PRIMARY KEY,
    sealed_key BLOB NOT NULL
) STRICT;

CREATE TABLE attendee (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,                        -- 12 hexadecimal digits; the same on each machine with the same hash key
    external_hash BLOB,                      -- of what the ticket system calls the ticket
    code_hash BLOB,                          -- NULL: the attendee has no code yet
    person_hash BLOB,                        -- of e-mail address and name
    content_hash BLOB,                       -- of all that the last import said
    state TEXT NOT NULL,                     -- valid, unpaid, blocked, revoked: as the ticket office says
    revoked_by_hand INTEGER NOT NULL DEFAULT 0,
    ticket_type TEXT NOT NULL,
    valid_from TEXT,                         -- without Z: on the event's clock
    valid_until TEXT,                        -- the first moment at which it is over
    batch INTEGER REFERENCES batch,
    person_box BLOB,                         -- for the organiser; NULL: a signed ticket that no list has
    code_batch INTEGER REFERENCES batch,
    code_box BLOB,                           -- for the organiser
    ticket_public BLOB,                      -- seals for the ticket where its code is not at hand
    ticket_box BLOB                          -- for the ticket
) STRICT;
CREATE UNIQUE INDEX attendee_by_id ON attendee (id);
CREATE UNIQUE INDEX attendee_by_code ON attendee (code_hash) WHERE code_hash IS NOT NULL;

-- The sessions that a ticket is for, by id or title; none: all.
CREATE TABLE attendee_session (
    attendee TEXT NOT NULL,
    session TEXT NOT NULL,
    PRIMARY KEY (attendee, session)
) STRICT, WITHOUT ROWID;

-- Other public keys (Ed25519) whose signed tickets are let in.
CREATE TABLE trusted_key (
    public_key BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('kiosk', 'pretix'))
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Who came in, and what was taken back. Only ever appended to.
CREATE TABLE check_in (
    id TEXT NOT NULL PRIMARY KEY,            -- 32 hexadecimal digits, random: machines never make the same
    attendee TEXT NOT NULL,
    session TEXT,                            -- NULL: the entrance
    at TEXT NOT NULL,
    device TEXT NOT NULL REFERENCES device,
    undoes TEXT                              -- the check-in that this record takes back
) STRICT, WITHOUT ROWID;
CREATE INDEX check_in_by_attendee ON check_in (attendee);
CREATE INDEX check_in_by_session ON check_in (session) WHERE session IS NOT NULL;
CREATE UNIQUE INDEX check_in_undone ON check_in (undoes) WHERE undoes IS NOT NULL;

-- Has a row only while persons are removed.
CREATE TABLE purging (id INTEGER PRIMARY KEY CHECK (id = 1)) STRICT;

CREATE TRIGGER check_in_stays BEFORE DELETE ON check_in WHEN NOT EXISTS (SELECT 1 FROM purging)
BEGIN SELECT raise(ABORT, 'check-ins are only ever appended'); END;
CREATE TRIGGER check_in_is_final BEFORE UPDATE ON check_in
BEGIN SELECT raise(ABORT, 'check-ins are only ever appended'); END;

-- What stays after the persons are removed.
CREATE TABLE kept_count (
    what TEXT NOT NULL,                      -- attendees, entrance, session
    name TEXT NOT NULL,                      -- ticket type, date, session id
    persons INTEGER NOT NULL,
    PRIMARY KEY (what, name)
) STRICT, WITHOUT ROWID;
