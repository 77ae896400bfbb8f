-- What phones do at one process, known to all: to others on this machine, and through the hub on other machines.

-- Forms of phones' pages that were acted on, for as long as they could be sent once more.
CREATE TABLE used_form (
    nonce BLOB NOT NULL PRIMARY KEY,
    ends TEXT NOT NULL                       -- by this machine's clock
) STRICT, WITHOUT ROWID;
CREATE INDEX used_form_by_end ON used_form (ends);

-- What a check-in screen is to say to somebody whose phone was answered by another process. A minute old, it goes.
CREATE TABLE phone_greeting (
    id TEXT NOT NULL PRIMARY KEY,            -- 32 hexadecimal digits, random
    machine TEXT NOT NULL,                   -- whose screen: 8 hexadecimal digits, as its codes for phones say it
    content TEXT NOT NULL,                   -- sealed for those who check in, in base64url
    at TEXT NOT NULL                         -- by the hub's clock
) STRICT, WITHOUT ROWID;
CREATE INDEX phone_greeting_by_machine ON phone_greeting (machine);

CREATE TRIGGER greeting_to_hub AFTER INSERT ON phone_greeting
WHEN EXISTS (SELECT 1 FROM hub_link WHERE checks_in) AND NOT EXISTS (SELECT 1 FROM hub_pulling)
BEGIN INSERT OR IGNORE INTO hub_outbox (kind, id) VALUES ('greeting', NEW.id); END;
CREATE TRIGGER greeting_is_over AFTER DELETE ON phone_greeting
BEGIN DELETE FROM hub_outbox WHERE kind = 'greeting' AND id = OLD.id; END;

-- Raising a hand and taking it down have ids, so that sent again they change nothing.
ALTER TABLE topic_hand ADD COLUMN id TEXT NOT NULL DEFAULT '';  -- 32 hexadecimal digits, random, of what was done last
UPDATE topic_hand SET id = lower(hex(randomblob(16)));
CREATE INDEX topic_hand_by_id ON topic_hand (id);

INSERT INTO hub_outbox (kind, id) SELECT 'hand', id FROM topic_hand WHERE EXISTS (SELECT 1 FROM hub_link WHERE checks_in) ORDER BY at;

CREATE TRIGGER hand_to_hub AFTER INSERT ON topic_hand
WHEN EXISTS (SELECT 1 FROM hub_link WHERE checks_in) AND NOT EXISTS (SELECT 1 FROM hub_pulling)
BEGIN INSERT OR IGNORE INTO hub_outbox (kind, id) VALUES ('hand', NEW.id); END;
CREATE TRIGGER hand_moved_to_hub AFTER UPDATE OF id ON topic_hand
WHEN EXISTS (SELECT 1 FROM hub_link WHERE checks_in) AND NOT EXISTS (SELECT 1 FROM hub_pulling)
BEGIN
    DELETE FROM hub_outbox WHERE kind = 'hand' AND id = OLD.id;
    INSERT OR IGNORE INTO hub_outbox (kind, id) VALUES ('hand', NEW.id);
END;
CREATE TRIGGER hand_goes AFTER DELETE ON topic_hand
BEGIN DELETE FROM hub_outbox WHERE kind = 'hand' AND id = OLD.id; END;

-- What the hub has told of hands to a kiosk that did not know them comes once more, with all else.
UPDATE hub_link SET reached = 0, mark = '';

-- How many hands are up, on a machine that may not know whose.
CREATE TABLE hub_hands (
    topic TEXT NOT NULL PRIMARY KEY,
    hands INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Goes up with each change of the programme, whoever makes it, so that who keeps it in memory reads it no more often.
CREATE TABLE programme_revision (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    number INTEGER NOT NULL
) STRICT;
INSERT INTO programme_revision (id, number) VALUES (1, 0);

CREATE TRIGGER event_comes AFTER INSERT ON event BEGIN UPDATE programme_revision SET number = number + 1; END;
CREATE TRIGGER event_changes AFTER UPDATE ON event BEGIN UPDATE programme_revision SET number = number + 1; END;
CREATE TRIGGER event_goes AFTER DELETE ON event BEGIN UPDATE programme_revision SET number = number + 1; END;
CREATE TRIGGER day_comes AFTER INSERT ON day BEGIN UPDATE programme_revision SET number = number + 1; END;
CREATE TRIGGER day_changes AFTER UPDATE ON day BEGIN UPDATE programme_revision SET number = number + 1; END;
CREATE TRIGGER day_goes AFTER DELETE ON day BEGIN UPDATE programme_revision SET number = number + 1; END;
CREATE TRIGGER room_comes AFTER INSERT ON room BEGIN UPDATE programme_revision SET number = number + 1; END;
CREATE TRIGGER room_changes AFTER UPDATE ON room BEGIN UPDATE programme_revision SET number = number + 1; END;
CREATE TRIGGER room_goes AFTER DELETE ON room BEGIN UPDATE programme_revision SET number = number + 1; END;
CREATE TRIGGER topic_comes AFTER INSERT ON topic BEGIN UPDATE programme_revision SET number = number + 1; END;
CREATE TRIGGER topic_changes AFTER UPDATE ON topic BEGIN UPDATE programme_revision SET number = number + 1; END;
CREATE TRIGGER topic_goes AFTER DELETE ON topic BEGIN UPDATE programme_revision SET number = number + 1; END;
CREATE TRIGGER topic_comment_comes AFTER INSERT ON topic_comment BEGIN UPDATE programme_revision SET number = number + 1; END;
CREATE TRIGGER topic_comment_changes AFTER UPDATE ON topic_comment BEGIN UPDATE programme_revision SET number = number + 1; END;
CREATE TRIGGER topic_comment_goes AFTER DELETE ON topic_comment BEGIN UPDATE programme_revision SET number = number + 1; END;
CREATE TRIGGER topic_vote_comes AFTER INSERT ON topic_vote BEGIN UPDATE programme_revision SET number = number + 1; END;
CREATE TRIGGER topic_vote_changes AFTER UPDATE ON topic_vote BEGIN UPDATE programme_revision SET number = number + 1; END;
CREATE TRIGGER topic_vote_goes AFTER DELETE ON topic_vote BEGIN UPDATE programme_revision SET number = number + 1; END;
CREATE TRIGGER session_comes AFTER INSERT ON session BEGIN UPDATE programme_revision SET number = number + 1; END;
CREATE TRIGGER session_changes AFTER UPDATE ON session BEGIN UPDATE programme_revision SET number = number + 1; END;
CREATE TRIGGER session_goes AFTER DELETE ON session BEGIN UPDATE programme_revision SET number = number + 1; END;
CREATE TRIGGER session_also_in_comes AFTER INSERT ON session_also_in BEGIN UPDATE programme_revision SET number = number + 1; END;
CREATE TRIGGER session_also_in_changes AFTER UPDATE ON session_also_in BEGIN UPDATE programme_revision SET number = number + 1; END;
CREATE TRIGGER session_also_in_goes AFTER DELETE ON session_also_in BEGIN UPDATE programme_revision SET number = number + 1; END;
CREATE TRIGGER session_person_comes AFTER INSERT ON session_person BEGIN UPDATE programme_revision SET number = number + 1; END;
CREATE TRIGGER session_person_changes AFTER UPDATE ON session_person BEGIN UPDATE programme_revision SET number = number + 1; END;
CREATE TRIGGER session_person_goes AFTER DELETE ON session_person BEGIN UPDATE programme_revision SET number = number + 1; END;
CREATE TRIGGER earlier_place_comes AFTER INSERT ON earlier_place BEGIN UPDATE programme_revision SET number = number + 1; END;
CREATE TRIGGER earlier_place_changes AFTER UPDATE ON earlier_place BEGIN UPDATE programme_revision SET number = number + 1; END;
CREATE TRIGGER earlier_place_goes AFTER DELETE ON earlier_place BEGIN UPDATE programme_revision SET number = number + 1; END;
