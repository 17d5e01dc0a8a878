-- Whoever signs in at the desk, and for whom he works.
CREATE TABLE person (
    id uuid NOT NULL PRIMARY KEY,
    user_name text COLLATE "C" NOT NULL,
    display_name text COLLATE "C" NOT NULL,
    password_hash text COLLATE "C" NOT NULL,
    security_stamp uuid NOT NULL,
    made_at bigint NOT NULL
);
CREATE UNIQUE INDEX ix_person_user_name ON person (user_name);
CREATE TABLE membership (
    person_id uuid NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    tenant_id uuid NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    role text COLLATE "C" NOT NULL,
    manages_people boolean NOT NULL,
    made_at bigint NOT NULL,
    PRIMARY KEY (person_id, tenant_id)
);
CREATE INDEX ix_membership_tenant_id ON membership (tenant_id);
CREATE TABLE sign_in (
    id uuid NOT NULL PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    tenant_id uuid NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    security_stamp uuid NOT NULL,
    began_at bigint NOT NULL,
    ended_at bigint
);
CREATE INDEX ix_sign_in_person_id ON sign_in (person_id);
-- By the hash of whatever was typed as a name; gone an hour after the last failure.
CREATE TABLE sign_in_failure (
    name_sha256 text COLLATE "C" NOT NULL PRIMARY KEY,
    count integer NOT NULL,
    last_at bigint NOT NULL,
    wait_until bigint NOT NULL
);
CREATE INDEX ix_sign_in_failure_last_at ON sign_in_failure (last_at);
CREATE TABLE invitation (
    id uuid NOT NULL PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    role text COLLATE "C" NOT NULL,
    manages_people boolean NOT NULL,
    name text COLLATE "C" NOT NULL,
    secret_sha256 text COLLATE "C" NOT NULL,
    made_by uuid REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    made_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    closed_at bigint
);
CREATE UNIQUE INDEX ix_invitation_secret_sha256 ON invitation (secret_sha256);
CREATE INDEX ix_invitation_tenant_id ON invitation (tenant_id);
DO $$
DECLARE
    guarded text;
BEGIN
    FOREACH guarded IN ARRAY ARRAY['membership', 'sign_in', 'invitation']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', guarded);
        EXECUTE format($policy$CREATE POLICY tenant ON %I USING ((SELECT current_setting('traceability.tenant', true)) = ANY (ARRAY['house', tenant_id::text]))$policy$, guarded);
    END LOOP;
END $$;
