-- The wall below the service's own: a row that belongs to one tenant is seen and written by that tenant only, whatever statement asks for it, and by the house itself.
-- A connection that says for whom it works nothing is shown. FORCE: the owner of the tables is no exception.
DO $$
DECLARE
    guarded text;
BEGIN
    FOREACH guarded IN ARRAY ARRAY['api_key', 'party', 'product', 'artwork', 'plot', 'lot', 'batch', 'roll', 'stock_count', 'download', 'reprint', 'print_job']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', guarded);
        EXECUTE format($policy$CREATE POLICY tenant ON %I USING ((SELECT current_setting('traceability.tenant', true)) = ANY (ARRAY['house', tenant_id::text]))$policy$, guarded);
    END LOOP;
END $$;
