-- The hub: what all screens of an event share. PostgreSQL 15 and 17. README.md says why each thing is as it is.
-- `kiosk hub init` runs the steps, each in a transaction; they only go forward.
-- Devices have no right on any table but to read what the policies below let through; they write by the functions at the
-- end. Every function that has more rights than its caller has a fixed search_path, so that no caller slips in other
-- tables, and takes the device from session_user, so that none speaks for another.

-- What every device may do, and what a pairing code may do. Roles are of the whole cluster: another hub may have made them.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'kiosk_device') THEN CREATE ROLE kiosk_device NOLOGIN; END IF;
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'kiosk_pairing') THEN CREATE ROLE kiosk_pairing NOLOGIN; END IF;
END $$;

CREATE TABLE kiosk.event (
    id text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{32}$'),
    name text NOT NULL,
    epoch text NOT NULL,                     -- of this life of the hub; hub init on a restored hub begins another
    last_change bigint NOT NULL DEFAULT 0    -- its row lock puts all changes of the event in one order
);

-- One row a transaction that changed something. The mark is random: who remembers number and mark notices when this log
-- is another one than it was, as after the return to a backup.
CREATE TABLE kiosk.change (
    event text NOT NULL REFERENCES kiosk.event ON DELETE CASCADE,
    number bigint NOT NULL,
    mark text NOT NULL DEFAULT left(replace(gen_random_uuid()::text, '-', ''), 16),
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (event, number)
);

CREATE TABLE kiosk.device (
    id text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{32}$'),
    event text NOT NULL REFERENCES kiosk.event ON DELETE CASCADE,
    role text UNIQUE,                        -- it logs in as; NULL: the hub itself
    name text NOT NULL,
    screen text NOT NULL DEFAULT 'lobby' CHECK (screen IN ('lobby', 'room', 'check-in')),
    room text,
    checks_in boolean NOT NULL DEFAULT false,  -- reads sealed attendees, sends check-ins
    edits boolean NOT NULL DEFAULT true,       -- sends changes made by hand
    nonce text NOT NULL DEFAULT '',            -- the machine that shows it is the one that was here last
    copies_refused int NOT NULL DEFAULT 0,
    added_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz,
    wiped_at timestamptz                       -- it said that it has deleted its attendees
);
CREATE UNIQUE INDEX device_by_name ON kiosk.device (event, name) WHERE revoked_at IS NULL;

-- What devices say of themselves; apart from the device, as it changes all the time and is no change of the event.
CREATE TABLE kiosk.heartbeat (
    device text PRIMARY KEY REFERENCES kiosk.device ON DELETE CASCADE,
    at timestamptz NOT NULL,
    version text NOT NULL,
    unsent int NOT NULL,
    clock_error_s double precision,            -- its clock is ahead by
    data_age_s double precision
) WITH (fillfactor = 50);

-- A code that pairs one machine once.
CREATE TABLE kiosk.pairing (
    role text PRIMARY KEY,
    event text NOT NULL REFERENCES kiosk.event ON DELETE CASCADE,
    name text NOT NULL,
    screen text NOT NULL,
    room text,
    checks_in boolean NOT NULL,
    edits boolean NOT NULL,
    hash_key_box bytea,                        -- sealed with the code's secret, which the hub has never seen
    ends_at timestamptz NOT NULL
);

-- The programme, and what doors need besides the attendees: rows of the SQLite tables as JSON, the table's name as kind.
-- So a new column needs no new hub, and an older screen takes what it knows.
CREATE TABLE kiosk.document (
    event text NOT NULL REFERENCES kiosk.event ON DELETE CASCADE,
    kind text NOT NULL,
    key text NOT NULL,                         -- of the row, a JSON array
    for_doors boolean NOT NULL DEFAULT false,  -- only devices that check in may read it
    content text NOT NULL,
    gone boolean NOT NULL DEFAULT false,
    change bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (event, kind, key)
);
CREATE INDEX document_by_change ON kiosk.document (event, change);

-- What a door needs to judge a ticket. What only the organiser can open stays on the organiser's machine.
CREATE TABLE kiosk.attendee (
    event text NOT NULL REFERENCES kiosk.event ON DELETE CASCADE,
    id text NOT NULL,
    place bytea NOT NULL,                      -- order of the first sync: the code's hash, those without one last
    digest bytea NOT NULL,                     -- of all that follows
    code_hash bytea,
    state text NOT NULL,
    revoked_by_hand boolean NOT NULL,
    ticket_type text NOT NULL,
    valid_from text,
    valid_until text,
    ticket_public bytea,
    ticket_box bytea,                          -- opened by the ticket's own code
    sessions text,                             -- JSON array; NULL: all
    gone boolean NOT NULL DEFAULT false,
    change bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (event, id)
);
CREATE INDEX attendee_by_place ON kiosk.attendee (event, place);
CREATE INDEX attendee_by_change ON kiosk.attendee (event, change);

-- Who came in, and what was taken back. Only ever appended to; the id is made by the device.
CREATE TABLE kiosk.check_in (
    event text NOT NULL REFERENCES kiosk.event ON DELETE CASCADE,
    id text NOT NULL,
    attendee text NOT NULL,
    session text,                              -- NULL: the entrance
    at timestamptz NOT NULL,                   -- by the device's clock, put right by what it knew of its error
    device text NOT NULL REFERENCES kiosk.device,
    undoes text,
    place text NOT NULL,                       -- what a ticket admits to once: the session, or the entrance and its day
    offline boolean NOT NULL,                  -- the device did not have the hub when it answered
    clock_error_s double precision,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    change bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (event, id)
);
CREATE INDEX check_in_by_change ON kiosk.check_in (event, change);
CREATE INDEX check_in_by_place ON kiosk.check_in (event, attendee, place);
CREATE INDEX check_in_by_undone ON kiosk.check_in (event, undoes) WHERE undoes IS NOT NULL;

-- What was changed by hand, in the hub's order: the later one counts, all are kept.
CREATE TABLE kiosk.edit (
    event text NOT NULL REFERENCES kiosk.event ON DELETE CASCADE,
    id text NOT NULL,
    device text NOT NULL REFERENCES kiosk.device,
    content text NOT NULL,                     -- the row of the SQLite table as JSON
    change bigint NOT NULL DEFAULT 0,
    position int NOT NULL,                     -- within the change
    PRIMARY KEY (event, id)
);
CREATE INDEX edit_by_change ON kiosk.edit (event, change, position);

-- Tickets that were let in twice at one place. Open while two of their check-ins stand and nobody has settled it.
CREATE TABLE kiosk.conflict (
    event text NOT NULL REFERENCES kiosk.event ON DELETE CASCADE,
    id text NOT NULL,
    attendee text NOT NULL,
    place text NOT NULL,
    resolved text CHECK (resolved IN ('allow', 'deny')),
    resolved_at timestamptz,
    change bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (event, id),
    UNIQUE (event, attendee, place)
);
CREATE INDEX conflict_by_change ON kiosk.conflict (event, change);

-- Begins a change: takes the event's lock until the transaction ends, so that numbers become visible in their order, and
-- wakes the devices when it has.
CREATE FUNCTION kiosk.begin_change(of_event text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    next_number bigint;
BEGIN
    UPDATE kiosk.event SET last_change = last_change + 1 WHERE id = of_event RETURNING last_change INTO STRICT next_number;
    INSERT INTO kiosk.change (event, number) VALUES (of_event, next_number);
    PERFORM set_config('kiosk.change_' || of_event, next_number::text, true);
    PERFORM pg_notify('kiosk_' || of_event, '');
    RETURN next_number;
END $$;

-- Numbers whatever is written, by whoever.
CREATE FUNCTION kiosk.number_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    begun text := current_setting('kiosk.change_' || NEW.event, true);
BEGIN
    NEW.change := CASE WHEN begun <> '' THEN begun::bigint ELSE kiosk.begin_change(NEW.event) END;
    RETURN NEW;
END $$;
CREATE TRIGGER number_change BEFORE INSERT OR UPDATE ON kiosk.document FOR EACH ROW EXECUTE FUNCTION kiosk.number_change();
CREATE TRIGGER number_change BEFORE INSERT OR UPDATE ON kiosk.attendee FOR EACH ROW EXECUTE FUNCTION kiosk.number_change();
CREATE TRIGGER number_change BEFORE INSERT ON kiosk.check_in FOR EACH ROW EXECUTE FUNCTION kiosk.number_change();
CREATE TRIGGER number_change BEFORE INSERT ON kiosk.edit FOR EACH ROW EXECUTE FUNCTION kiosk.number_change();
CREATE TRIGGER number_change BEFORE INSERT OR UPDATE ON kiosk.conflict FOR EACH ROW EXECUTE FUNCTION kiosk.number_change();

CREATE FUNCTION kiosk.refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only ever appended to', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER stays BEFORE UPDATE ON kiosk.check_in FOR EACH ROW EXECUTE FUNCTION kiosk.refuse_rewriting();
CREATE TRIGGER stays BEFORE UPDATE ON kiosk.edit FOR EACH ROW EXECUTE FUNCTION kiosk.refuse_rewriting();

-- The device that is connected; nothing once it is revoked, which ends its rights within connections that stand, too.
CREATE FUNCTION kiosk.my_event() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT event FROM kiosk.device WHERE role = session_user AND revoked_at IS NULL $$;

CREATE FUNCTION kiosk.i_check_in() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT coalesce((SELECT checks_in FROM kiosk.device WHERE role = session_user AND revoked_at IS NULL), false) $$;

-- The device that is connected, for what needs a right.
CREATE FUNCTION kiosk.me_allowed(what text) RETURNS kiosk.device
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me kiosk.device;
BEGIN
    SELECT * INTO me FROM kiosk.device WHERE role = session_user AND revoked_at IS NULL;
    IF me.id IS NULL OR (what = 'check in' AND NOT me.checks_in) OR (what = 'edit' AND NOT me.edits) THEN
        RAISE EXCEPTION 'this device may not %', what USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN me;
END $$;

ALTER TABLE kiosk.event ENABLE ROW LEVEL SECURITY;
ALTER TABLE kiosk.change ENABLE ROW LEVEL SECURITY;
ALTER TABLE kiosk.device ENABLE ROW LEVEL SECURITY;
ALTER TABLE kiosk.heartbeat ENABLE ROW LEVEL SECURITY;
ALTER TABLE kiosk.pairing ENABLE ROW LEVEL SECURITY;
ALTER TABLE kiosk.document ENABLE ROW LEVEL SECURITY;
ALTER TABLE kiosk.attendee ENABLE ROW LEVEL SECURITY;
ALTER TABLE kiosk.check_in ENABLE ROW LEVEL SECURITY;
ALTER TABLE kiosk.edit ENABLE ROW LEVEL SECURITY;
ALTER TABLE kiosk.conflict ENABLE ROW LEVEL SECURITY;

-- The sub-selects are evaluated once a statement, not once a row.
CREATE POLICY mine ON kiosk.event FOR SELECT TO kiosk_device USING (id = (SELECT kiosk.my_event()));
CREATE POLICY mine ON kiosk.change FOR SELECT TO kiosk_device USING (event = (SELECT kiosk.my_event()));
CREATE POLICY mine ON kiosk.device FOR SELECT TO kiosk_device USING (event = (SELECT kiosk.my_event()));
CREATE POLICY mine ON kiosk.document FOR SELECT TO kiosk_device
    USING (event = (SELECT kiosk.my_event()) AND (NOT for_doors OR (SELECT kiosk.i_check_in())));
CREATE POLICY mine ON kiosk.attendee FOR SELECT TO kiosk_device
    USING (event = (SELECT kiosk.my_event()) AND (SELECT kiosk.i_check_in()));
CREATE POLICY mine ON kiosk.check_in FOR SELECT TO kiosk_device
    USING (event = (SELECT kiosk.my_event()) AND (SELECT kiosk.i_check_in()));
CREATE POLICY mine ON kiosk.edit FOR SELECT TO kiosk_device USING (event = (SELECT kiosk.my_event()));
CREATE POLICY mine ON kiosk.conflict FOR SELECT TO kiosk_device
    USING (event = (SELECT kiosk.my_event()) AND (SELECT kiosk.i_check_in()));

GRANT USAGE ON SCHEMA kiosk TO kiosk_device, kiosk_pairing;
GRANT SELECT ON kiosk.event, kiosk.change, kiosk.document, kiosk.attendee, kiosk.check_in, kiosk.edit, kiosk.conflict TO kiosk_device;
GRANT SELECT (id, event, name) ON kiosk.device TO kiosk_device;

-- A sign of life. Tells whether this machine is still the device: "welcome", "revoked", or "copied" when another machine
-- with the same key was here in between.
--
-- said: nonce, next_nonce (the one to show next time), version, unsent, clock_error_s, data_age_s, change (the last it has)
CREATE FUNCTION kiosk.contact(said json) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me kiosk.device;
BEGIN
    SELECT * INTO me FROM kiosk.device WHERE role = session_user FOR UPDATE;
    IF me.id IS NULL OR me.revoked_at IS NOT NULL THEN RETURN json_build_object('state', 'revoked'); END IF;
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

-- A revoked device says that it has deleted its attendees; it need not come again.
CREATE FUNCTION kiosk.wiped() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ UPDATE kiosk.device SET wiped_at = now() WHERE role = session_user AND revoked_at IS NOT NULL $$;

-- Looks for tickets that stand as let in twice, by different devices; opens a settled one again when another comes.
CREATE FUNCTION kiosk.find_conflicts(of_event text, ids text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO kiosk.conflict (event, id, attendee, place)
    SELECT DISTINCT c.event, encode(substr(sha256(convert_to(c.attendee || ' ' || c.place, 'UTF8')), 1, 6), 'hex'), c.attendee, c.place
    FROM kiosk.check_in c
    WHERE c.event = of_event AND c.id = ANY (ids) AND c.undoes IS NULL
      AND NOT EXISTS (SELECT FROM kiosk.check_in u WHERE u.event = c.event AND u.undoes = c.id)
      AND EXISTS (SELECT FROM kiosk.check_in o
                  WHERE o.event = c.event AND o.attendee = c.attendee AND o.place = c.place AND o.device <> c.device
                    AND o.undoes IS NULL
                    AND NOT EXISTS (SELECT FROM kiosk.check_in u WHERE u.event = o.event AND u.undoes = o.id))
    ON CONFLICT (event, attendee, place) DO UPDATE SET resolved = NULL, resolved_at = NULL;
    -- One that an undoing has ended is told to the devices again.
    UPDATE kiosk.conflict k SET resolved = k.resolved
    WHERE k.event = of_event AND (k.attendee, k.place) IN (
        SELECT c.attendee, c.place FROM kiosk.check_in c JOIN kiosk.check_in u ON u.event = c.event AND u.undoes = c.id
        WHERE u.event = of_event AND u.id = ANY (ids));
$$;

-- Takes check-ins in: id, attendee, session, at, undoes, place, offline, clock_error_s each. What is there already stays,
-- whoever sends it. Returns how many were new.
CREATE FUNCTION kiosk.send_check_ins(list json) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me kiosk.device := kiosk.me_allowed('check in');
    fresh text[];
BEGIN
    IF NOT EXISTS (SELECT FROM json_to_recordset(list) AS x(id text)
                   WHERE NOT EXISTS (SELECT FROM kiosk.check_in c WHERE c.event = me.event AND c.id = x.id)) THEN
        RETURN 0;
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
CREATE FUNCTION kiosk.send_edits(list json) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me kiosk.device := kiosk.me_allowed('edit');
    written int;
BEGIN
    IF NOT EXISTS (SELECT FROM json_to_recordset(list) AS x(id text)
                   WHERE NOT EXISTS (SELECT FROM kiosk.edit c WHERE c.event = me.event AND c.id = x.id)) THEN
        RETURN 0;
    END IF;
    PERFORM kiosk.begin_change(me.event);
    INSERT INTO kiosk.edit (event, id, device, content, position)
    SELECT me.event, x.value ->> 'id', me.id, x.value ->> 'content', x.ordinality
    FROM json_array_elements(list) WITH ORDINALITY AS x
    ON CONFLICT (event, id) DO NOTHING;
    GET DIAGNOSTICS written = ROW_COUNT;
    RETURN written;
END $$;

-- For screens that may not know who came in: how many did. The check-ins of sessions, without the attendee.
CREATE FUNCTION kiosk.heads_since(since bigint) RETURNS SETOF json
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT json_build_object('id', c.id, 'attendee', '', 'session', c.session,
        'at', to_char(c.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'device', c.device, 'device_name', d.name, 'undoes', c.undoes)
    FROM kiosk.check_in c JOIN kiosk.device d ON d.id = c.device
    WHERE c.event = kiosk.my_event() AND NOT kiosk.i_check_in() AND c.session IS NOT NULL AND c.change > since
    ORDER BY c.change
$$;

-- All that changed after a number, as the caller may see it, in one statement and so on one state of the hub. The first
-- row says how far it goes. Attendees are only counted: they come by COPY.
CREATE FUNCTION kiosk.changes_since(since bigint) RETURNS TABLE (kind text, content json)
LANGUAGE sql STABLE AS $$
    SELECT 'reached', json_build_object('change', e.last_change, 'epoch', e.epoch,
        'mark', (SELECT mark FROM kiosk.change c WHERE c.event = e.id AND c.number = e.last_change),
        'attendees', (SELECT count(*) FROM kiosk.attendee a WHERE a.event = e.id AND a.change > since))
    FROM kiosk.event e
    UNION ALL
    (SELECT 'document', json_build_object('kind', d.kind, 'key', d.key, 'gone', d.gone, 'content', d.content)
     FROM kiosk.document d WHERE d.change > since AND (since > 0 OR NOT d.gone) ORDER BY d.change)
    UNION ALL
    (SELECT 'check_in', json_build_object('id', c.id, 'attendee', c.attendee, 'session', c.session,
        'at', to_char(c.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'device', c.device, 'device_name', d.name,
        'undoes', c.undoes, 'offline', c.offline)
     FROM kiosk.check_in c JOIN kiosk.device d ON d.id = c.device WHERE c.change > since ORDER BY c.change)
    UNION ALL
    SELECT 'check_in', h FROM kiosk.heads_since(since) AS h
    UNION ALL
    (SELECT 'edit', json_build_object('id', e.id, 'content', e.content, 'change', e.change, 'position', e.position)
     FROM kiosk.edit e WHERE e.change > since ORDER BY e.change, e.position)
    UNION ALL
    SELECT 'conflict', json_build_object('id', k.id, 'attendee', k.attendee, 'resolved', k.resolved,
        'stands', (SELECT count(*) > 1 FROM kiosk.check_in c
                   WHERE c.event = k.event AND c.attendee = k.attendee AND c.place = k.place AND c.undoes IS NULL
                     AND NOT EXISTS (SELECT FROM kiosk.check_in u WHERE u.event = c.event AND u.undoes = c.id)))
    FROM kiosk.conflict k WHERE k.change > since
$$;

-- Makes the machine that has the code a device. It has made its key itself: the hub gets the SCRAM verifier alone.
CREATE FUNCTION kiosk.pair(device_id text, verifier text, first_nonce text) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    code kiosk.pairing;
    login text := 'kiosk_' || device_id;
BEGIN
    DELETE FROM kiosk.pairing WHERE role = session_user AND ends_at > clock_timestamp() RETURNING * INTO code;
    IF code.role IS NULL THEN
        RAISE EXCEPTION 'this pairing code was used already or is too old' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF device_id !~ '^[0-9a-f]{32}$' OR verifier !~ '^SCRAM-SHA-256\$[0-9]+:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$' THEN
        RAISE EXCEPTION 'this is no device' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L IN ROLE kiosk_device', login, verifier);
    INSERT INTO kiosk.device (id, event, role, name, screen, room, checks_in, edits, nonce)
    VALUES (device_id, code.event, login, code.name, code.screen, code.room, code.checks_in, code.edits, first_nonce);
    EXECUTE format('ALTER ROLE %I NOLOGIN', code.role);
    RETURN json_build_object('role', login, 'event', code.event, 'name', code.name, 'screen', code.screen, 'room', code.room,
        'checks_in', code.checks_in, 'hash_key_box', encode(code.hash_key_box, 'hex'));
END $$;

-- Settles a ticket that was let in twice. "deny" takes back all its check-ins at that place but the first.
CREATE FUNCTION kiosk.resolve(of_event text, conflict_id text, verdict text) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found_one kiosk.conflict;
BEGIN
    UPDATE kiosk.conflict SET resolved = verdict, resolved_at = now() WHERE event = of_event AND id = conflict_id
    RETURNING * INTO found_one;
    IF found_one.id IS NULL THEN RETURN false; END IF;
    IF verdict = 'deny' THEN
        INSERT INTO kiosk.check_in (event, id, attendee, session, at, device, undoes, place, offline)
        SELECT c.event, encode(substr(sha256(convert_to('undo ' || c.id, 'UTF8')), 1, 16), 'hex'), c.attendee, c.session,
               date_trunc('second', now()), of_event, c.id, c.place, false
        FROM (SELECT *, row_number() OVER (ORDER BY at, id) AS nth FROM kiosk.check_in x
              WHERE x.event = of_event AND x.attendee = found_one.attendee AND x.place = found_one.place AND x.undoes IS NULL
                AND NOT EXISTS (SELECT FROM kiosk.check_in u WHERE u.event = x.event AND u.undoes = x.id)) c
        WHERE c.nth > 1
        ON CONFLICT (event, id) DO NOTHING;
    END IF;
    RETURN true;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA kiosk FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kiosk.my_event(), kiosk.i_check_in(), kiosk.contact(json), kiosk.wiped(), kiosk.send_check_ins(json),
    kiosk.send_edits(json), kiosk.heads_since(bigint), kiosk.changes_since(bigint) TO kiosk_device;
GRANT EXECUTE ON FUNCTION kiosk.pair(text, text, text) TO kiosk_pairing;
