-- Shapes for queries over big data, beside the bytes that every decision rests on. Tried at every start; without PostGIS nothing is missed.
DO $$
DECLARE
    postgis text := (SELECT nspname FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'postgis');
    shaped text;
BEGIN
    IF postgis IS NULL THEN
        CREATE EXTENSION postgis;
        postgis := (SELECT nspname FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'postgis');
    END IF;
    FOREACH shaped IN ARRAY ARRAY['zone', 'plot']
    LOOP
        CONTINUE WHEN EXISTS (SELECT FROM pg_attribute WHERE attrelid = quote_ident(shaped)::regclass AND attname = 'shape' AND NOT attisdropped);
        EXECUTE format('ALTER TABLE %I ADD COLUMN shape %I.geometry(Geometry, 4326) GENERATED ALWAYS AS (%I.ST_GeomFromWKB(geometry, 4326)) STORED', shaped, postgis, postgis);
        EXECUTE format('CREATE INDEX ix_%s_shape ON %I USING gist (shape)', shaped, shaped);
    END LOOP;
END $$;
