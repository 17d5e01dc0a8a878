-- Before a right goes, acts are asked which products ever named it.
CREATE INDEX ix_act_product_recorded ON act (at) WHERE kind = 'ProductRecorded';
