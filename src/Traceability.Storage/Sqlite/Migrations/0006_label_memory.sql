-- A label remembers its first and its newest scans in its row: where they stood (for 30 days) and the ids by which a repeat is known.
ALTER TABLE label ADD COLUMN memory BLOB;
ALTER TABLE label ADD COLUMN places_until INTEGER;
ALTER TABLE label ADD COLUMN conflict_since INTEGER;
ALTER TABLE label ADD COLUMN explained_at INTEGER;
CREATE INDEX ix_label_places_until ON label (places_until) WHERE places_until IS NOT NULL;
-- Scans lie in the order of their time: writing one touches no page that another day has filled.
CREATE TABLE scan_by_time (
    at INTEGER NOT NULL,
    shard INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    serial INTEGER NOT NULL,
    scan_id TEXT NOT NULL,
    verdict TEXT NOT NULL,
    adcode TEXT,
    salt BLOB,
    act_id TEXT,
    PRIMARY KEY (at, shard, batch, serial, scan_id)
) WITHOUT ROWID;
INSERT INTO scan_by_time (at, shard, batch, serial, scan_id, verdict, adcode, salt, act_id) SELECT at, shard, batch, serial, scan_id, verdict, adcode, salt, act_id FROM scan ORDER BY at;
-- By label are found those that their label has forgotten.
CREATE TABLE forgotten_scan (
    shard INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    serial INTEGER NOT NULL,
    scan_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    PRIMARY KEY (shard, batch, serial, scan_id, at)
) WITHOUT ROWID;
INSERT INTO forgotten_scan (shard, batch, serial, scan_id, at, verdict) SELECT shard, batch, serial, scan_id, at, verdict FROM scan;
DROP TABLE scan;
ALTER TABLE scan_by_time RENAME TO scan;
