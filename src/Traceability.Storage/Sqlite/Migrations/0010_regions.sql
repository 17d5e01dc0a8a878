-- To which regions the officers of a tenant are limited; nothing for those who may look everywhere.
ALTER TABLE tenant ADD COLUMN regions TEXT;
-- A dossier tells who changed the ranges of a batch: those acts alone, however many scans stand between them.
CREATE INDEX ix_act_range_changed ON act (tenant_id, at) WHERE kind = 'RangeChanged';
