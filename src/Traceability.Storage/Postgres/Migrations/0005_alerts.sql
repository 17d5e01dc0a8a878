-- Explained patterns: what fits one is recorded as explained and bothers nobody.
CREATE TABLE alert_pattern (
    id uuid NOT NULL PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    batch_id uuid NOT NULL REFERENCES batch (id) DEFERRABLE INITIALLY DEFERRED,
    cause text COLLATE "C" NOT NULL,
    adcode text COLLATE "C",
    explanation text COLLATE "C" NOT NULL,
    reason text COLLATE "C" NOT NULL,
    alert_id uuid NOT NULL,
    made_by uuid NOT NULL,
    made_at bigint NOT NULL,
    ends_at bigint
);
CREATE INDEX ix_alert_pattern_batch_id ON alert_pattern (batch_id, cause);
-- What the rules tell officers. Of a place it holds the city at most. A serial of 0 stands for the whole batch.
CREATE TABLE alert (
    id uuid NOT NULL PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    batch_id uuid NOT NULL REFERENCES batch (id) DEFERRABLE INITIALLY DEFERRED,
    serial bigint NOT NULL,
    cause text COLLATE "C" NOT NULL,
    raised_at bigint NOT NULL,
    state text COLLATE "C" NOT NULL,
    last_seen_at bigint NOT NULL,
    times_seen bigint NOT NULL,
    evidence text COLLATE "C" NOT NULL,
    metres double precision NOT NULL,
    hours double precision NOT NULL,
    labels bigint NOT NULL,
    taken_back_for text COLLATE "C" NOT NULL,
    opens_at bigint,
    explanation text COLLATE "C",
    pattern_id uuid REFERENCES alert_pattern (id) DEFERRABLE INITIALLY DEFERRED,
    reason text COLLATE "C",
    decided_by uuid,
    decided_at bigint
);
-- One that stands for each label and cause, whoever tells it.
CREATE UNIQUE INDEX ix_alert_standing ON alert (batch_id, serial, cause) WHERE state IN ('Waiting', 'Open');
CREATE INDEX ix_alert_batch_id_serial ON alert (batch_id, serial);
CREATE INDEX ix_alert_tenant_id_state ON alert (tenant_id, state);
CREATE INDEX ix_alert_state_opens_at ON alert (state, opens_at);
DO $$
DECLARE
    guarded text;
BEGIN
    FOREACH guarded IN ARRAY ARRAY['alert', 'alert_pattern']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', guarded);
        EXECUTE format($policy$CREATE POLICY tenant ON %I USING ((SELECT current_setting('traceability.tenant', true)) = ANY (ARRAY['house', tenant_id::text]))$policy$, guarded);
    END LOOP;
END $$;
-- What a producer may declare, for alerts to be judged against: where it works (WGS 84) and how many labels it can use in a day; where and until when a lot is sold.
ALTER TABLE party ADD COLUMN site_longitude double precision;
ALTER TABLE party ADD COLUMN site_latitude double precision;
ALTER TABLE party ADD COLUMN capacity_per_day bigint;
ALTER TABLE lot ADD COLUMN market text COLLATE "C";
ALTER TABLE lot ADD COLUMN sell_by date;
