-- Every file of labels that leaves the house has a number within its batch.
CREATE TABLE download (
    id TEXT NOT NULL PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    batch_id TEXT NOT NULL REFERENCES batch (id) DEFERRABLE INITIALLY DEFERRED,
    number INTEGER NOT NULL,
    form TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    taken_by TEXT NOT NULL,
    taken_at INTEGER NOT NULL,
    print_job_id TEXT REFERENCES print_job (id) DEFERRABLE INITIALLY DEFERRED,
    reprint_id TEXT REFERENCES reprint (id) DEFERRABLE INITIALLY DEFERRED,
    labels INTEGER,
    bytes INTEGER,
    sha256 TEXT
);
CREATE UNIQUE INDEX ix_download_batch_id_number ON download (batch_id, number);
CREATE INDEX ix_download_print_job_id ON download (print_job_id);
CREATE TABLE reprint (
    id TEXT NOT NULL PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    batch_id TEXT NOT NULL REFERENCES batch (id) DEFERRABLE INITIALLY DEFERRED,
    form TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    reason TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    answered_by TEXT,
    answered_at INTEGER
);
CREATE INDEX ix_reprint_batch_id ON reprint (batch_id);

CREATE TABLE print_job (
    id TEXT NOT NULL PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    batch_id TEXT NOT NULL REFERENCES batch (id) DEFERRABLE INITIALLY DEFERRED,
    form TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    wish TEXT NOT NULL,
    sheet TEXT,
    reprint_id TEXT REFERENCES reprint (id) DEFERRABLE INITIALLY DEFERRED,
    asked_by TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    leased_by TEXT,
    leased_until INTEGER,
    finished_at INTEGER,
    failure TEXT,
    files_gone_at INTEGER
);
CREATE INDEX ix_print_job_tenant_id_batch_id ON print_job (tenant_id, batch_id);
CREATE INDEX ix_print_job_state ON print_job (state);
-- A row when its file is whole: a job goes on behind its last part.
CREATE TABLE print_part (
    print_job_id TEXT NOT NULL REFERENCES print_job (id) DEFERRABLE INITIALLY DEFERRED,
    number INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    file TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (print_job_id, number)
) WITHOUT ROWID;
