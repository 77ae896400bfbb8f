-- A machine that its hub doesn't know any more says so on its screen.

-- 0: the hub is a new one, or back from before the pairing. This machine keeps what it has and goes on alone.
ALTER TABLE hub_link ADD COLUMN known INTEGER NOT NULL DEFAULT 1 CHECK (known IN (0, 1));
