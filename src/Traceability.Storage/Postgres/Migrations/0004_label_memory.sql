-- A label remembers its first and its newest scans in its row: where they stood (for 30 days) and the ids by which a repeat is known.
ALTER TABLE label ADD COLUMN memory bytea;
ALTER TABLE label ADD COLUMN places_until bigint;
ALTER TABLE label ADD COLUMN conflict_since bigint;
ALTER TABLE label ADD COLUMN explained_at bigint;
CREATE INDEX ix_label_places_until ON label (places_until) WHERE places_until IS NOT NULL;
