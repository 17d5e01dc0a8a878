-- Scans are written in groups. A group is one act: its leaves are the salted commitments of its scans, in order, and its facts hold their root.
ALTER TABLE act ADD COLUMN leaves BLOB;
-- Counts what happened to a label: whoever writes it names the version that was read.
ALTER TABLE label ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
-- An id that a client gives twice within a day is the same scan; later it is another, so the moment belongs to the key. Scans from before have acts of their own.
CREATE TABLE scan_in_groups (
    shard INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    serial INTEGER NOT NULL,
    scan_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    adcode TEXT,
    salt BLOB,
    act_id TEXT,
    PRIMARY KEY (shard, batch, serial, scan_id, at)
) WITHOUT ROWID;
INSERT INTO scan_in_groups (shard, batch, serial, scan_id, at, verdict, adcode) SELECT shard, batch, serial, scan_id, at, verdict, adcode FROM scan;
DROP TABLE scan;
ALTER TABLE scan_in_groups RENAME TO scan;
-- Some of the codes that were never issued, to look at; no more of a day than the journal keeps.
CREATE TABLE never_issued_sample (
    day TEXT NOT NULL,
    code TEXT NOT NULL,
    at INTEGER NOT NULL,
    adcode TEXT,
    PRIMARY KEY (day, code)
) WITHOUT ROWID;
