-- Codes of tickets as people type them: capitals and digits alone, letters that look alike made one. Only for codes that
-- somebody may type, and from the next import on, as codes themselves stand nowhere in the clear.

ALTER TABLE attendee ADD COLUMN typed_hash BLOB;  -- of the code as it is typed; several may be typed alike
ALTER TABLE attendee ADD COLUMN typed_box BLOB;   -- the code, opened by what is typed
CREATE INDEX attendee_by_typed ON attendee (typed_hash) WHERE typed_hash IS NOT NULL;

-- What came from a hub came without them.
UPDATE hub_link SET attendees_reached = 0 WHERE attendees_reached IS NOT NULL;
