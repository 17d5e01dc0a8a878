-- Moments are milliseconds since 1970 in UTC, quantities are whole grams or pieces. Text is ordered by its bytes, as in every other database of this service.
-- References are checked at commit: what one deed writes belongs together, in whatever order its rows arrive.
CREATE TABLE tenant (
    id uuid NOT NULL PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    is_demonstration boolean NOT NULL,
    created_at bigint NOT NULL
);
CREATE TABLE api_key (
    id uuid NOT NULL PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    role text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    secret_sha256 text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL,
    revoked_at bigint
);
CREATE UNIQUE INDEX ix_api_key_secret_sha256 ON api_key (secret_sha256);
CREATE TABLE party (
    id uuid NOT NULL PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    name text COLLATE "C" NOT NULL,
    uscc text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    adcode text COLLATE "C",
    version integer NOT NULL
);
CREATE UNIQUE INDEX ix_party_tenant_id_uscc ON party (tenant_id, uscc);
CREATE TABLE zone (
    id uuid NOT NULL PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    source text COLLATE "C" NOT NULL,
    file text COLLATE "C" NOT NULL,
    file_date date NOT NULL,
    datum text COLLATE "C" NOT NULL,
    boundary_accuracy_metres double precision NOT NULL,
    valid_from date,
    valid_to date,
    adcodes text COLLATE "C" NOT NULL,
    geometry bytea NOT NULL,
    recorded_at bigint NOT NULL
);
-- "right" is a word of SQL.
CREATE TABLE ip_right (
    id uuid NOT NULL PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    kind text COLLATE "C" NOT NULL,
    number text COLLATE "C" NOT NULL,
    title text COLLATE "C" NOT NULL,
    holder_party_id uuid NOT NULL REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED,
    nice_class integer,
    trademark_kind text COLLATE "C",
    gi_regime text COLLATE "C",
    standard text COLLATE "C",
    filed_on date,
    expires_on date,
    zone_id uuid REFERENCES zone (id) DEFERRABLE INITIALLY DEFERRED,
    certificate_sha256 text COLLATE "C",
    recorded_by uuid NOT NULL,
    recorded_at bigint NOT NULL,
    checked_by uuid,
    checked_at bigint,
    version integer NOT NULL
);
CREATE UNIQUE INDEX ix_ip_right_tenant_id_kind_number ON ip_right (tenant_id, kind, number);
CREATE TABLE right_state (
    id uuid NOT NULL PRIMARY KEY,
    right_id uuid NOT NULL REFERENCES ip_right (id) DEFERRABLE INITIALLY DEFERRED,
    state text COLLATE "C" NOT NULL,
    effective_on date NOT NULL,
    recorded_at bigint NOT NULL,
    source text COLLATE "C" NOT NULL,
    as_of date NOT NULL
);
CREATE INDEX ix_right_state_right_id ON right_state (right_id);
CREATE TABLE certificate (
    sha256 text COLLATE "C" NOT NULL PRIMARY KEY,
    media_type text COLLATE "C" NOT NULL,
    content bytea NOT NULL
);
CREATE TABLE permission (
    id uuid NOT NULL PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    kind text COLLATE "C" NOT NULL,
    right_id uuid NOT NULL REFERENCES ip_right (id) DEFERRABLE INITIALLY DEFERRED,
    party_id uuid NOT NULL REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED,
    document_number text COLLATE "C" NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    withdrawn_on date,
    withdrawn_because text COLLATE "C",
    recorded_at bigint NOT NULL,
    version integer NOT NULL
);
CREATE INDEX ix_permission_right_id_party_id ON permission (right_id, party_id);
CREATE TABLE product (
    id uuid NOT NULL PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    kind text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    name_en text COLLATE "C",
    gtin text COLLATE "C",
    trademark_id uuid REFERENCES ip_right (id) DEFERRABLE INITIALLY DEFERRED,
    gi_right_id uuid REFERENCES ip_right (id) DEFERRABLE INITIALLY DEFERRED,
    net_content_grams bigint,
    design_patent_id uuid REFERENCES ip_right (id) DEFERRABLE INITIALLY DEFERRED,
    copyright_id uuid REFERENCES ip_right (id) DEFERRABLE INITIALLY DEFERRED,
    designer text COLLATE "C",
    picture_sha256 text COLLATE "C" NOT NULL,
    version integer NOT NULL
);
CREATE INDEX ix_product_tenant_id ON product (tenant_id);
-- The official mark's artwork as the product's owner supplied it; one for each product, printed in black.
CREATE TABLE artwork (
    product_id uuid NOT NULL PRIMARY KEY REFERENCES product (id) DEFERRABLE INITIALLY DEFERRED,
    tenant_id uuid NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    sha256 text COLLATE "C" NOT NULL,
    png bytea NOT NULL
);
CREATE TABLE plot (
    id uuid NOT NULL PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    party_id uuid NOT NULL REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED,
    name text COLLATE "C" NOT NULL,
    datum text COLLATE "C" NOT NULL,
    accuracy_metres double precision NOT NULL,
    geometry bytea NOT NULL,
    area_square_metres double precision NOT NULL,
    west double precision NOT NULL,
    south double precision NOT NULL,
    east double precision NOT NULL,
    north double precision NOT NULL,
    recorded_at bigint NOT NULL
);
CREATE INDEX ix_plot_tenant_id ON plot (tenant_id);
CREATE INDEX ix_plot_south_west ON plot (south, west);
CREATE TABLE season (
    id uuid NOT NULL PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    gi_right_id uuid NOT NULL REFERENCES ip_right (id) DEFERRABLE INITIALLY DEFERRED,
    name text COLLATE "C" NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    yield_cap_grams_per_mu bigint NOT NULL,
    processing_yield_per_mille integer NOT NULL,
    closed_at bigint
);
CREATE UNIQUE INDEX ix_season_gi_right_id_name ON season (gi_right_id, name);
CREATE TABLE plot_grant (
    season_id uuid NOT NULL REFERENCES season (id) DEFERRABLE INITIALLY DEFERRED,
    plot_id uuid NOT NULL REFERENCES plot (id) DEFERRABLE INITIALLY DEFERRED,
    quantity bigint NOT NULL,
    zone_id uuid NOT NULL REFERENCES zone (id) DEFERRABLE INITIALLY DEFERRED,
    verdict text COLLATE "C" NOT NULL,
    share_inside double precision NOT NULL,
    area_inside_square_metres double precision NOT NULL,
    metres_inside double precision NOT NULL,
    granted_by uuid NOT NULL,
    granted_at bigint NOT NULL,
    PRIMARY KEY (season_id, plot_id)
);
CREATE TABLE account (
    id uuid NOT NULL PRIMARY KEY,
    account_key text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    tenant_id uuid REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    season_id uuid REFERENCES season (id) DEFERRABLE INITIALLY DEFERRED,
    party_id uuid REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED,
    plot_id uuid REFERENCES plot (id) DEFERRABLE INITIALLY DEFERRED,
    transfer_id uuid,
    lot_id uuid,
    balance bigint NOT NULL
);
CREATE UNIQUE INDEX ix_account_account_key ON account (account_key);
CREATE INDEX ix_account_season_id_party_id ON account (season_id, party_id);
CREATE TABLE movement (
    id uuid NOT NULL PRIMARY KEY,
    kind text COLLATE "C" NOT NULL,
    from_account_id uuid NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
    to_account_id uuid NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
    quantity bigint NOT NULL CHECK (quantity > 0),
    reference text COLLATE "C" NOT NULL,
    at bigint NOT NULL
);
CREATE INDEX ix_movement_from_account_id ON movement (from_account_id);
CREATE INDEX ix_movement_to_account_id ON movement (to_account_id);
CREATE TABLE transfer (
    id uuid NOT NULL PRIMARY KEY,
    season_id uuid NOT NULL REFERENCES season (id) DEFERRABLE INITIALLY DEFERRED,
    from_tenant_id uuid NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    from_party_id uuid NOT NULL REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED,
    to_tenant_id uuid NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    to_party_id uuid NOT NULL REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED,
    quantity bigint NOT NULL,
    state text COLLATE "C" NOT NULL,
    offered_at bigint NOT NULL,
    answered_at bigint
);
CREATE TABLE lot (
    id uuid NOT NULL PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    product_id uuid NOT NULL REFERENCES product (id) DEFERRABLE INITIALLY DEFERRED,
    party_id uuid NOT NULL REFERENCES party (id) DEFERRABLE INITIALLY DEFERRED,
    season_id uuid REFERENCES season (id) DEFERRABLE INITIALLY DEFERRED,
    name text COLLATE "C" NOT NULL,
    made_on date NOT NULL,
    made_at bigint NOT NULL,
    account_id uuid NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
    zone_id uuid REFERENCES zone (id) DEFERRABLE INITIALLY DEFERRED,
    origin_verdict text COLLATE "C",
    origin_metres_inside double precision
);
CREATE UNIQUE INDEX ix_lot_tenant_id_name ON lot (tenant_id, name);
CREATE TABLE lot_plot (
    lot_id uuid NOT NULL REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
    plot_id uuid NOT NULL REFERENCES plot (id) DEFERRABLE INITIALLY DEFERRED,
    quantity bigint NOT NULL,
    verdict text COLLATE "C" NOT NULL,
    share_inside double precision NOT NULL,
    metres_inside double precision NOT NULL,
    PRIMARY KEY (lot_id, plot_id)
);
CREATE TABLE sealing_key (
    symbol character varying(1) COLLATE "C" NOT NULL PRIMARY KEY,
    fingerprint text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    compromised_since bigint,
    created_at bigint NOT NULL
);
-- One row a batch, however many codes it holds. A batch of carton codes names the items it stands for; nothing is kept per carton.
CREATE TABLE batch (
    id uuid NOT NULL PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    number bigint NOT NULL,
    key_symbol character varying(1) COLLATE "C" NOT NULL REFERENCES sealing_key (symbol) DEFERRABLE INITIALLY DEFERRED,
    lot_id uuid NOT NULL REFERENCES lot (id) DEFERRABLE INITIALLY DEFERRED,
    count bigint NOT NULL,
    quantity bigint NOT NULL,
    state text COLLATE "C" NOT NULL,
    issued_by uuid NOT NULL,
    issued_at bigint NOT NULL,
    approved_by uuid,
    approved_at bigint,
    idempotency_key text COLLATE "C" NOT NULL,
    version integer NOT NULL,
    kind text COLLATE "C" NOT NULL,
    items_batch_id uuid REFERENCES batch (id) DEFERRABLE INITIALLY DEFERRED,
    items_per_carton integer
);
CREATE UNIQUE INDEX ix_batch_number ON batch (number);
CREATE UNIQUE INDEX ix_batch_tenant_id_idempotency_key ON batch (tenant_id, idempotency_key);
CREATE INDEX ix_batch_lot_id ON batch (lot_id);
-- One carton code to an item: two over the same items would be ambiguous.
CREATE UNIQUE INDEX ix_batch_items_batch_id ON batch (items_batch_id);
CREATE TABLE label_range (
    batch_id uuid NOT NULL REFERENCES batch (id) DEFERRABLE INITIALLY DEFERRED,
    first bigint NOT NULL,
    last bigint NOT NULL,
    state text COLLATE "C" NOT NULL,
    reason text COLLATE "C",
    since bigint NOT NULL,
    PRIMARY KEY (batch_id, first)
);
CREATE TABLE roll (
    id uuid NOT NULL PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    batch_id uuid NOT NULL REFERENCES batch (id) DEFERRABLE INITIALLY DEFERRED,
    name text COLLATE "C" NOT NULL,
    first bigint NOT NULL,
    last bigint NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at bigint NOT NULL
);
CREATE UNIQUE INDEX ix_roll_batch_id_name ON roll (batch_id, name);
CREATE UNIQUE INDEX ix_roll_batch_id_first ON roll (batch_id, first);
-- Beside what was counted stands what our records said at that moment: both are evidence, whatever is recorded later.
CREATE TABLE stock_count (
    id uuid NOT NULL PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    batch_id uuid NOT NULL REFERENCES batch (id) DEFERRABLE INITIALLY DEFERRED,
    first bigint NOT NULL,
    last bigint NOT NULL,
    applied bigint NOT NULL,
    spoiled bigint NOT NULL,
    destroyed bigint NOT NULL,
    in_stock bigint NOT NULL,
    recorded_activated bigint NOT NULL,
    recorded_spoiled bigint NOT NULL,
    recorded_withdrawn bigint NOT NULL,
    recorded_retired bigint NOT NULL,
    note text COLLATE "C",
    counted_by uuid NOT NULL,
    counted_at bigint NOT NULL,
    replaced_by uuid REFERENCES stock_count (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX ix_stock_count_standing ON stock_count (batch_id, first) WHERE replaced_by IS NULL;
CREATE TABLE reprint (
    id uuid NOT NULL PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    batch_id uuid NOT NULL REFERENCES batch (id) DEFERRABLE INITIALLY DEFERRED,
    form text COLLATE "C" NOT NULL,
    first bigint NOT NULL,
    last bigint NOT NULL,
    reason text COLLATE "C" NOT NULL,
    asked_by uuid NOT NULL,
    asked_at bigint NOT NULL,
    state text COLLATE "C" NOT NULL,
    answered_by uuid,
    answered_at bigint
);
CREATE INDEX ix_reprint_batch_id ON reprint (batch_id);
CREATE TABLE print_job (
    id uuid NOT NULL PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    batch_id uuid NOT NULL REFERENCES batch (id) DEFERRABLE INITIALLY DEFERRED,
    form text COLLATE "C" NOT NULL,
    first bigint NOT NULL,
    last bigint NOT NULL,
    wish text COLLATE "C" NOT NULL,
    sheet text COLLATE "C",
    reprint_id uuid REFERENCES reprint (id) DEFERRABLE INITIALLY DEFERRED,
    asked_by uuid NOT NULL,
    asked_at bigint NOT NULL,
    state text COLLATE "C" NOT NULL,
    leased_by text COLLATE "C",
    leased_until bigint,
    finished_at bigint,
    failure text COLLATE "C",
    files_gone_at bigint
);
CREATE INDEX ix_print_job_tenant_id_batch_id ON print_job (tenant_id, batch_id);
CREATE INDEX ix_print_job_state ON print_job (state);
-- A row when its file is whole: a job goes on behind its last part.
CREATE TABLE print_part (
    print_job_id uuid NOT NULL REFERENCES print_job (id) DEFERRABLE INITIALLY DEFERRED,
    number integer NOT NULL,
    first bigint NOT NULL,
    last bigint NOT NULL,
    file text COLLATE "C" NOT NULL,
    bytes bigint NOT NULL,
    sha256 text COLLATE "C" NOT NULL,
    PRIMARY KEY (print_job_id, number)
);
-- Every file of labels that leaves the house has a number within its batch.
CREATE TABLE download (
    id uuid NOT NULL PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    batch_id uuid NOT NULL REFERENCES batch (id) DEFERRABLE INITIALLY DEFERRED,
    number integer NOT NULL,
    form text COLLATE "C" NOT NULL,
    first bigint NOT NULL,
    last bigint NOT NULL,
    taken_by uuid NOT NULL,
    taken_at bigint NOT NULL,
    print_job_id uuid REFERENCES print_job (id) DEFERRABLE INITIALLY DEFERRED,
    reprint_id uuid REFERENCES reprint (id) DEFERRABLE INITIALLY DEFERRED,
    labels integer,
    bytes bigint,
    sha256 text COLLATE "C"
);
CREATE UNIQUE INDEX ix_download_batch_id_number ON download (batch_id, number);
CREATE INDEX ix_download_print_job_id ON download (print_job_id);

-- Counts every change of facts that a verdict rests on: what is held in memory is good while it stands. Its row is also the lock under which deeds run one after the other.
CREATE TABLE facts_version (
    id integer NOT NULL PRIMARY KEY,
    version bigint NOT NULL
);
INSERT INTO facts_version (id, version) VALUES (1, 1);
