-- What is new, written once for all who read it, and a sign of life that touches little: so that a connection on which
-- nothing happens stays small on the hub, and answers quickly when something does. README.md says what it costs.

-- When a device that has all there is and has nothing to send was here, and by how much its clock is ahead; heartbeat has the rest.
-- First, as it waits for all who are sending: each of them has read its own row.
ALTER TABLE kiosk.device ADD COLUMN still_here_at timestamptz, ADD COLUMN clock_ahead_s float8;
-- And no change is half done, so that each has its row in the feed, or is one that the first row stands for.
LOCK TABLE kiosk.event IN EXCLUSIVE MODE;

-- The last changes as they are told: one row for each thing that changed, in the hub's order. What can't be told so says
-- "more": then changes_since() is asked. Devices have no right on it but by news().
CREATE TABLE kiosk.feed (
    event text NOT NULL REFERENCES kiosk.event ON DELETE CASCADE,
    change bigint NOT NULL,
    nth int NOT NULL,                          -- within the change, from 1
    mark text NOT NULL,
    kind text NOT NULL,
    for_doors json,                            -- to devices that check in; NULL: nothing
    for_walls json,                            -- to the others
    PRIMARY KEY (event, change, nth)
);
ALTER TABLE kiosk.feed ENABLE ROW LEVEL SECURITY;
-- Packed once, unpacked by everybody: rather not.
ALTER TABLE kiosk.feed ALTER COLUMN for_doors SET STORAGE EXTERNAL, ALTER COLUMN for_walls SET STORAGE EXTERNAL;

-- It begins with the change that is the last one now: whoever comes from before that asks changes_since().
INSERT INTO kiosk.feed (event, change, nth, mark, kind, for_doors, for_walls)
SELECT c.event, c.number, 1, c.mark, 'more', '{}', '{}' FROM kiosk.event e JOIN kiosk.change c ON c.event = e.id AND c.number = e.last_change;

-- A change of very many rows says that there is more. What lies very many changes back is forgotten.
CREATE FUNCTION kiosk.tell(of_event text, of_change bigint, of_kind text, doors json, walls json) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    most CONSTANT int := 1000;
    kept CONSTANT bigint := 1024;
    told int := (SELECT f.nth FROM kiosk.feed f WHERE f.event = of_event AND f.change = of_change ORDER BY f.nth DESC LIMIT 1);
BEGIN
    IF told > most THEN RETURN; END IF;
    INSERT INTO kiosk.feed (event, change, nth, mark, kind, for_doors, for_walls)
    SELECT of_event, of_change, coalesce(told, 0) + 1, c.mark, CASE WHEN told = most THEN 'more' ELSE of_kind END,
        CASE WHEN told = most THEN '{}' ELSE doors END, CASE WHEN told = most THEN '{}' ELSE walls END
    FROM kiosk.change c WHERE c.event = of_event AND c.number = of_change;
    IF told IS NOT NULL OR of_change % 64 <> 0 THEN RETURN; END IF;
    DELETE FROM kiosk.feed WHERE event = of_event AND change <= of_change - kept;
END $$;

CREATE FUNCTION kiosk.tell_document() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    told CONSTANT json := json_build_object('kind', NEW.kind, 'key', NEW.key, 'gone', NEW.gone, 'content', NEW.content);
BEGIN
    PERFORM kiosk.tell(NEW.event, NEW.change, 'document', told, CASE WHEN NOT NEW.for_doors THEN told END);
    RETURN NULL;
END $$;
CREATE TRIGGER tell AFTER INSERT OR UPDATE ON kiosk.document FOR EACH ROW EXECUTE FUNCTION kiosk.tell_document();

-- Those that are written together are told together, so that what a thousand doors hear is made once: who sent them, and of each
-- [id, attendee, session, at, undoes, offline]. Walls are told how many came into a session, and not who: see heads_since().
CREATE FUNCTION kiosk.tell_check_ins() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM kiosk.tell(n.event, n.change, 'check_ins',
        json_build_object('device', n.device, 'device_name', n.device_name, 'list', n.doors),
        CASE WHEN n.walls IS NOT NULL THEN json_build_object('device', n.device, 'device_name', n.device_name, 'list', n.walls) END)
    FROM (SELECT c.event, c.change, c.device, (SELECT d.name FROM kiosk.device d WHERE d.id = c.device) AS device_name,
              json_agg(json_build_array(c.id, c.attendee, c.session, c.iso, c.undoes, c.offline)) AS doors,
              json_agg(json_build_array(c.id, '', c.session, c.iso, c.undoes, false)) FILTER (WHERE c.session IS NOT NULL) AS walls
          FROM (SELECT *, to_char(f.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS iso FROM fresh f) c
          GROUP BY c.event, c.change, c.device) n;
    RETURN NULL;
END $$;
CREATE TRIGGER tell AFTER INSERT ON kiosk.check_in REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION kiosk.tell_check_ins();

CREATE FUNCTION kiosk.tell_edit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    told CONSTANT json := json_build_object('id', NEW.id, 'content', NEW.content, 'change', NEW.change, 'position', NEW.position);
BEGIN
    PERFORM kiosk.tell(NEW.event, NEW.change, 'edit', told, told);
    RETURN NULL;
END $$;
CREATE TRIGGER tell AFTER INSERT ON kiosk.edit FOR EACH ROW EXECUTE FUNCTION kiosk.tell_edit();

-- When the transaction ends: what it takes back belongs to it.
CREATE FUNCTION kiosk.tell_conflict() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM kiosk.tell(NEW.event, NEW.change, 'conflict',
        json_build_object('id', NEW.id, 'attendee', NEW.attendee, 'resolved', NEW.resolved,
            'stands', (SELECT count(*) > 1 FROM kiosk.check_in c
                       WHERE c.event = NEW.event AND c.attendee = NEW.attendee AND c.place = NEW.place AND c.undoes IS NULL
                         AND NOT EXISTS (SELECT FROM kiosk.check_in u WHERE u.event = c.event AND u.undoes = c.id))), NULL);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER tell AFTER INSERT OR UPDATE ON kiosk.conflict DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION kiosk.tell_conflict();

-- Attendees come by COPY, and of hands only those that stand: once a change it is said that there is more.
CREATE FUNCTION kiosk.tell_of_more() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM kiosk.tell(NEW.event, NEW.change, 'more', '{}', CASE WHEN TG_TABLE_NAME = 'hand' THEN json '{}' END);
    PERFORM set_config('kiosk.told_' || TG_TABLE_NAME || '_' || NEW.event, NEW.change::text, true);
    RETURN NEW;
END $$;
-- After number_change, by their names.
CREATE TRIGGER tell BEFORE INSERT OR UPDATE ON kiosk.attendee FOR EACH ROW
    WHEN (current_setting('kiosk.told_attendee_' || NEW.event, true) IS DISTINCT FROM NEW.change::text) EXECUTE FUNCTION kiosk.tell_of_more();
CREATE TRIGGER tell BEFORE INSERT ON kiosk.hand FOR EACH ROW
    WHEN (current_setting('kiosk.told_hand_' || NEW.event, true) IS DISTINCT FROM NEW.change::text) EXECUTE FUNCTION kiosk.tell_of_more();

-- What changed after a number, for the device that is connected, in no order. The first row of the change with that number
-- is among them: it says that this is the log that the caller knows. No row: ask changes_since(). A row without content is for
-- others. Sub-selects and no order, as joins and sorting are planned with more memory, which a connection keeps.
CREATE FUNCTION kiosk.news(since bigint) RETURNS TABLE (kind text, content json, change bigint, nth int, mark text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off SET jit = off AS $$
    SELECT f.kind, CASE WHEN (SELECT d.checks_in FROM kiosk.device d WHERE d.role = session_user) THEN f.for_doors ELSE f.for_walls END,
        f.change, f.nth, f.mark
    FROM kiosk.feed f
    WHERE f.event = (SELECT d.event FROM kiosk.device d WHERE d.role = session_user AND d.revoked_at IS NULL)
      AND f.change >= since AND (f.change > since OR f.nth = 1)
$$;

-- Whenever PostgreSQL tidies one of these tables by itself, or counts it, all connections plan anew what they ask of it: for a busy
-- minute of many doors that is work for seconds. Plans don't go by what is counted (006), and the rows that change lie in few pages.
ALTER TABLE kiosk.event SET (autovacuum_vacuum_threshold = 100000, autovacuum_analyze_threshold = 100000);
ALTER TABLE kiosk.device SET (autovacuum_vacuum_threshold = 100000, autovacuum_analyze_threshold = 100000);
ALTER TABLE kiosk.heartbeat SET (autovacuum_vacuum_threshold = 100000, autovacuum_analyze_threshold = 100000);
ALTER TABLE kiosk.feed SET (autovacuum_vacuum_threshold = 20000, autovacuum_vacuum_insert_threshold = 100000, autovacuum_analyze_threshold = 100000);
ALTER TABLE kiosk.change SET (autovacuum_vacuum_insert_threshold = 100000, autovacuum_analyze_threshold = 100000);
ALTER TABLE kiosk.check_in SET (autovacuum_vacuum_insert_threshold = 100000, autovacuum_analyze_threshold = 100000);

-- As before, and says what for: check-ins of other doors may wait a moment for more of them.
CREATE OR REPLACE FUNCTION kiosk.begin_change(of_event text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    next_number bigint;
BEGIN
    UPDATE kiosk.event SET last_change = last_change + 1 WHERE id = of_event RETURNING last_change INTO STRICT next_number;
    INSERT INTO kiosk.change (event, number) VALUES (of_event, next_number);
    PERFORM set_config('kiosk.change_' || of_event, next_number::text, true);
    PERFORM pg_notify('kiosk_' || of_event, coalesce(current_setting('kiosk.changes', true), ''));
    -- Over an empty table all indexes are alike. Once there is something in it, everybody plans again; a busy minute is too
    -- short for the server to come to this by itself.
    IF next_number IN (16, 64, 256, 1024) THEN
        ANALYZE (SKIP_LOCKED) kiosk.change, kiosk.check_in, kiosk.conflict, kiosk.edit, kiosk.hand, kiosk.document, kiosk.feed;
    END IF;
    RETURN next_number;
END $$;

CREATE OR REPLACE FUNCTION kiosk.send_check_ins(list json) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
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
    PERFORM set_config('kiosk.changes', 'check-ins', true);
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

-- Its sign of life. Returns the hub's time in seconds since 1970; NULL to a device that is not welcome: contact() says why.
CREATE FUNCTION kiosk.still_here(nonce_before text, next_nonce text, clock_ahead float8) RETURNS float8
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    UPDATE kiosk.device SET nonce = next_nonce, still_here_at = clock_timestamp(), clock_ahead_s = clock_ahead
    WHERE role = session_user AND revoked_at IS NULL AND (nonce = nonce_before OR nonce = next_nonce)
    RETURNING date_part('epoch', still_here_at)
$$;

-- A new epoch is told by contact() alone.
CREATE FUNCTION kiosk.begin_feed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM kiosk.feed WHERE event = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER begin_feed AFTER UPDATE OF epoch ON kiosk.event FOR EACH ROW EXECUTE FUNCTION kiosk.begin_feed();

REVOKE ALL ON FUNCTION kiosk.tell(text, bigint, text, json, json), kiosk.tell_document(), kiosk.tell_check_ins(), kiosk.tell_edit(),
    kiosk.tell_conflict(), kiosk.tell_of_more(), kiosk.begin_feed(), kiosk.news(bigint),
    kiosk.still_here(text, text, float8) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kiosk.news(bigint), kiosk.still_here(text, text, float8) TO kiosk_device;
