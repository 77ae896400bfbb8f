-- What visitors do with their phones.

-- What the screen says of who checked in by phone: the given name, or none.
ALTER TABLE event ADD COLUMN phone_name TEXT NOT NULL DEFAULT 'given' CHECK (phone_name IN ('given', 'none'));

-- Hands raised for topics by attendees, one a topic and attendee. The topic may be gone for a while: an import keeps hands.
CREATE TABLE topic_hand (
    topic TEXT NOT NULL,
    attendee TEXT NOT NULL,
    raised INTEGER NOT NULL,                 -- 0: taken down again
    at TEXT NOT NULL,
    device TEXT NOT NULL REFERENCES device,
    PRIMARY KEY (topic, attendee)
) STRICT, WITHOUT ROWID;
CREATE INDEX topic_hand_by_attendee ON topic_hand (attendee);
