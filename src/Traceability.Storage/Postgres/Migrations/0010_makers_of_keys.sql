-- Whose key it is counts where a second person is asked for; keys from before count for themselves.
ALTER TABLE api_key ADD COLUMN made_by uuid;
