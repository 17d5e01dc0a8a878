using System.Data.Common;
using System.Globalization;

namespace Traceability.Stories.Faults;

/// <summary>The database of a house under a fault, with the directory that the house keeps beside it. One subclass for each technology; the faults are the same for all.</summary>
internal abstract class HouseDatabase(string directory) : IAsyncDisposable
{
    // In SQL that every technology reads: what no fault may ever leave behind.
    private static readonly (string Sentence, string Count)[] Contradictions =
    [
        ("labels whose count is not that of their confirming scans", """
            SELECT count(*) FROM label WHERE scan_count <> (
                SELECT count(*) FROM scan
                WHERE scan.shard = label.shard AND scan.batch = label.batch AND scan.serial = label.serial AND verdict IN ('FirstScan', 'SeenBefore', 'Suspicious'))
            """),
        ("labels with more than one first scan",
            "SELECT count(*) FROM (SELECT 1 AS one FROM scan WHERE verdict = 'FirstScan' GROUP BY shard, batch, serial HAVING count(*) > 1) AS twice"),
        ("scans of a label that has no row",
            "SELECT count(*) FROM scan WHERE NOT EXISTS (SELECT 1 FROM label WHERE label.shard = scan.shard AND label.batch = scan.batch AND label.serial = scan.serial)"),
        ("scans more or less than the acts of their groups say",
            "SELECT abs((SELECT count(*) FROM scan WHERE act_id IS NOT NULL) - (SELECT coalesce(sum(length(leaves)), 0) / 32 FROM act))"),
    ];

    /// <summary>The technologies that the faults are tried on.</summary>
    public static TheoryData<string> Technologies => ["Sqlite", "Postgres"];

    /// <summary>The embedded one alone: what is tried is the process or its file.</summary>
    public static TheoryData<string> Embedded => ["Sqlite"];

    /// <summary>How many migrations a database has that is up to date.</summary>
    public abstract int Migrations { get; }

    /// <summary>What the house keeps beside its database: keys and the file of the demonstration. The embedded database lies in it too.</summary>
    public string Directory { get; } = directory;

    /// <summary>How a house is told to use this database.</summary>
    public abstract IReadOnlyList<string> Options { get; }

    /// <summary>A database that no house has opened yet.</summary>
    public static HouseDatabase Empty(string technology, string directory) => technology switch
    {
        "Sqlite" => new SqliteFile(directory),
        "Postgres" => PostgresSchema.Empty(directory),
        _ => throw new ArgumentOutOfRangeException(nameof(technology), technology, null),
    };

    /// <summary>The same once more in another directory. No house runs on this one meanwhile.</summary>
    public abstract Task<HouseDatabase> Copy(string directory);

    /// <summary>The same once more, where what it stands on may be broken too: PostgreSQL on a server of its own, that waits for its disk. Processes that others use are left alone.</summary>
    /// <param name="disk">The disk that holds it; none for the usual one.</param>
    public abstract Task<HouseDatabase> CopyApart(Tmpfs? disk = null);

    /// <summary>The processes that write its files and wait for the disk.</summary>
    public abstract IReadOnlyCollection<int> Writers(RunningHouse house);

    /// <summary>The file that what is written now is appended to before anything else.</summary>
    public abstract string Log { get; }

    /// <summary>Holds off every writer until it is disposed, as a foreign process would.</summary>
    public abstract IDisposable Hold();

    /// <summary>Takes the database away from the running house until it is disposed.</summary>
    public abstract Task<IAsyncDisposable> TakeAway();

    /// <summary>Every scan that is stored.</summary>
    public List<Guid> Scans()
    {
        using var connection = Connect();
        using var query = connection.CreateCommand();
        query.CommandText = "SELECT scan_id FROM scan";
        using var rows = query.ExecuteReader();
        var scans = new List<Guid>();
        while (rows.Read())
            scans.Add(rows.GetGuid(0));
        return scans;
    }

    /// <summary>A number that the database tells.</summary>
    public long Number(string sql)
    {
        using var connection = Connect();
        return Number(connection, sql);
    }

    /// <summary>A word that the database tells.</summary>
    public string Word(string sql)
    {
        using var connection = Connect();
        using var query = connection.CreateCommand();
        query.CommandText = sql;
        return $"{query.ExecuteScalar()}";
    }

    /// <summary>What is wrong with it, in sentences; nothing when it is sound.</summary>
    public IReadOnlyList<string> Faults()
    {
        using var connection = Connect();
        return
        [
            .. OwnFaults(connection),
            .. Contradictions.Select(wrong => (wrong.Sentence, Count: Number(connection, wrong.Count))).Where(wrong => wrong.Count != 0).Select(wrong => $"{wrong.Count} {wrong.Sentence}"),
        ];
    }

    /// <summary>Changes it by hand.</summary>
    public void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public virtual ValueTask DisposeAsync()
    {
        System.IO.Directory.Delete(Directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>An open connection that is closed for good when it is disposed.</summary>
    protected abstract DbConnection Connect();

    /// <summary>What the technology's own check finds.</summary>
    protected abstract IEnumerable<string> OwnFaults(DbConnection connection);

    protected static void CopyFiles(string from, string to)
    {
        foreach (var folder in System.IO.Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories).Prepend(from))
            System.IO.Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in System.IO.Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }

    private static long Number(DbConnection connection, string sql)
    {
        using var query = connection.CreateCommand();
        query.CommandText = sql;
        return Convert.ToInt64(query.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
