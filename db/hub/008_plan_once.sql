-- Whenever a table is counted, all connections plan anew what they ask of it: for many doors in a busy minute that is work for a
-- second. So check-ins are counted as soon as there are some, by a connection that brings more of them, and not again.
CREATE OR REPLACE FUNCTION kiosk.begin_change(of_event text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    next_number bigint;
    of_what CONSTANT text := coalesce(current_setting('kiosk.changes', true), '');
    enough CONSTANT int := 64;  -- to tell one index from another; over an empty table all are alike
BEGIN
    UPDATE kiosk.event SET last_change = last_change + 1 WHERE id = of_event RETURNING last_change INTO STRICT next_number;
    INSERT INTO kiosk.change (event, number) VALUES (of_event, next_number);
    PERFORM set_config('kiosk.change_' || of_event, next_number::text, true);
    PERFORM pg_notify('kiosk_' || of_event, of_what);
    IF next_number = 16 THEN
        ANALYZE (SKIP_LOCKED) kiosk.change, kiosk.check_in, kiosk.conflict, kiosk.edit, kiosk.hand, kiosk.document, kiosk.feed;
    ELSIF of_what = 'check-ins' AND next_number % 16 = 0
        AND (SELECT c.reltuples < enough FROM pg_class c WHERE c.oid = 'kiosk.check_in'::regclass) THEN
        ANALYZE (SKIP_LOCKED) kiosk.change, kiosk.check_in, kiosk.conflict;
    END IF;
    RETURN next_number;
END $$;
