-- What the codes of a batch are for: until now all were for items. A batch of carton codes names the items it stands for; nothing is kept per carton.
ALTER TABLE batch ADD COLUMN kind TEXT NOT NULL DEFAULT 'Items';
ALTER TABLE batch ADD COLUMN items_batch_id TEXT REFERENCES batch (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE batch ADD COLUMN items_per_carton INTEGER;
-- One carton code to an item: two over the same items would be ambiguous.
CREATE UNIQUE INDEX ix_batch_items_batch_id ON batch (items_batch_id);
