-- The official mark's artwork as the product's owner supplied it; one for each product, printed in black.
CREATE TABLE artwork (
    product_id TEXT NOT NULL PRIMARY KEY REFERENCES product (id) DEFERRABLE INITIALLY DEFERRED,
    tenant_id TEXT NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    sha256 TEXT NOT NULL,
    png BLOB NOT NULL
);
