-- Tables that grow with scans carry the shard key in every key and join on it only, so that they can be distributed (../distribute.sql). No tenant owns them.
-- A label changes with each scan: room in its page keeps the change there.
CREATE TABLE label (
    shard integer NOT NULL,
    batch bigint NOT NULL,
    serial bigint NOT NULL,
    scan_count bigint NOT NULL,
    first_scan_at bigint,
    first_scan_adcode text COLLATE "C",
    suspicion_reason text COLLATE "C",
    suspicion_since bigint,
    version bigint NOT NULL,
    PRIMARY KEY (shard, batch, serial)
) WITH (fillfactor = 80);

-- One partition for each month of UTC, made ahead; what falls outside of those that are made is kept all the same.
CREATE TABLE scan (
    shard integer NOT NULL,
    batch bigint NOT NULL,
    serial bigint NOT NULL,
    scan_id uuid NOT NULL,
    at bigint NOT NULL,
    verdict text COLLATE "C" NOT NULL,
    adcode text COLLATE "C",
    salt bytea,
    act_id uuid,
    PRIMARY KEY (shard, batch, serial, scan_id, at)
) PARTITION BY RANGE (at);
CREATE TABLE scan_default PARTITION OF scan DEFAULT;

-- A group of scans is one act: its leaves are the salted commitments of its scans, in order, and its facts hold their root.
CREATE TABLE act (
    shard integer NOT NULL,
    id uuid NOT NULL,
    kind text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    tenant_id uuid,
    facts text COLLATE "C" NOT NULL,
    salt bytea NOT NULL,
    sequence bigint,
    leaves bytea,
    PRIMARY KEY (shard, id)
);
CREATE INDEX ix_act_unsequenced ON act (shard, id) WHERE sequence IS NULL;

-- Codes that were never issued: a counter and some of them to look at; no more of a day than the journal keeps.
CREATE TABLE never_issued_day (
    day date NOT NULL PRIMARY KEY,
    count bigint NOT NULL
);
CREATE TABLE never_issued_sample (
    day date NOT NULL,
    code text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    adcode text COLLATE "C",
    PRIMARY KEY (day, code)
);

-- The first moment of a month of UTC, and the month of a moment.
CREATE FUNCTION scan_month_starts(month date) RETURNS bigint LANGUAGE sql IMMUTABLE
RETURN (extract(epoch FROM month::timestamp) * 1000)::bigint;
CREATE FUNCTION scan_month_of(moment bigint) RETURNS date LANGUAGE sql IMMUTABLE
RETURN date_trunc('month', to_timestamp(moment / 1000) AT TIME ZONE 'UTC')::date;

-- Makes the partitions of the month of a moment and of some months ahead, and of every earlier month that has scans outside of partitions, which move there.
-- The service may call it though it owns nothing. Whoever calls it at once with another waits; a scan waits no longer than an empty partition takes.
CREATE FUNCTION make_scan_months(moment bigint, months_ahead integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '3s' AS $$
DECLARE
    month date;
    part text;
    made integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(format('%I.scan', current_schema()), 0));
    FOR month IN
        SELECT (scan_month_of(moment) + make_interval(months => n))::date FROM generate_series(0, months_ahead) n
        UNION SELECT scan_month_of(at) FROM scan_default WHERE at < scan_month_starts(scan_month_of(moment))
        ORDER BY 1
    LOOP
        part := to_char(month, '"scan_"YYYY_MM');
        CONTINUE WHEN to_regclass(quote_ident(part)) IS NOT NULL;
        EXECUTE format('CREATE TABLE %I (LIKE scan)', part);
        LOCK TABLE ONLY scan IN SHARE UPDATE EXCLUSIVE MODE;
        LOCK TABLE scan_default IN ACCESS EXCLUSIVE MODE;
        EXECUTE format('WITH strays AS (DELETE FROM scan_default WHERE at >= $1 AND at < $2 RETURNING *) INSERT INTO %I SELECT * FROM strays', part)
            USING scan_month_starts(month), scan_month_starts((month + interval '1 month')::date);
        EXECUTE format('ALTER TABLE scan ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)',
            part, scan_month_starts(month), scan_month_starts((month + interval '1 month')::date));
        made := made + 1;
    END LOOP;
    RETURN made;
END $$;

-- Retention: drops the months that ended before a moment, and answers how many partitions went. For the owner only.
CREATE FUNCTION drop_scan_months(before bigint) RETURNS integer
LANGUAGE plpgsql SET search_path FROM CURRENT SET lock_timeout = '10s' AS $$
DECLARE
    part text;
    dropped integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(format('%I.scan', current_schema()), 0));
    FOR part IN
        SELECT relname FROM pg_inherits JOIN pg_class ON oid = inhrelid
        WHERE inhparent = 'scan'::regclass AND relname ~ '^scan_\d{4}_\d{2}$' AND relname < to_char(scan_month_of(before), '"scan_"YYYY_MM') COLLATE "C"
    LOOP
        EXECUTE format('DROP TABLE %I', part);
        dropped := dropped + 1;
    END LOOP;
    DELETE FROM scan_default WHERE at < scan_month_starts(scan_month_of(before));
    RETURN dropped;
END $$;
REVOKE ALL ON FUNCTION make_scan_months, drop_scan_months FROM PUBLIC;
