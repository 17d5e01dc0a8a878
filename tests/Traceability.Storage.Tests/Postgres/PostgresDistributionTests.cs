using System.Text.RegularExpressions;
using Traceability.Storage.Tests.Houses;

namespace Traceability.Storage.Tests.Postgres;

/// <summary>The script that distributes the tables over a cluster: Citus is not to be had here, but what it names can be checked.</summary>
public sealed partial class PostgresDistributionTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [Fact]
    public async Task Every_table_of_the_model_is_named_once_and_distributed_when_its_keys_hold_the_shard()
    {
        using var house = await database.Open();
        using var connection = house.Connect();
        var tables = database.Columns(connection).GroupBy(column => column.Table).ToList();
        var script = File.ReadAllText(Path.Combine(TestHouse.Root(), "src", "Traceability.Storage", "Postgres", "distribute.sql"));
        var named = Call().Matches(script).Select(call => (Table: call.Groups["table"].Value, IsDistributed: call.Groups["how"].Value == "distributed")).ToList();

        Assert.Equal(tables.Select(table => table.Key).Order(StringComparer.Ordinal), named.Select(name => name.Table).Order(StringComparer.Ordinal));
        Assert.Equal(
            tables.Where(table => table.Any(column => column is { Name: "shard", KeyOrdinal: > 0 })).Select(table => table.Key).Order(StringComparer.Ordinal),
            named.Where(name => name.IsDistributed).Select(name => name.Table).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^SELECT create_(?<how>distributed|reference)_table\('(?<table>\w+)'(?:, 'shard'(?:, colocate_with => 'label')?)?\);$", RegexOptions.Multiline)]
    private static partial Regex Call();
}
