-- What changed: by hand, and from one import to the next.
-- A session's starts, ends, room and cancelled are what holds; source_* is what its source says. What holds follows from
-- source_* and the edits of the session, in their order.

-- All that people changed by hand, one row a session. Rows are added, never changed (but for `position`, and for a
-- correction of the event's zone) and never removed while the event is here. A row can be carried to another machine as it is.
CREATE TABLE edit (
    id TEXT NOT NULL PRIMARY KEY,            -- 32 hexadecimal digits, random
    position INTEGER NOT NULL,               -- the order in which edits hold
    batch TEXT NOT NULL,                     -- the same for all that one command changed
    at TEXT NOT NULL,
    device TEXT NOT NULL,                    -- name of the machine
    kind TEXT NOT NULL CHECK (kind IN ('place', 'unplace', 'move', 'delay', 'cancel', 'restore')),
    session TEXT NOT NULL,                   -- a session's id, or the topic's that is placed
    room TEXT,                               -- what the session gets; NULL: this stays as it is
    starts TEXT,
    ends TEXT,
    from_face INTEGER NOT NULL DEFAULT 0,    -- of starts and ends
    undoes TEXT,                             -- restore: the batch whose edits of this session no longer count
    said_starts TEXT,                        -- what the source said then; once it says otherwise the edit no longer counts.
    said_ends TEXT,                          -- NULL: the session has no source
    said_room TEXT,
    said_cancelled INTEGER,
    said_from_face INTEGER
) STRICT;
CREATE INDEX edit_by_session ON edit (session, position);

ALTER TABLE session ADD COLUMN source_starts TEXT;             -- these: NULL where the session has no source
ALTER TABLE session ADD COLUMN source_ends TEXT;
ALTER TABLE session ADD COLUMN source_room TEXT;
ALTER TABLE session ADD COLUMN source_cancelled INTEGER;
ALTER TABLE session ADD COLUMN source_from_face INTEGER;
ALTER TABLE session ADD COLUMN room_by_hand INTEGER NOT NULL DEFAULT 0;  -- 1: then session_also_in doesn't count
ALTER TABLE session ADD COLUMN key_from_title INTEGER NOT NULL DEFAULT 0;  -- 1: the source gives no id; source_key was made
ALTER TABLE session ADD COLUMN cancelled_at TEXT;              -- when it was called off; NULL: not, or from the beginning

UPDATE session SET source_starts = starts, source_ends = ends, source_room = room, source_cancelled = cancelled,
    source_from_face = from_face WHERE source IS NOT NULL;

-- Nobody noted when topics were placed until now.
INSERT INTO edit (id, position, batch, at, device, kind, session, room, starts, ends, from_face)
SELECT lower(hex(randomblob(16))), row_number() OVER (ORDER BY rowid), lower(hex(randomblob(16))),
    coalesce((SELECT max(imported_at) FROM source), '1970-01-01T00:00:00Z'), '', 'place', id, room, starts, ends, from_face FROM session WHERE source IS NULL;

-- Where and when a session was to be before it moved, earliest first: people may still look for it there.
CREATE TABLE earlier_place (
    session TEXT NOT NULL REFERENCES session ON DELETE CASCADE ON UPDATE CASCADE,
    position INTEGER NOT NULL,
    room TEXT,                               -- the first, where it was in several; may be a room that is no more
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    left_at TEXT NOT NULL,                   -- when that was no longer so
    PRIMARY KEY (session, position)
) STRICT, WITHOUT ROWID;
