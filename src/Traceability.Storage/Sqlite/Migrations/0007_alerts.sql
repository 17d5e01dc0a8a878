-- Explained patterns: what fits one is recorded as explained and bothers nobody.
CREATE TABLE alert_pattern (
    id TEXT NOT NULL PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    batch_id TEXT NOT NULL REFERENCES batch (id) DEFERRABLE INITIALLY DEFERRED,
    cause TEXT NOT NULL,
    adcode TEXT,
    explanation TEXT NOT NULL,
    reason TEXT NOT NULL,
    alert_id TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    ends_at INTEGER
);
CREATE INDEX ix_alert_pattern_batch_id ON alert_pattern (batch_id, cause);
-- What the rules tell officers. Of a place it holds the city at most. A serial of 0 stands for the whole batch.
CREATE TABLE alert (
    id TEXT NOT NULL PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    batch_id TEXT NOT NULL REFERENCES batch (id) DEFERRABLE INITIALLY DEFERRED,
    serial INTEGER NOT NULL,
    cause TEXT NOT NULL,
    raised_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    last_seen_at INTEGER NOT NULL,
    times_seen INTEGER NOT NULL,
    evidence TEXT NOT NULL,
    metres REAL NOT NULL,
    hours REAL NOT NULL,
    labels INTEGER NOT NULL,
    taken_back_for TEXT NOT NULL,
    opens_at INTEGER,
    explanation TEXT,
    pattern_id TEXT REFERENCES alert_pattern (id) DEFERRABLE INITIALLY DEFERRED,
    reason TEXT,
    decided_by TEXT,
    decided_at INTEGER
);
-- One that stands for each label and cause, whoever tells it.
CREATE UNIQUE INDEX ix_alert_standing ON alert (batch_id, serial, cause) WHERE state IN ('Waiting', 'Open');
CREATE INDEX ix_alert_batch_id_serial ON alert (batch_id, serial);
CREATE INDEX ix_alert_tenant_id_state ON alert (tenant_id, state);
CREATE INDEX ix_alert_state_opens_at ON alert (state, opens_at);
-- What a producer may declare, for alerts to be judged against: where it works (WGS 84) and how many labels it can use in a day; where and until when a lot is sold.
ALTER TABLE party ADD COLUMN site_longitude REAL;
ALTER TABLE party ADD COLUMN site_latitude REAL;
ALTER TABLE party ADD COLUMN capacity_per_day INTEGER;
ALTER TABLE lot ADD COLUMN market TEXT;
ALTER TABLE lot ADD COLUMN sell_by TEXT;
