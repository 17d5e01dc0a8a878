-- What the codes of a batch are for: until now all were for items.
ALTER TABLE batch ADD COLUMN kind TEXT NOT NULL DEFAULT 'Items';
