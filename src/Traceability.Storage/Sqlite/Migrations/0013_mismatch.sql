-- Where a second person found a right to differ from its certificate; nothing for one that nobody objected to.
ALTER TABLE ip_right ADD COLUMN mismatch TEXT;
ALTER TABLE ip_right ADD COLUMN mismatch_by TEXT;
ALTER TABLE ip_right ADD COLUMN mismatch_at INTEGER;
