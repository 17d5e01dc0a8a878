using System.Data.Common;
using Microsoft.Data.Sqlite;
using Traceability.Storage.Sqlite;

namespace Traceability.Stories.Faults;

/// <summary>The embedded database: a file in the directory of the house.</summary>
internal sealed class SqliteFile(string directory) : HouseDatabase(directory)
{
    public string File => Path.Combine(Directory, SqliteEngine.FileName);

    public override string Log => File + "-wal";

    public override IReadOnlyList<string> Options => [];

    public override int Migrations => SqliteMigrations.Known.Count;

    public override Task<HouseDatabase> Copy(string directory)
    {
        CopyFiles(Directory, directory);
        return Task.FromResult<HouseDatabase>(new SqliteFile(directory));
    }

    public override Task<HouseDatabase> CopyApart(Tmpfs? disk = null) => Copy(disk is null ? FilledHouse.TemporaryDirectory() : Path.Combine(disk.Directory, "house"));

    public override IReadOnlyCollection<int> Writers(RunningHouse house) => [house.Id];

    public override IDisposable Hold()
    {
        var connection = Connect();
        using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN EXCLUSIVE";
        begin.ExecuteNonQuery();
        return connection;
    }

    public override Task<IAsyncDisposable> TakeAway() => Task.FromResult<IAsyncDisposable>(new Away(File));

    protected override DbConnection Connect()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    protected override IEnumerable<string> OwnFaults(DbConnection connection)
    {
        foreach (var check in (string[])["PRAGMA integrity_check", "SELECT \"table\" || ' points at a row that is gone' FROM pragma_foreign_key_check"])
        {
            using var query = connection.CreateCommand();
            query.CommandText = check;
            using var rows = query.ExecuteReader();
            while (rows.Read())
            {
                if (rows.GetString(0) != "ok")
                    yield return rows.GetString(0);
            }
        }
    }

    // The three files belong together: a log beside a foreign file is read into it.
    private sealed class Away : IAsyncDisposable
    {
        private readonly string[] _files;

        public Away(string file)
        {
            _files = [.. ((string[])[file, file + "-wal", file + "-shm"]).Where(System.IO.File.Exists)];
            foreach (var present in _files)
                System.IO.File.Move(present, present + ".away");
        }

        public ValueTask DisposeAsync()
        {
            foreach (var present in _files)
                System.IO.File.Move(present + ".away", present, overwrite: true);
            return ValueTask.CompletedTask;
        }
    }
}
