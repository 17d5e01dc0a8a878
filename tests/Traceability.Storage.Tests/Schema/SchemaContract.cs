using Microsoft.EntityFrameworkCore;
using Traceability.Storage.Tests.Houses;

namespace Traceability.Storage.Tests.Schema;

/// <summary>A column as the database has it or as the model wants it; <paramref name="KeyOrdinal"/> is its place in the primary key, 0 outside.</summary>
public sealed record Column(string Table, string Name, string Type, bool IsNullable, int KeyOrdinal);

/// <summary>An index; its columns in order, separated by commas.</summary>
public sealed record TableIndex(string Table, string Columns, bool IsUnique);

/// <summary>Migrations are written by hand and the model in C#: they must say the same.</summary>
public abstract class SchemaContract(TestDatabase database)
{
    // Each forbids a doubling that two transactions could otherwise slip past.
    private static readonly TableIndex[] Unique =
    [
        new("account", "account_key", true),
        new("alert", "batch_id,serial,cause", true),
        new("api_key", "secret_sha256", true),
        new("batch", "items_batch_id", true),
        new("batch", "number", true),
        new("batch", "tenant_id,idempotency_key", true),
        new("download", "batch_id,number", true),
        new("invitation", "secret_sha256", true),
        new("ip_right", "tenant_id,kind,number", true),
        new("lot", "tenant_id,name", true),
        new("party", "tenant_id,uscc", true),
        new("person", "user_name", true),
        new("person_passkey", "credential_id", true),
        new("roll", "batch_id,first", true),
        new("roll", "batch_id,name", true),
        new("season", "gi_right_id,name", true),
        new("stock_count", "batch_id,first", true),
    ];

    // Each spares a query of the doors a walk through the table.
    private static readonly TableIndex[] Lookups =
    [
        new("account", "season_id,party_id", false),
        new("act", "shard,id", false),
        new("act", "at", false),
        new("act", "tenant_id,at", false),
        new("alert", "batch_id,serial", false),
        new("alert", "state,opens_at", false),
        new("alert", "tenant_id,state", false),
        new("alert_pattern", "batch_id,cause", false),
        new("api_key", "tenant_id", false),
        new("batch", "lot_id", false),
        new("download", "print_job_id", false),
        new("invitation", "tenant_id", false),
        new("membership", "tenant_id", false),
        new("permission", "right_id,party_id", false),
        new("person_passkey", "person_id", false),
        new("plot", "south,west", false),
        new("plot", "tenant_id", false),
        new("print_job", "state", false),
        new("print_job", "tenant_id,batch_id", false),
        new("product", "tenant_id", false),
        new("reprint", "batch_id", false),
        new("right_state", "right_id", false),
        new("sign_in", "person_id", false),
        new("sign_in_failure", "last_at", false),
    ];

    [Fact]
    public async Task Model_and_migrated_schema_say_the_same()
    {
        using var house = await database.Open();
        using var connection = house.Connect();

        Assert.Equal([], Differences(Model(house), database.Columns(connection)));
    }

    [Theory]
    [InlineData("ALTER TABLE scan DROP COLUMN adcode", "model only: Column { Table = scan, Name = adcode, Type = TEXT, IsNullable = True, KeyOrdinal = 0 }")]
    [InlineData("ALTER TABLE scan ADD COLUMN place TEXT", "schema only: Column { Table = scan, Name = place, Type = TEXT, IsNullable = True, KeyOrdinal = 0 }")]
    [InlineData("CREATE TABLE diary (id TEXT NOT NULL PRIMARY KEY)", "schema only: Column { Table = diary, Name = id, Type = TEXT, IsNullable = False, KeyOrdinal = 1 }")]
    public async Task A_planted_difference_is_seen(string sql, string difference)
    {
        using var house = await database.Open();
        using var connection = house.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();

        Assert.Equal([difference.Replace("Type = TEXT", $"Type = {database.TextType}", StringComparison.Ordinal)], Differences(Model(house), database.Columns(connection)));
    }

    [Fact]
    public async Task A_planted_difference_of_type_nullability_or_key_is_seen()
    {
        using var house = await database.Open();
        var model = Model(house);
        var column = model.First(column => column.KeyOrdinal == 0);

        foreach (var planted in (Column[])[column with { Type = "BLOB" }, column with { IsNullable = !column.IsNullable }, column with { KeyOrdinal = 1 }])
            Assert.Equal(2, Differences(model, [.. model.Select(known => known == column ? planted : known)]).Count);
    }

    [Fact]
    public async Task The_indexes_that_the_code_relies_on_are_there()
    {
        using var house = await database.Open();
        using var connection = house.Connect();
        var indexes = database.Indexes(connection);

        Assert.Equal(Unique, indexes.Where(index => index.IsUnique).OrderBy(index => index.Table, StringComparer.Ordinal).ThenBy(index => index.Columns, StringComparer.Ordinal));
        Assert.Subset(indexes.ToHashSet(), Lookups.ToHashSet());
    }

    private static List<string> Differences(IReadOnlyList<Column> model, IReadOnlyList<Column> schema) =>
        [.. model.Except(schema).Select(column => $"model only: {column}"), .. schema.Except(model).Select(column => $"schema only: {column}")];

    private static List<Column> Model(TestHouse house)
    {
        using var db = house.House.Store.Read(TenantScope.House);
        return
        [
            .. from entity in db.Model.GetEntityTypes()
               from property in entity.GetProperties()
               let key = entity.FindPrimaryKey()!.Properties
               select new Column(
                   entity.GetTableName()!, property.GetColumnName(), property.GetColumnType(), property.IsNullable,
                   key.Select((part, at) => (part, at)).Where(part => part.part == property).Select(part => part.at + 1).SingleOrDefault()),
        ];
    }
}
