-- What the codes of a batch are for: until now all were for items. A batch of carton codes names the items it stands for; nothing is kept per carton.
ALTER TABLE batch ADD COLUMN kind TEXT NOT NULL DEFAULT 'Items';
ALTER TABLE batch ADD COLUMN items_batch_id TEXT REFERENCES batch (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE batch ADD COLUMN items_per_carton INTEGER;
-- One carton code to an item: two over the same items would be ambiguous.
CREATE UNIQUE INDEX ix_batch_items_batch_id ON batch (items_batch_id);

CREATE TABLE roll (
    id TEXT NOT NULL PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    batch_id TEXT NOT NULL REFERENCES batch (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX ix_roll_batch_id_name ON roll (batch_id, name);
CREATE UNIQUE INDEX ix_roll_batch_id_first ON roll (batch_id, first);
-- Beside what was counted stands what our records said at that moment: both are evidence, whatever is recorded later.
CREATE TABLE stock_count (
    id TEXT NOT NULL PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    batch_id TEXT NOT NULL REFERENCES batch (id) DEFERRABLE INITIALLY DEFERRED,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    applied INTEGER NOT NULL,
    spoiled INTEGER NOT NULL,
    destroyed INTEGER NOT NULL,
    in_stock INTEGER NOT NULL,
    recorded_activated INTEGER NOT NULL,
    recorded_spoiled INTEGER NOT NULL,
    recorded_withdrawn INTEGER NOT NULL,
    recorded_retired INTEGER NOT NULL,
    note TEXT,
    counted_by TEXT NOT NULL,
    counted_at INTEGER NOT NULL,
    replaced_by TEXT REFERENCES stock_count (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX ix_stock_count_standing ON stock_count (batch_id, first) WHERE replaced_by IS NULL;
