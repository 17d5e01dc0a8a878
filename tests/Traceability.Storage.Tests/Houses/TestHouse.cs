using System.Data.Common;
using Traceability.Codes;
using Traceability.Storage.Issuing;

namespace Traceability.Storage.Tests.Houses;

/// <summary>A house with a real database and real key files in a directory of its own, gone with it.</summary>
public sealed class TestHouse : IDisposable
{
    private readonly List<House> _opened = [];

    /// <summary>A place for a house that nobody has opened yet.</summary>
    public TestHouse(TestDatabase database)
    {
        Database = database;
        var connectionString = database.ConnectionString(Directory);
        Settings = new HouseSettings(
            Directory, database.Provider, connectionString, Path.Combine(Root(), "geo", "zones"), "https://zy.example.cn", [], FontFile: null, FourEyesAboveCount: 5_000_000,
            database.OwnerConnectionString(connectionString));
    }

    public TestDatabase Database { get; }

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("house").FullName;

    public HouseSettings Settings { get; }

    public TestClock Clock { get; } = new();

    public House House => _opened[0];

    public static async Task<TestHouse> Open(TestDatabase database)
    {
        var house = new TestHouse(database);
        await house.OpenAgain();
        return house;
    }

    /// <summary>The same database and keys opened once more, as a second process would.</summary>
    public async Task<House> OpenAgain()
    {
        var opened = await House.Open(Settings, Clock, CancellationToken.None);
        lock (_opened)
            _opened.Add(opened);
        return opened;
    }

    public DbConnection Connect() => Database.Connect(Settings.ConnectionString);

    /// <summary>Everything in all tables, row by row: two equal texts are two equal databases.</summary>
    public string Everything()
    {
        using var connection = Connect();
        var tables = Database.Columns(connection).GroupBy(column => column.Table, column => column.Name).OrderBy(table => table.Key, StringComparer.Ordinal);
        return string.Join('\n', tables.SelectMany(table => Rows(connection, table.Key, table)));
    }

    public SourceCode CodeOf(BatchRow batch, uint serial) => House.Keys.Seal.Seal(batch.KeySymbol, batch.Number, serial);

    public void Dispose()
    {
        foreach (var house in _opened)
            house.Dispose();
        Database.Drop(Settings.ConnectionString);
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private static IEnumerable<string> Rows(DbConnection connection, string table, IEnumerable<string> columns)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {string.Join(", ", columns)} FROM {table}";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add($"{table}: " + string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i =>
                reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(reader.GetValue(i), System.Globalization.CultureInfo.InvariantCulture))));
        }

        return rows.Order(StringComparer.Ordinal);
    }

    /// <summary>The root of the repository.</summary>
    public static string Root()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "Traceability.sln")))
            directory = Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return directory;
    }
}

/// <summary>A clock that stands until it is put forward.</summary>
public sealed class TestClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 10, 1, 4, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public DateTimeOffset Pass(TimeSpan span) => _now += span;
}
