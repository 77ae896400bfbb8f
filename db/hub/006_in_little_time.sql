-- What takes little time whatever the hub holds. Connections plan once and live for days, so a plan made over empty tables has
-- to be good for full ones: only looking up by an index is let in, row by row (OFFSET 0 keeps a sub-select one), and nothing is
-- compiled.

-- Looks for tickets that stand as let in twice, by different devices; opens a settled one again when another comes.
CREATE OR REPLACE FUNCTION kiosk.find_conflicts(of_event text, ids text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
BEGIN
    INSERT INTO kiosk.conflict (event, id, attendee, place)
    SELECT DISTINCT c.event, encode(substr(sha256(convert_to(c.attendee || ' ' || c.place, 'UTF8')), 1, 6), 'hex'), c.attendee, c.place
    FROM unnest(ids) AS x(id) JOIN kiosk.check_in c ON c.event = of_event AND c.id = x.id
    WHERE c.undoes IS NULL
      AND EXISTS (SELECT FROM kiosk.check_in o
                  WHERE o.event = c.event AND o.attendee = c.attendee AND o.place = c.place AND o.device <> c.device
                    AND o.undoes IS NULL
                    AND NOT EXISTS (SELECT FROM kiosk.check_in u WHERE u.event = o.event AND u.undoes = o.id OFFSET 0) OFFSET 0)
      AND NOT EXISTS (SELECT FROM kiosk.check_in u WHERE u.event = c.event AND u.undoes = c.id OFFSET 0)
    ON CONFLICT (event, attendee, place) DO UPDATE SET resolved = NULL, resolved_at = NULL;
    -- One that an undoing has ended is told to the devices again.
    UPDATE kiosk.conflict k SET resolved = k.resolved
    FROM unnest(ids) AS x(id) JOIN kiosk.check_in u ON u.event = of_event AND u.id = x.id
    JOIN kiosk.check_in c ON c.event = u.event AND c.id = u.undoes
    WHERE k.event = c.event AND k.attendee = c.attendee AND k.place = c.place;
END $$;

ALTER FUNCTION kiosk.send_check_ins(json) SET plan_cache_mode = force_generic_plan;
ALTER FUNCTION kiosk.send_check_ins(json) SET enable_seqscan = off;
ALTER FUNCTION kiosk.send_check_ins(json) SET enable_hashjoin = off;
ALTER FUNCTION kiosk.send_check_ins(json) SET enable_mergejoin = off;
ALTER FUNCTION kiosk.send_check_ins(json) SET jit = off;

-- All that changed after a number, as the caller may see it, in one statement and so on one state of the hub. The first
-- row says how far it goes. Of attendees only whether any changed is told: they come by COPY. Of hands only those that stand are
-- told; greetings come whatever the number, as they are no change of the event, and a few times: they have ids. Every device
-- asks after every change, so what it may see is asked once: this function stands in for the policies.
CREATE OR REPLACE FUNCTION kiosk.changes_since(since bigint) RETURNS TABLE (kind text, content json)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
#variable_conflict use_column
DECLARE
    me kiosk.device;
    mine kiosk.event;
BEGIN
    SELECT * INTO me FROM kiosk.device d WHERE d.role = session_user AND d.revoked_at IS NULL;
    IF me.id IS NULL THEN RETURN; END IF;
    SELECT * INTO mine FROM kiosk.event e WHERE e.id = me.event;
    RETURN QUERY
    SELECT 'reached', json_build_object('change', mine.last_change, 'epoch', mine.epoch,
        'mark', (SELECT c.mark FROM kiosk.change c WHERE c.event = mine.id AND c.number = mine.last_change),
        'attendees', CASE WHEN me.checks_in AND EXISTS (SELECT FROM kiosk.attendee a WHERE a.event = mine.id AND a.change > since)
                     THEN 1 ELSE 0 END);
    IF me.checks_in THEN
        RETURN QUERY
        SELECT 'greeting', json_build_object('id', g.id, 'content', g.content,
            'at', to_char(g.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
        FROM kiosk.greeting g WHERE g.device = me.id AND g.at > now() - interval '15 seconds';
    END IF;
    IF mine.last_change = since THEN RETURN; END IF;
    RETURN QUERY
    SELECT 'document', json_build_object('kind', d.kind, 'key', d.key, 'gone', d.gone, 'content', d.content)
    FROM kiosk.document d
    WHERE d.event = mine.id AND d.change > since AND (since > 0 OR NOT d.gone) AND (me.checks_in OR NOT d.for_doors) ORDER BY d.change;
    RETURN QUERY
    SELECT 'edit', json_build_object('id', e.id, 'content', e.content, 'change', e.change, 'position', e.position)
    FROM kiosk.edit e WHERE e.event = mine.id AND e.change > since ORDER BY e.change, e.position;
    IF NOT me.checks_in THEN
        RETURN QUERY SELECT 'check_in', h FROM kiosk.heads_since(since) AS h;
        RETURN QUERY SELECT 'hands', h FROM kiosk.hands_since(since) AS h;
        RETURN;
    END IF;
    RETURN QUERY
    SELECT 'check_in', json_build_object('id', c.id, 'attendee', c.attendee, 'session', c.session,
        'at', to_char(c.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'device', c.device,
        'device_name', (SELECT d.name FROM kiosk.device d WHERE d.id = c.device), 'undoes', c.undoes, 'offline', c.offline)
    FROM kiosk.check_in c WHERE c.event = mine.id AND c.change > since ORDER BY c.change;
    RETURN QUERY
    SELECT 'conflict', json_build_object('id', k.id, 'attendee', k.attendee, 'resolved', k.resolved,
        'stands', (SELECT count(*) > 1 FROM kiosk.check_in c
                   WHERE c.event = k.event AND c.attendee = k.attendee AND c.place = k.place AND c.undoes IS NULL
                     AND NOT EXISTS (SELECT FROM kiosk.check_in u WHERE u.event = c.event AND u.undoes = c.id OFFSET 0)))
    FROM kiosk.conflict k WHERE k.event = mine.id AND k.change > since;
    RETURN QUERY
    SELECT 'hand', json_build_object('id', h.id, 'topic', h.topic, 'attendee', h.attendee, 'raised', h.raised,
        'at', to_char(h.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'device', h.device,
        'device_name', (SELECT d.name FROM kiosk.device d WHERE d.id = h.device))
    FROM kiosk.hand h
    WHERE h.event = mine.id AND h.change > since
      AND NOT EXISTS (SELECT FROM kiosk.hand l WHERE l.event = h.event AND l.topic = h.topic AND l.attendee = h.attendee
                      AND (l.change, l.position) > (h.change, h.position) OFFSET 0)
    ORDER BY h.change, h.position;
END $$;

-- Begins a change: takes the event's lock until the transaction ends, so that numbers become visible in their order, and
-- wakes the devices when it has.
CREATE OR REPLACE FUNCTION kiosk.begin_change(of_event text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    next_number bigint;
BEGIN
    UPDATE kiosk.event SET last_change = last_change + 1 WHERE id = of_event RETURNING last_change INTO STRICT next_number;
    INSERT INTO kiosk.change (event, number) VALUES (of_event, next_number);
    PERFORM set_config('kiosk.change_' || of_event, next_number::text, true);
    PERFORM pg_notify('kiosk_' || of_event, '');
    -- Over an empty table all indexes are alike. Once there is something in it, everybody plans again; a busy minute is too
    -- short for the server to come to this by itself.
    IF next_number IN (16, 64, 256, 1024, 4096) THEN
        ANALYZE (SKIP_LOCKED) kiosk.change, kiosk.check_in, kiosk.conflict, kiosk.edit, kiosk.hand, kiosk.document;
    END IF;
    RETURN next_number;
END $$;
