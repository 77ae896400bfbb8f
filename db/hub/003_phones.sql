-- What visitors do with their phones: hands raised for topics, and what another machine's screen is to say to them.

-- Hands raised for topics, and taken down again. Only ever appended to; the id is made by the device, and of two by the same
-- attendee the later one counts, in the hub's order.
CREATE TABLE kiosk.hand (
    event text NOT NULL REFERENCES kiosk.event ON DELETE CASCADE,
    id text NOT NULL,
    topic text NOT NULL,
    attendee text NOT NULL,
    raised boolean NOT NULL,
    at timestamptz NOT NULL,                   -- by the device's clock, put right by what it knew of its error
    device text NOT NULL REFERENCES kiosk.device,
    change bigint NOT NULL DEFAULT 0,
    position int NOT NULL,                     -- within the change
    PRIMARY KEY (event, id)
);
CREATE INDEX hand_by_change ON kiosk.hand (event, change);
CREATE INDEX hand_by_topic ON kiosk.hand (event, topic, attendee, change, position);
CREATE TRIGGER number_change BEFORE INSERT ON kiosk.hand FOR EACH ROW EXECUTE FUNCTION kiosk.number_change();
CREATE TRIGGER stays BEFORE UPDATE ON kiosk.hand FOR EACH ROW EXECUTE FUNCTION kiosk.refuse_rewriting();

-- What a screen is to say to somebody whose phone another machine answered. No change of the event: it is for one device, and
-- a minute later it is gone. What it says is sealed with a key that the hub doesn't have.
CREATE TABLE kiosk.greeting (
    event text NOT NULL REFERENCES kiosk.event ON DELETE CASCADE,
    id text NOT NULL,
    device text NOT NULL REFERENCES kiosk.device ON DELETE CASCADE,
    content text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (event, id)
);
CREATE INDEX greeting_by_device ON kiosk.greeting (device, at);
CREATE INDEX greeting_by_time ON kiosk.greeting (event, at);

CREATE FUNCTION kiosk.my_device() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT id FROM kiosk.device WHERE role = session_user AND revoked_at IS NULL $$;

ALTER TABLE kiosk.hand ENABLE ROW LEVEL SECURITY;
ALTER TABLE kiosk.greeting ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON kiosk.hand FOR SELECT TO kiosk_device
    USING (event = (SELECT kiosk.my_event()) AND (SELECT kiosk.i_check_in()));
CREATE POLICY mine ON kiosk.greeting FOR SELECT TO kiosk_device
    USING (device = (SELECT kiosk.my_device()) AND (SELECT kiosk.i_check_in()));
GRANT SELECT ON kiosk.hand, kiosk.greeting TO kiosk_device;

-- Takes hands in, in the order given: id, topic, attendee, raised, at, again each. What is there already stays, whoever sends
-- it. What is sent "again", since the hub may have lost it, counts from when it was done: what was done later stands.
-- Returns how many were new.
CREATE FUNCTION kiosk.send_hands(list json) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me kiosk.device := kiosk.me_allowed('check in');
    written int;
BEGIN
    IF NOT EXISTS (SELECT FROM json_to_recordset(list) AS x(id text)
                   WHERE NOT EXISTS (SELECT FROM kiosk.hand h WHERE h.event = me.event AND h.id = x.id)) THEN
        RETURN 0;
    END IF;
    IF EXISTS (SELECT FROM json_to_recordset(list) AS x(id text, topic text, attendee text, raised boolean, at timestamptz)
               WHERE NOT coalesce(x.id ~ '^[0-9a-f]{32}$' AND x.topic <> '' AND x.attendee <> '' AND x.raised IS NOT NULL AND isfinite(x.at)
                                  AND x.at >= '0001-01-02Z' AND x.at < '9999-12-31Z', false)) THEN
        RAISE EXCEPTION 'this is no hand raised for a topic' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    PERFORM kiosk.begin_change(me.event);
    INSERT INTO kiosk.hand (event, id, topic, attendee, raised, at, device, position)
    SELECT me.event, x.id, x.topic, x.attendee, x.raised, x.at, me.id, x.nth
    FROM ROWS FROM (json_to_recordset(list) AS (id text, topic text, attendee text, raised boolean, at timestamptz, again boolean))
         WITH ORDINALITY AS x(id, topic, attendee, raised, at, again, nth)
    WHERE NOT (coalesce(x.again, false) AND coalesce((SELECT (h.at, h.id) > (x.at, x.id) FROM kiosk.hand h
               WHERE h.event = me.event AND h.topic = x.topic AND h.attendee = x.attendee
               ORDER BY h.change DESC, h.position DESC LIMIT 1), false))
    ON CONFLICT (event, id) DO NOTHING;
    GET DIAGNOSTICS written = ROW_COUNT;
    RETURN written;
END $$;

-- For screens that may not know whose hands are up: how many are, for each topic for which that may have changed.
CREATE FUNCTION kiosk.hands_since(since bigint) RETURNS SETOF json
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT json_build_object('topic', s.topic, 'hands', count(*) FILTER (WHERE s.raised))
    FROM (SELECT DISTINCT ON (h.topic, h.attendee) h.topic, h.raised FROM kiosk.hand h
          WHERE h.event = (SELECT kiosk.my_event()) AND NOT (SELECT kiosk.i_check_in())
            AND h.topic IN (SELECT c.topic FROM kiosk.hand c WHERE c.event = (SELECT kiosk.my_event()) AND c.change > since)
          ORDER BY h.topic, h.attendee, h.change DESC, h.position DESC) s
    GROUP BY s.topic
$$;

-- Takes in what other devices' screens are to say: id, device, content, at each. What is there already, is late, or is for a
-- device that doesn't check in is left out. Wakes those that it is for, and no other. Returns how many were taken.
CREATE FUNCTION kiosk.send_greetings(list json) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me kiosk.device := kiosk.me_allowed('check in');
    woken text[];
BEGIN
    IF EXISTS (SELECT FROM json_to_recordset(list) AS x(id text, device text, content text, at timestamptz)
               WHERE NOT coalesce(x.id ~ '^[0-9a-f]{32}$' AND x.device IS NOT NULL AND x.content ~ '^[A-Za-z0-9_-]+$'
                                  AND length(x.content) <= 4000 AND isfinite(x.at), false)) THEN
        RAISE EXCEPTION 'this is no greeting' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    -- Two that clean up at once don't wait for each other.
    DELETE FROM kiosk.greeting WHERE (event, id) IN (
        SELECT g.event, g.id FROM kiosk.greeting g WHERE g.event = me.event AND g.at < clock_timestamp() - interval '1 minute'
        FOR UPDATE SKIP LOCKED);
    WITH written AS (
        INSERT INTO kiosk.greeting (event, id, device, content, at)
        SELECT me.event, x.id, d.id, x.content, least(x.at, clock_timestamp())
        FROM json_to_recordset(list) AS x(id text, device text, content text, at timestamptz)
        JOIN kiosk.device d ON d.event = me.event AND d.id = x.device AND d.checks_in AND d.revoked_at IS NULL
        WHERE x.at > clock_timestamp() - interval '1 minute'
        ON CONFLICT (event, id) DO NOTHING RETURNING device)
    SELECT array_agg(device) INTO woken FROM written;
    PERFORM pg_notify('kiosk_' || w.device, '') FROM (SELECT DISTINCT unnest(woken) AS device) w;
    RETURN coalesce(cardinality(woken), 0);
END $$;

-- All that changed after a number, as the caller may see it, in one statement and so on one state of the hub. The first
-- row says how far it goes. Attendees are only counted: they come by COPY. Of hands only those that stand are told; greetings come
-- whatever the number, as they are no change of the event, and a few times: they have ids. Every device asks after every change:
-- only what can have rows is looked at, by plans that a connection makes once.
CREATE OR REPLACE FUNCTION kiosk.changes_since(since bigint) RETURNS TABLE (kind text, content json)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    mine kiosk.event;
    checks_in boolean := kiosk.i_check_in();
BEGIN
    SELECT * INTO mine FROM kiosk.event;
    IF mine.id IS NULL THEN RETURN; END IF;
    RETURN QUERY
    SELECT 'reached', json_build_object('change', mine.last_change, 'epoch', mine.epoch,
        'mark', (SELECT c.mark FROM kiosk.change c WHERE c.event = mine.id AND c.number = mine.last_change),
        'attendees', CASE WHEN checks_in THEN (SELECT count(*) FROM kiosk.attendee a WHERE a.event = mine.id AND a.change > since) ELSE 0 END);
    IF checks_in THEN
        RETURN QUERY
        SELECT 'greeting', json_build_object('id', g.id, 'content', g.content,
            'at', to_char(g.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
        FROM kiosk.greeting g WHERE g.device = kiosk.my_device() AND g.at > now() - interval '15 seconds';
    END IF;
    IF mine.last_change = since THEN RETURN; END IF;
    RETURN QUERY
    SELECT 'document', json_build_object('kind', d.kind, 'key', d.key, 'gone', d.gone, 'content', d.content)
    FROM kiosk.document d WHERE d.event = mine.id AND d.change > since AND (since > 0 OR NOT d.gone) ORDER BY d.change;
    RETURN QUERY
    SELECT 'edit', json_build_object('id', e.id, 'content', e.content, 'change', e.change, 'position', e.position)
    FROM kiosk.edit e WHERE e.event = mine.id AND e.change > since ORDER BY e.change, e.position;
    IF NOT checks_in THEN
        RETURN QUERY SELECT 'check_in', h FROM kiosk.heads_since(since) AS h;
        RETURN QUERY SELECT 'hands', h FROM kiosk.hands_since(since) AS h;
        RETURN;
    END IF;
    RETURN QUERY
    SELECT 'check_in', json_build_object('id', c.id, 'attendee', c.attendee, 'session', c.session,
        'at', to_char(c.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'device', c.device, 'device_name', d.name,
        'undoes', c.undoes, 'offline', c.offline)
    FROM kiosk.check_in c JOIN kiosk.device d ON d.id = c.device WHERE c.event = mine.id AND c.change > since ORDER BY c.change;
    RETURN QUERY
    SELECT 'conflict', json_build_object('id', k.id, 'attendee', k.attendee, 'resolved', k.resolved,
        'stands', (SELECT count(*) > 1 FROM kiosk.check_in c
                   WHERE c.event = k.event AND c.attendee = k.attendee AND c.place = k.place AND c.undoes IS NULL
                     AND NOT EXISTS (SELECT FROM kiosk.check_in u WHERE u.event = c.event AND u.undoes = c.id)))
    FROM kiosk.conflict k WHERE k.event = mine.id AND k.change > since;
    RETURN QUERY
    SELECT 'hand', json_build_object('id', h.id, 'topic', h.topic, 'attendee', h.attendee, 'raised', h.raised,
        'at', to_char(h.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'device', h.device, 'device_name', d.name)
    FROM kiosk.hand h JOIN kiosk.device d ON d.id = h.device
    WHERE h.event = mine.id AND h.change > since
      AND NOT EXISTS (SELECT FROM kiosk.hand l WHERE l.event = h.event AND l.topic = h.topic AND l.attendee = h.attendee
                      AND (l.change, l.position) > (h.change, h.position))
    ORDER BY h.change, h.position;
END $$;

REVOKE ALL ON FUNCTION kiosk.my_device(), kiosk.send_hands(json), kiosk.hands_since(bigint), kiosk.send_greetings(json) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kiosk.my_device(), kiosk.send_hands(json), kiosk.hands_since(bigint), kiosk.send_greetings(json) TO kiosk_device;
