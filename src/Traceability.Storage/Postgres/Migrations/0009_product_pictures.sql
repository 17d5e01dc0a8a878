-- Pictures of a product as its owner supplied them, for whoever scans its labels.
CREATE TABLE product_picture (
    product_id uuid NOT NULL REFERENCES product (id) DEFERRABLE INITIALLY DEFERRED,
    sha256 text COLLATE "C" NOT NULL,
    tenant_id uuid NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    number integer NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (product_id, sha256)
);
ALTER TABLE product_picture ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON product_picture USING ((SELECT current_setting('traceability.tenant', true)) = ANY (ARRAY['house', tenant_id::text]));
