-- Whoever signs in at the desk, and for whom he works.
CREATE TABLE person (
    id TEXT NOT NULL PRIMARY KEY,
    user_name TEXT NOT NULL,
    display_name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    security_stamp TEXT NOT NULL,
    made_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX ix_person_user_name ON person (user_name);
CREATE TABLE membership (
    person_id TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    tenant_id TEXT NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    role TEXT NOT NULL,
    manages_people INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, tenant_id)
);
CREATE INDEX ix_membership_tenant_id ON membership (tenant_id);
CREATE TABLE sign_in (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    tenant_id TEXT NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    security_stamp TEXT NOT NULL,
    began_at INTEGER NOT NULL,
    ended_at INTEGER
);
CREATE INDEX ix_sign_in_person_id ON sign_in (person_id);
-- By the hash of whatever was typed as a name; gone an hour after the last failure.
CREATE TABLE sign_in_failure (
    name_sha256 TEXT NOT NULL PRIMARY KEY,
    count INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    wait_until INTEGER NOT NULL
);
CREATE INDEX ix_sign_in_failure_last_at ON sign_in_failure (last_at);
CREATE TABLE invitation (
    id TEXT NOT NULL PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenant (id) DEFERRABLE INITIALLY DEFERRED,
    role TEXT NOT NULL,
    manages_people INTEGER NOT NULL,
    name TEXT NOT NULL,
    secret_sha256 TEXT NOT NULL,
    made_by TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    made_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    closed_at INTEGER
);
CREATE UNIQUE INDEX ix_invitation_secret_sha256 ON invitation (secret_sha256);
CREATE INDEX ix_invitation_tenant_id ON invitation (tenant_id);
