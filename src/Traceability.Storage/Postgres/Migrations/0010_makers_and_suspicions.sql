-- Whose key it is counts where a second person is asked for; keys from before count for themselves.
ALTER TABLE api_key ADD COLUMN made_by uuid;
-- A dossier tells who marked its label.
CREATE INDEX ix_act_suspicion_changed ON act (at) WHERE kind = 'SuspicionChanged';
