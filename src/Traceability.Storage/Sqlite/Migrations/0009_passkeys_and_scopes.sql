-- Passkeys of people; a removed one stays, so that what made it makes no second one.
CREATE TABLE person_passkey (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    credential_id BLOB NOT NULL,
    public_key BLOB NOT NULL,
    is_backup_eligible INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    sign_count INTEGER NOT NULL,
    removed_at INTEGER
);
CREATE UNIQUE INDEX ix_person_passkey_credential_id ON person_passkey (credential_id);
CREATE INDEX ix_person_passkey_person_id ON person_passkey (person_id);
-- Keys from before may do what their role may.
ALTER TABLE api_key ADD COLUMN scopes TEXT;
CREATE INDEX ix_api_key_tenant_id ON api_key (tenant_id);
