-- Passkeys of people; a removed one stays, so that what made it makes no second one.
CREATE TABLE person_passkey (
    id uuid NOT NULL PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    name text COLLATE "C" NOT NULL,
    credential_id bytea NOT NULL,
    public_key bytea NOT NULL,
    is_backup_eligible boolean NOT NULL,
    made_at bigint NOT NULL,
    sign_count bigint NOT NULL,
    removed_at bigint
);
CREATE UNIQUE INDEX ix_person_passkey_credential_id ON person_passkey (credential_id);
CREATE INDEX ix_person_passkey_person_id ON person_passkey (person_id);
-- Keys from before may do what their role may.
ALTER TABLE api_key ADD COLUMN scopes text COLLATE "C";
CREATE INDEX ix_api_key_tenant_id ON api_key (tenant_id);
