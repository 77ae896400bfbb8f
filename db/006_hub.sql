-- The hub that this machine is paired with, and what is to be exchanged with it. Its secrets are in the folder
-- <database>.hub: the key, the hub's certificate, and the nonce that tells a copied disk from this one.

-- What this machine is. No row: it stands alone.
CREATE TABLE hub_link (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    host TEXT NOT NULL,
    port INTEGER NOT NULL,
    database TEXT NOT NULL,
    role TEXT NOT NULL,                      -- it logs in as
    device TEXT NOT NULL,                    -- id, 32 hexadecimal digits
    name TEXT NOT NULL,
    screen TEXT NOT NULL,                    -- what a bare "show" shows: lobby, room, check-in
    room TEXT,
    checks_in INTEGER NOT NULL,
    publishes INTEGER NOT NULL DEFAULT 0,    -- 1: the programme and the attendees are made here and only sent
    event TEXT NOT NULL,                     -- the hub's id of the event
    epoch TEXT NOT NULL DEFAULT '',
    reached INTEGER NOT NULL DEFAULT 0,      -- the last change of the hub that is here
    mark TEXT NOT NULL DEFAULT '',           -- and its mark
    attendees_reached INTEGER,               -- the same for attendees; NULL: the first sync has not ended
    attendees_from INTEGER,                  -- of a first sync under way: where it began,
    attendees_place BLOB,                    -- how far it is in the order of places,
    attendees_all INTEGER NOT NULL DEFAULT 0,  -- and how many there are
    clock_error_s REAL,                      -- this machine's clock is ahead of the hub's by
    state TEXT NOT NULL DEFAULT 'paired' CHECK (state IN ('paired', 'revoked', 'copied'))
) STRICT;

-- What the hub has not taken yet, oldest first.
CREATE TABLE hub_outbox (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,                      -- check_in, edit
    id TEXT NOT NULL,
    again INTEGER NOT NULL DEFAULT 0,        -- 1: the hub had it once and may have lost it
    UNIQUE (kind, id)
) STRICT;

-- Has a row only while what comes from the hub is written.
CREATE TABLE hub_pulling (id INTEGER PRIMARY KEY CHECK (id = 1)) STRICT;

CREATE TRIGGER check_in_to_hub AFTER INSERT ON check_in
WHEN EXISTS (SELECT 1 FROM hub_link) AND NOT EXISTS (SELECT 1 FROM hub_pulling)
BEGIN INSERT OR IGNORE INTO hub_outbox (kind, id) VALUES ('check_in', NEW.id); END;

CREATE TRIGGER edit_to_hub AFTER INSERT ON edit
WHEN EXISTS (SELECT 1 FROM hub_link) AND NOT EXISTS (SELECT 1 FROM hub_pulling)
BEGIN INSERT OR IGNORE INTO hub_outbox (kind, id) VALUES ('edit', NEW.id); END;

-- The order of the hub for what was changed by hand; what it has not taken yet comes after it.
CREATE TABLE hub_edit (
    id TEXT NOT NULL PRIMARY KEY,
    change INTEGER NOT NULL,
    position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Devices whose check-ins came from the hub.
CREATE TABLE hub_device (device TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;

-- Check-ins that were given without the hub, as the hub has them.
CREATE TABLE hub_offline (check_in TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;

-- Tickets that were let in twice.
CREATE TABLE hub_conflict (
    id TEXT NOT NULL PRIMARY KEY,
    attendee TEXT NOT NULL,
    resolved TEXT,                           -- allow, deny; NULL: nobody has settled it
    stands INTEGER NOT NULL                  -- 0: one of the two was taken back
) STRICT, WITHOUT ROWID;
