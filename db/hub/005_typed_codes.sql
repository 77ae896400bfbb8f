-- Codes of tickets as people type them; screens that don't know them ask for the other columns.
ALTER TABLE kiosk.attendee
    ADD COLUMN typed_hash bytea,               -- of the code as it is typed
    ADD COLUMN typed_box bytea;                -- the code, opened by what is typed
