-- The day a lot was harvested, as its maker tells it; nothing for apparel and where nothing was told.
ALTER TABLE lot ADD COLUMN harvested_on date;
