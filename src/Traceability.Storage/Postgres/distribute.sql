-- Distributes the tables of this service over a Citus cluster. The operator runs it once, as the owner, with the service's schema first in the search path, after the first start has
-- brought the schema up to date and before there is much data:  psql -v ON_ERROR_STOP=1 -f distribute.sql
-- It was NOT run where this service is built, for want of Citus: it uses documented functions only (create_distributed_table, create_reference_table), and the service's statements keep
-- what these ask for: the shard is in every key, joins are on it, and every other table is small enough to be everywhere. Try it on a copy first, with the contract tests against the
-- coordinator (TRACEABILITY_TEST_POSTGRES). Row-level security on reference tables needs Citus 11 or later.
BEGIN;

-- What deeds write: on every node, so that any of them joins it locally. In the order of their references.
SELECT create_reference_table('tenant');
SELECT create_reference_table('api_key');
SELECT create_reference_table('person');
SELECT create_reference_table('person_passkey');
SELECT create_reference_table('membership');
SELECT create_reference_table('sign_in');
SELECT create_reference_table('sign_in_failure');
SELECT create_reference_table('invitation');
SELECT create_reference_table('party');
SELECT create_reference_table('zone');
SELECT create_reference_table('ip_right');
SELECT create_reference_table('right_state');
SELECT create_reference_table('certificate');
SELECT create_reference_table('permission');
SELECT create_reference_table('product');
SELECT create_reference_table('artwork');
SELECT create_reference_table('product_picture');
SELECT create_reference_table('plot');
SELECT create_reference_table('season');
SELECT create_reference_table('plot_grant');
SELECT create_reference_table('account');
SELECT create_reference_table('movement');
SELECT create_reference_table('transfer');
SELECT create_reference_table('lot');
SELECT create_reference_table('lot_plot');
SELECT create_reference_table('sealing_key');
SELECT create_reference_table('batch');
SELECT create_reference_table('label_range');
SELECT create_reference_table('roll');
SELECT create_reference_table('stock_count');
SELECT create_reference_table('reprint');
SELECT create_reference_table('print_job');
SELECT create_reference_table('print_part');
SELECT create_reference_table('download');
SELECT create_reference_table('alert');
SELECT create_reference_table('alert_pattern');
SELECT create_reference_table('never_issued_day');
SELECT create_reference_table('never_issued_sample');
SELECT create_reference_table('facts_version');

-- What grows with scans: by shard, each label's rows on one node together.
SELECT create_distributed_table('label', 'shard');
SELECT create_distributed_table('scan', 'shard', colocate_with => 'label');
SELECT create_distributed_table('act', 'shard', colocate_with => 'label');

COMMIT;
