-- The programme of one event. Read with: sqlite3 event.db
-- Moments are UTC, written 2013-05-16T09:00:00Z: they sort as text, and SQLite's date functions read them.
-- Dates are 2013-05-16. Yes and no are 1 and 0. Steps only go forward: PRAGMA user_version is the last one done.
-- *_by_hand: set with `kiosk event`, `kiosk room` or `kiosk place`; kept when a file is imported again.
-- from_face: the moment was given as a clock face without an offset; a change of the event's zone moves it.

PRAGMA application_id = 1802071923;          -- "kios": this file is ours

-- One database holds one event.
CREATE TABLE event (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    name_by_hand INTEGER NOT NULL DEFAULT 0,
    timezone TEXT NOT NULL,                  -- IANA name, e.g. Europe/Dublin; screens show its clock
    timezone_by_hand INTEGER NOT NULL DEFAULT 0,
    city TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT 'en',     -- of the screens' own words
    language_by_hand INTEGER NOT NULL DEFAULT 0,
    notice TEXT NOT NULL DEFAULT ''          -- the lobby's foot line
) STRICT;

-- The files that were imported; the same file again updates what it brought.
CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    format TEXT NOT NULL,                    -- e.g. frab-xml
    path TEXT NOT NULL,                      -- empty: it came through a pipe
    event_name TEXT NOT NULL,                -- as the file says it; empty: it doesn't
    event_acronym TEXT NOT NULL,
    imported_at TEXT NOT NULL
) STRICT;

-- The event's days as each source gives them; the screens take the earliest opening and the latest closing.
CREATE TABLE day (
    source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
    date TEXT NOT NULL,
    opens TEXT,                              -- NULL: nobody said
    closes TEXT,
    from_face INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (source, date)
) STRICT, WITHOUT ROWID;

CREATE TABLE room (
    name TEXT NOT NULL PRIMARY KEY,          -- exact: two that differ in case are two
    source INTEGER REFERENCES source ON DELETE SET NULL,  -- the first that named it; NULL: made by hand
    position INTEGER NOT NULL,               -- order on the screens
    capacity INTEGER CHECK (capacity > 0),   -- persons
    location TEXT NOT NULL DEFAULT '',       -- "first floor"
    by_hand INTEGER NOT NULL DEFAULT 0       -- 1: made or described by hand, never removed by an import
) STRICT;

CREATE TABLE topic (
    id TEXT NOT NULL PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
    source_key TEXT NOT NULL,                -- what the source calls it; the id too, unless that was taken
    position INTEGER NOT NULL,               -- order in the source
    title TEXT NOT NULL,
    inserted TEXT,                           -- a date; this and all below: NULL where the page has N/A or nothing
    verified TEXT,
    gsoc TEXT,
    contact TEXT,
    mailing_list TEXT,
    irc TEXT,
    difficulty TEXT,
    skills TEXT,
    description TEXT,
    outcomes TEXT
) STRICT;
CREATE INDEX topic_by_source ON topic (source);

CREATE TABLE topic_comment (
    topic TEXT NOT NULL REFERENCES topic ON DELETE CASCADE ON UPDATE CASCADE,
    position INTEGER NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (topic, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE topic_vote (
    topic TEXT NOT NULL REFERENCES topic ON DELETE CASCADE ON UPDATE CASCADE,
    position INTEGER NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,                      -- will_attend
    PRIMARY KEY (topic, position)
) STRICT, WITHOUT ROWID;

-- Sessions of a file have a source; a topic that was placed by hand has none, and its id is the topic's.
CREATE TABLE session (
    id TEXT NOT NULL PRIMARY KEY,
    source INTEGER REFERENCES source ON DELETE CASCADE,
    source_key TEXT NOT NULL,                -- what the source calls it; the id too, unless that was taken
    guid TEXT NOT NULL DEFAULT '',           -- the source's world-wide id, where it has one
    title TEXT NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    from_face INTEGER NOT NULL DEFAULT 0,
    room TEXT REFERENCES room ON UPDATE CASCADE,   -- NULL: no room
    track TEXT NOT NULL DEFAULT '',
    cancelled INTEGER NOT NULL DEFAULT 0,
    topic TEXT UNIQUE REFERENCES topic ON DELETE CASCADE ON UPDATE CASCADE,
    CHECK (starts <= ends),
    CHECK ((source IS NULL) = (topic IS NOT NULL))
) STRICT;
CREATE INDEX session_by_source ON session (source);
CREATE INDEX session_by_start ON session (starts);
CREATE INDEX session_by_room ON session (room);

-- The further rooms of a session that is in several at once.
CREATE TABLE session_also_in (
    session TEXT NOT NULL REFERENCES session ON DELETE CASCADE ON UPDATE CASCADE,
    position INTEGER NOT NULL,
    room TEXT NOT NULL REFERENCES room ON UPDATE CASCADE,
    PRIMARY KEY (session, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE session_person (
    session TEXT NOT NULL REFERENCES session ON DELETE CASCADE ON UPDATE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (session, position)
) STRICT, WITHOUT ROWID;
