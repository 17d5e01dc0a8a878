using System.Globalization;
using System.Text;
using Npgsql;
using Traceability.Codes;
using Traceability.Storage.Postgres;
using Traceability.Storage.Scans;
using Traceability.Storage.Tests.Houses;

namespace Traceability.Storage.Tests.Postgres;

/// <summary>Scans lie in one partition for each month of UTC: made ahead, gone whole, and never in the way of a scan.</summary>
public sealed class PostgresScanMonthTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private static readonly DateTimeOffset October = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_month_that_runs_and_some_ahead_are_made_at_the_start()
    {
        using var house = await database.Open();

        Assert.Equal("scan_2026_10,scan_2026_11,scan_2026_12,scan_2027_01,scan_default", Partitions(house));
        Engine(house).Prepare(October.AddMonths(1).AddMilliseconds(-1));
        Assert.Equal("scan_2026_10,scan_2026_11,scan_2026_12,scan_2027_01,scan_default", Partitions(house));
        Engine(house).Prepare(October.AddMonths(1));
        Assert.Equal("scan_2026_10,scan_2026_11,scan_2026_12,scan_2027_01,scan_2027_02,scan_default", Partitions(house));
    }

    // The last millisecond of a month and the first of the next, across the turn of a year; and what no partition was made for.
    [Theory]
    [InlineData("2026-10-31T23:59:59.999Z", "scan_2026_10")]
    [InlineData("2026-11-01T00:00:00.000Z", "scan_2026_11")]
    [InlineData("2026-12-31T23:59:59.999Z", "scan_2026_12")]
    [InlineData("2027-01-01T00:00:00.000Z", "scan_2027_01")]
    [InlineData("2027-02-01T00:00:00.000Z", "scan_default")]
    [InlineData("2026-09-30T23:59:59.999Z", "scan_default")]
    public async Task A_scan_lies_in_its_month_and_none_is_refused(string at, string partition)
    {
        using var house = await database.Open();
        await Scan(house, await Sow(house), DateTimeOffset.Parse(at, CultureInfo.InvariantCulture));

        Assert.Equal(partition, Scalar(house, "SELECT tableoid::regclass::text FROM scan"));
    }

    [Fact]
    public async Task Scans_that_came_before_their_month_was_made_move_into_it_and_keep_their_receipts()
    {
        using var house = await database.Open();
        var code = await Sow(house);
        foreach (var at in (DateTimeOffset[])[October.AddMonths(-5), October.AddMonths(4), October.AddMonths(9)])
            await Scan(house, code, at);
        var before = house.Everything();

        Engine(house).Prepare(October.AddMonths(4));

        Assert.Equal(before, house.Everything());
        // The month behind is made because it has a scan; the one ahead is not reached yet.
        Assert.Equal("scan_2026_05,scan_2027_02,scan_default", Scalar(house, "SELECT string_agg(tableoid::regclass::text, ',' ORDER BY at) FROM scan"));
    }

    [Fact]
    public async Task Many_that_prepare_at_once_beside_scans_make_each_month_once_and_lose_nothing()
    {
        using var house = await database.Open();
        var code = await Sow(house);
        var preparing = Enumerable.Range(1, 12).Select(i => Task.Run(() => Engine(house).Prepare(October.AddMonths(2 * i))));
        var scanning = Enumerable.Range(1, 100).Select(i => Patience.Sent(async () =>
        {
            await Scan(house, code, October.AddDays(7 * i));
            return true;
        }));

        await Task.WhenAll([.. preparing, .. scanning]);

        Assert.Equal("100", Scalar(house, "SELECT count(*) FROM scan"));
        Engine(house).Prepare(October.AddMonths(24));
        Assert.Equal("0", Scalar(house, "SELECT count(*) FROM scan_default"));
    }

    [Fact]
    public async Task A_question_about_the_last_day_opens_no_older_month()
    {
        using var house = await database.Open();
        Engine(house).Prepare(October.AddMonths(6));

        var plan = Plan(house, $"SELECT at FROM scan WHERE shard = 1 AND batch = 1 AND serial = 1 AND scan_id = gen_random_uuid() AND at >= {October.AddMonths(6).ToUnixTimeMilliseconds()}");

        Assert.DoesNotContain("scan_2026_10", plan);
        Assert.DoesNotContain("scan_2027_03", plan);
        Assert.Contains("scan_2027_04", plan);
        Assert.Contains("scan_default", plan);
    }

    [Fact]
    public async Task Retention_drops_whole_months_that_ended_before_the_moment_and_no_other()
    {
        using var house = await database.Open();
        var code = await Sow(house);
        foreach (var at in (DateTimeOffset[])[October.AddMonths(-2), October.AddDays(3), October.AddMonths(1).AddMilliseconds(-1), October.AddMonths(1), October.AddMonths(20)])
            await Scan(house, code, at);

        Assert.Equal("0", Scalar(house, $"SELECT drop_scan_months({October.AddMilliseconds(-1).AddMonths(-1).ToUnixTimeMilliseconds()})"));
        Assert.Equal("5", Scalar(house, "SELECT count(*) FROM scan"));
        // A moment within November ends October, and August, for which there never was a partition.
        Assert.Equal("1", Scalar(house, $"SELECT drop_scan_months({October.AddMonths(1).AddDays(10).ToUnixTimeMilliseconds()})"));
        Assert.Equal("2", Scalar(house, "SELECT count(*) FROM scan"));
        Assert.Equal("scan_2026_11,scan_2026_12,scan_2027_01,scan_default", Partitions(house));
        await Scan(house, code, October.AddDays(5));
    }

    private PostgresEngine Engine(TestHouse house) => (PostgresEngine)database.Engine(house.Settings.ConnectionString);

    private static string Plan(TestHouse house, string sql)
    {
        using var connection = (NpgsqlConnection)house.Connect();
        using var command = new NpgsqlCommand("EXPLAIN " + sql, connection);
        using var lines = command.ExecuteReader();
        var plan = new StringBuilder();
        while (lines.Read())
            plan.AppendLine(lines.GetString(0));
        return plan.ToString();
    }

    private static async Task<SourceCode> Sow(TestHouse house) => house.CodeOf((await Seed.Sow(house.House, "甲")).Batch, 1);

    private static Task Scan(TestHouse house, SourceCode code, DateTimeOffset at) =>
        house.House.Scans.Append(code, null, Guid.CreateVersion7(at), null, ScanWitness.Unknown, at, CancellationToken.None);

    private static string Partitions(TestHouse house) =>
        Scalar(house, "SELECT string_agg(inhrelid::regclass::text, ',' ORDER BY inhrelid::regclass::text COLLATE \"C\") FROM pg_inherits WHERE inhparent = 'scan'::regclass");

    private static string Scalar(TestHouse house, string sql)
    {
        using var connection = (NpgsqlConnection)house.Connect();
        using var command = new NpgsqlCommand(sql, connection);
        return $"{command.ExecuteScalar()}";
    }
}
