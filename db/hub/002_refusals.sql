-- What one device sends can't stop the others, and a hub that doesn't know a device doesn't take it for a revoked one.

-- A sign of life. Tells whether this machine is still the device: "welcome", "revoked", "unknown" when this hub never had
-- it or had it after the backup that it came back from, or "copied" when another machine with the same key was here in
-- between.
--
-- said: nonce, next_nonce (the one to show next time), version, unsent, clock_error_s, data_age_s, change (the last it has)
CREATE OR REPLACE FUNCTION kiosk.contact(said json) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me kiosk.device;
BEGIN
    SELECT * INTO me FROM kiosk.device WHERE role = session_user FOR UPDATE;
    IF me.id IS NULL THEN RETURN json_build_object('state', 'unknown'); END IF;
    IF me.revoked_at IS NOT NULL THEN RETURN json_build_object('state', 'revoked'); END IF;
    -- An answer that got lost leaves the device with the nonce before. One that has drawn more than this hub has seen is
    -- no copy: the hub is back from a backup.
    IF me.nonce NOT IN (said ->> 'nonce', said ->> 'next_nonce')
        AND split_part(said ->> 'next_nonce', '.', 1)::bigint <= split_part(me.nonce, '.', 1)::bigint + 1 THEN
        UPDATE kiosk.device SET copies_refused = copies_refused + 1 WHERE id = me.id;
        RETURN json_build_object('state', 'copied', 'name', me.name);
    END IF;
    IF me.nonce <> said ->> 'next_nonce' THEN
        UPDATE kiosk.device SET nonce = said ->> 'next_nonce' WHERE id = me.id;
    END IF;
    INSERT INTO kiosk.heartbeat (device, at, version, unsent, clock_error_s, data_age_s)
    VALUES (me.id, clock_timestamp(), said ->> 'version', (said ->> 'unsent')::int, (said ->> 'clock_error_s')::float8,
            (said ->> 'data_age_s')::float8)
    ON CONFLICT (device) DO UPDATE SET at = excluded.at, version = excluded.version, unsent = excluded.unsent,
        clock_error_s = excluded.clock_error_s, data_age_s = excluded.data_age_s;
    RETURN (SELECT json_build_object('state', 'welcome', 'event', e.id, 'event_name', e.name, 'epoch', e.epoch,
        'change', e.last_change, 'name', me.name, 'screen', me.screen, 'room', me.room, 'checks_in', me.checks_in,
        'mark', (SELECT c.mark FROM kiosk.change c WHERE c.event = e.id AND c.number = (said ->> 'change')::bigint),
        'now_ms', floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint)
        FROM kiosk.event e WHERE e.id = me.event);
END $$;

-- Whether a text is a time that all devices can write down.
CREATE FUNCTION kiosk.is_time(written text) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN written ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T' AND isfinite(written::timestamptz);
EXCEPTION WHEN others THEN
    RETURN false;
END $$;

-- Whether a text is a change made by hand: a JSON object of plain values with what every kind of them has. Members that
-- this hub doesn't know may be there: newer devices send them.
CREATE FUNCTION kiosk.is_edit(edit_id text, content text) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    one json;
BEGIN
    one := content::json;
    IF json_typeof(one) <> 'object' THEN RETURN false; END IF;
    IF EXISTS (SELECT FROM json_each(one) AS e WHERE json_typeof(e.value) IN ('object', 'array')) THEN RETURN false; END IF;
    RETURN coalesce(edit_id <> '' AND one ->> 'id' = edit_id AND one ->> 'batch' <> '' AND one ->> 'session' <> '' AND one ->> 'kind' <> ''
                    AND one ->> 'device' IS NOT NULL AND kiosk.is_time(one ->> 'at')
                    AND (one ->> 'starts' IS NULL) = (one ->> 'ends' IS NULL)
                    AND (one ->> 'starts' IS NULL OR (kiosk.is_time(one ->> 'starts') AND kiosk.is_time(one ->> 'ends')
                                                      AND one ->> 'starts' <= one ->> 'ends')), false);
EXCEPTION WHEN others THEN
    RETURN false;
END $$;

-- Takes check-ins in: id, attendee, session, at, undoes, place, offline, clock_error_s each. What is there already stays,
-- whoever sends it. Returns how many were new.
CREATE OR REPLACE FUNCTION kiosk.send_check_ins(list json) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me kiosk.device := kiosk.me_allowed('check in');
    fresh text[];
BEGIN
    IF NOT EXISTS (SELECT FROM json_to_recordset(list) AS x(id text)
                   WHERE NOT EXISTS (SELECT FROM kiosk.check_in c WHERE c.event = me.event AND c.id = x.id)) THEN
        RETURN 0;
    END IF;
    IF EXISTS (SELECT FROM json_to_recordset(list) AS x(id text, attendee text, at timestamptz, place text, offline boolean)
               WHERE NOT coalesce(x.id <> '' AND x.attendee IS NOT NULL AND x.place <> '' AND x.offline IS NOT NULL AND isfinite(x.at)
                                  AND x.at >= '0001-01-02Z' AND x.at < '9999-12-31Z', false)) THEN
        RAISE EXCEPTION 'this is no check-in' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    PERFORM kiosk.begin_change(me.event);
    WITH written AS (
        INSERT INTO kiosk.check_in (event, id, attendee, session, at, device, undoes, place, offline, clock_error_s)
        SELECT me.event, x.id, x.attendee, x.session, x.at, me.id, x.undoes, x.place, x.offline, x.clock_error_s
        FROM json_to_recordset(list) AS x(id text, attendee text, session text, at timestamptz, undoes text, place text,
                                          offline boolean, clock_error_s float8)
        ON CONFLICT (event, id) DO NOTHING RETURNING id)
    SELECT array_agg(id) INTO fresh FROM written;
    PERFORM kiosk.find_conflicts(me.event, fresh);
    RETURN coalesce(cardinality(fresh), 0);
END $$;

-- Takes changes made by hand in, in the order given: id, content each. Returns how many were new.
CREATE OR REPLACE FUNCTION kiosk.send_edits(list json) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me kiosk.device := kiosk.me_allowed('edit');
    written int;
BEGIN
    IF NOT EXISTS (SELECT FROM json_to_recordset(list) AS x(id text)
                   WHERE NOT EXISTS (SELECT FROM kiosk.edit c WHERE c.event = me.event AND c.id = x.id)) THEN
        RETURN 0;
    END IF;
    IF EXISTS (SELECT FROM json_array_elements(list) AS x WHERE NOT kiosk.is_edit(x.value ->> 'id', x.value ->> 'content')) THEN
        RAISE EXCEPTION 'this is no change made by hand' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    PERFORM kiosk.begin_change(me.event);
    INSERT INTO kiosk.edit (event, id, device, content, position)
    SELECT me.event, x.value ->> 'id', me.id, x.value ->> 'content', x.ordinality
    FROM json_array_elements(list) WITH ORDINALITY AS x
    ON CONFLICT (event, id) DO NOTHING;
    GET DIAGNOSTICS written = ROW_COUNT;
    RETURN written;
END $$;

REVOKE ALL ON FUNCTION kiosk.is_time(text), kiosk.is_edit(text, text) FROM PUBLIC;
