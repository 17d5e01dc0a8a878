-- Identifiers are text as the driver writes them, moments are milliseconds since 1970 in UTC, days are yyyy-MM-dd, quantities are whole grams or pieces.
-- References are checked at commit: what one deed writes belongs together, in whatever order its rows arrive.
CREATE TABLE tenant (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    is_demonstration INTEGER NOT NULL,
    created_at INTEGER NOT NULL
);
CREATE TABLE api_key (
    id TEXT NOT NULL PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    secret_sha256 TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
);
CREATE UNIQUE INDEX ix_api_key_secret_sha256 ON api_key (secret_sha256);

CREATE TABLE party (
    id TEXT NOT NULL PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    uscc TEXT NOT NULL,
    kind TEXT NOT NULL,
    adcode TEXT,
    version INTEGER NOT NULL
);
CREATE UNIQUE INDEX ix_party_tenant_id_uscc ON party (tenant_id, uscc);

CREATE TABLE zone (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    file TEXT NOT NULL,
    file_date TEXT NOT NULL,
    datum TEXT NOT NULL,
    boundary_accuracy_metres REAL NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    adcodes TEXT NOT NULL,
    geometry BLOB NOT NULL,
    recorded_at INTEGER NOT NULL
);

-- "right" is a word of SQL.
CREATE TABLE ip_right (
    id TEXT NOT NULL PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    holder_party_id TEXT NOT NULL REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED,
    nice_class INTEGER,
    trademark_kind TEXT,
    gi_regime TEXT,
    standard TEXT,
    filed_on TEXT,
    expires_on TEXT,
    zone_id TEXT REFERENCES zone (id) DEFERRABLE INITIALLY DEFERRED,
    certificate_sha256 TEXT,
    recorded_by TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    checked_by TEXT,
    checked_at INTEGER,
    version INTEGER NOT NULL
);
CREATE UNIQUE INDEX ix_ip_right_tenant_id_kind_number ON ip_right (tenant_id, kind, number);
CREATE TABLE right_state (
    id TEXT NOT NULL PRIMARY KEY,
    right_id TEXT NOT NULL REFERENCES ip_right (id) DEFERRABLE INITIALLY DEFERRED,
    state TEXT NOT NULL,
    effective_on TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    source TEXT NOT NULL,
    as_of TEXT NOT NULL
);
CREATE INDEX ix_right_state_right_id ON right_state (right_id);
CREATE TABLE certificate (
    sha256 TEXT NOT NULL PRIMARY KEY,
    media_type TEXT NOT NULL,
    content BLOB NOT NULL
);
CREATE TABLE permission (
    id TEXT NOT NULL PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    right_id TEXT NOT NULL REFERENCES ip_right (id) DEFERRABLE INITIALLY DEFERRED,
    party_id TEXT NOT NULL REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED,
    document_number TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    withdrawn_on TEXT,
    withdrawn_because TEXT,
    recorded_at INTEGER NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX ix_permission_right_id_party_id ON permission (right_id, party_id);

CREATE TABLE product (
    id TEXT NOT NULL PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    name_en TEXT,
    gtin TEXT,
    trademark_id TEXT REFERENCES ip_right (id) DEFERRABLE INITIALLY DEFERRED,
    gi_right_id TEXT REFERENCES ip_right (id) DEFERRABLE INITIALLY DEFERRED,
    net_content_grams INTEGER,
    design_patent_id TEXT REFERENCES ip_right (id) DEFERRABLE INITIALLY DEFERRED,
    copyright_id TEXT REFERENCES ip_right (id) DEFERRABLE INITIALLY DEFERRED,
    designer TEXT,
    picture_sha256 TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX ix_product_tenant_id ON product (tenant_id);

CREATE TABLE plot (
    id TEXT NOT NULL PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    party_id TEXT NOT NULL REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    datum TEXT NOT NULL,
    accuracy_metres REAL NOT NULL,
    geometry BLOB NOT NULL,
    area_square_metres REAL NOT NULL,
    west REAL NOT NULL,
    south REAL NOT NULL,
    east REAL NOT NULL,
    north REAL NOT NULL,
    recorded_at INTEGER NOT NULL
);
CREATE INDEX ix_plot_tenant_id ON plot (tenant_id);
CREATE INDEX ix_plot_south_west ON plot (south, west);

CREATE TABLE season (
    id TEXT NOT NULL PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    gi_right_id TEXT NOT NULL REFERENCES ip_right (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    yield_cap_grams_per_mu INTEGER NOT NULL,
    processing_yield_per_mille INTEGER NOT NULL,
    closed_at INTEGER
);
CREATE UNIQUE INDEX ix_season_gi_right_id_name ON season (gi_right_id, name);
CREATE TABLE plot_grant (
    season_id TEXT NOT NULL REFERENCES season (id) DEFERRABLE INITIALLY DEFERRED,
    plot_id TEXT NOT NULL REFERENCES plot (id) DEFERRABLE INITIALLY DEFERRED,
    quantity INTEGER NOT NULL,
    zone_id TEXT NOT NULL REFERENCES zone (id) DEFERRABLE INITIALLY DEFERRED,
    verdict TEXT NOT NULL,
    share_inside REAL NOT NULL,
    area_inside_square_metres REAL NOT NULL,
    metres_inside REAL NOT NULL,
    granted_by TEXT NOT NULL,
    granted_at INTEGER NOT NULL,
    PRIMARY KEY (season_id, plot_id)
);

CREATE TABLE account (
    id TEXT NOT NULL PRIMARY KEY,
    account_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    tenant_id TEXT REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    season_id TEXT REFERENCES season (id) DEFERRABLE INITIALLY DEFERRED,
    party_id TEXT REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED,
    plot_id TEXT REFERENCES plot (id) DEFERRABLE INITIALLY DEFERRED,
    transfer_id TEXT,
    lot_id TEXT,
    balance INTEGER NOT NULL
);
CREATE UNIQUE INDEX ix_account_account_key ON account (account_key);
CREATE INDEX ix_account_season_id_party_id ON account (season_id, party_id);
CREATE TABLE movement (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    from_account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
    to_account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    reference TEXT NOT NULL,
    at INTEGER NOT NULL
);
CREATE INDEX ix_movement_from_account_id ON movement (from_account_id);
CREATE INDEX ix_movement_to_account_id ON movement (to_account_id);
CREATE TABLE transfer (
    id TEXT NOT NULL PRIMARY KEY,
    season_id TEXT NOT NULL REFERENCES season (id) DEFERRABLE INITIALLY DEFERRED,
    from_tenant_id TEXT NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    from_party_id TEXT NOT NULL REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED,
    to_tenant_id TEXT NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    to_party_id TEXT NOT NULL REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED,
    quantity INTEGER NOT NULL,
    state TEXT NOT NULL,
    offered_at INTEGER NOT NULL,
    answered_at INTEGER
);

CREATE TABLE lot (
    id TEXT NOT NULL PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    product_id TEXT NOT NULL REFERENCES product (id) DEFERRABLE INITIALLY DEFERRED,
    party_id TEXT NOT NULL REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED,
    season_id TEXT REFERENCES season (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    made_on TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
    zone_id TEXT REFERENCES zone (id) DEFERRABLE INITIALLY DEFERRED,
    origin_verdict TEXT,
    origin_metres_inside REAL
);
CREATE UNIQUE INDEX ix_lot_tenant_id_name ON lot (tenant_id, name);
CREATE TABLE lot_plot (
    lot_id TEXT NOT NULL REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
    plot_id TEXT NOT NULL REFERENCES plot (id) DEFERRABLE INITIALLY DEFERRED,
    quantity INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    share_inside REAL NOT NULL,
    metres_inside REAL NOT NULL,
    PRIMARY KEY (lot_id, plot_id)
);

CREATE TABLE sealing_key (
    symbol TEXT NOT NULL PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    state TEXT NOT NULL,
    compromised_since INTEGER,
    created_at INTEGER NOT NULL
);
-- One row a batch, however many codes it holds.
CREATE TABLE batch (
    id TEXT NOT NULL PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    number INTEGER NOT NULL,
    key_symbol TEXT NOT NULL REFERENCES sealing_key (symbol) DEFERRABLE INITIALLY DEFERRED,
    lot_id TEXT NOT NULL REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
    count INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    state TEXT NOT NULL,
    issued_by TEXT NOT NULL,
    issued_at INTEGER NOT NULL,
    approved_by TEXT,
    approved_at INTEGER,
    idempotency_key TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE UNIQUE INDEX ix_batch_number ON batch (number);
CREATE UNIQUE INDEX ix_batch_tenant_id_idempotency_key ON batch (tenant_id, idempotency_key);
CREATE INDEX ix_batch_lot_id ON batch (lot_id);
CREATE TABLE label_range (
    batch_id TEXT NOT NULL REFERENCES batch (id) DEFERRABLE INITIALLY DEFERRED,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    since INTEGER NOT NULL,
    PRIMARY KEY (batch_id, first)
) WITHOUT ROWID;

-- Tables that grow with scans carry the shard key in every key, so that they can be distributed later.
CREATE TABLE label (
    shard INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    serial INTEGER NOT NULL,
    scan_count INTEGER NOT NULL,
    first_scan_at INTEGER,
    first_scan_adcode TEXT,
    suspicion_reason TEXT,
    suspicion_since INTEGER,
    PRIMARY KEY (shard, batch, serial)
) WITHOUT ROWID;
CREATE TABLE scan (
    shard INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    serial INTEGER NOT NULL,
    scan_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    adcode TEXT,
    PRIMARY KEY (shard, batch, serial, scan_id)
) WITHOUT ROWID;
CREATE TABLE never_issued_day (
    day TEXT NOT NULL PRIMARY KEY,
    count INTEGER NOT NULL
);

CREATE TABLE act (
    shard INTEGER NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    tenant_id TEXT,
    facts TEXT NOT NULL,
    salt BLOB NOT NULL,
    sequence INTEGER,
    PRIMARY KEY (shard, id)
) WITHOUT ROWID;
CREATE INDEX ix_act_unsequenced ON act (shard, id) WHERE sequence IS NULL;

-- Counts every change of facts that a verdict rests on: what is held in memory is good while it stands.
CREATE TABLE facts_version (
    id INTEGER NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL
);
INSERT INTO facts_version (id, version) VALUES (1, 1);
