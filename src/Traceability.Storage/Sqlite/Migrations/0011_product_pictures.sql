-- Pictures of a product as its owner supplied them, for whoever scans its labels.
CREATE TABLE product_picture (
    product_id TEXT NOT NULL REFERENCES product (id) DEFERRABLE INITIALLY DEFERRED,
    sha256 TEXT NOT NULL,
    tenant_id TEXT NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    number INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (product_id, sha256)
);
