using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Traceability.Storage.Scans;

namespace Traceability.Storage.Sqlite;

/// <summary>Reads one label by its key with a statement that is prepared once for each connection: a check costs one indexed read.</summary>
internal sealed class SqliteLabelReader(string connectionString)
{
    /// <summary>The columns of a label's row behind its key, as <see cref="RowOf"/> reads them.</summary>
    public const string Columns = "scan_count, first_scan_at, first_scan_adcode, suspicion_reason, suspicion_since, label.version, memory, places_until, conflict_since, explained_at";

    private readonly ConcurrentBag<Reading> _free = [];

    public static LabelRow RowOf(SqliteStatement row, int at, LabelKey key) => new(key.Shard, key.Batch, key.Serial)
    {
        ScanCount = row.Number(at),
        FirstScanAt = row.Moment(at + 1),
        FirstScanAdcode = row.Text(at + 2),
        SuspicionReason = row.Text(at + 3),
        SuspicionSince = row.Moment(at + 4),
        Version = row.Number(at + 5),
        Memory = row.Bytes(at + 6),
        PlacesUntil = row.Moment(at + 7),
        ConflictSince = row.Moment(at + 8),
        ExplainedAt = row.Moment(at + 9),
    };

    public SeenLabel Read(LabelKey key)
    {
        if (!_free.TryTake(out var reading))
            reading = new Reading(connectionString);
        try
        {
            var seen = reading.Read(key);
            _free.Add(reading);
            return seen;
        }
        catch
        {
            // A connection that failed once may hold a file that is there no more.
            reading.Dispose();
            throw;
        }
    }

    public void Clear()
    {
        while (_free.TryTake(out var reading))
            reading.Dispose();
    }

    private sealed class Reading : IDisposable
    {
        private readonly SqliteConnection _connection;
        private readonly SqliteStatement _statement;

        public Reading(string connectionString)
        {
            _connection = SqliteEngine.Open(connectionString);
            try
            {
                _statement = new SqliteStatement(_connection, $"""
                    SELECT facts_version.version, {Columns} FROM facts_version LEFT JOIN label ON shard = ? AND batch = ? AND serial = ? WHERE id = 1
                    """);
            }
            catch
            {
                _connection.Dispose();
                throw;
            }
        }

        public SeenLabel Read(LabelKey key)
        {
            if (!_statement.With(key.Shard).With(key.Batch).With(key.Serial).Step())
                throw new InvalidDataException("The counter of changed facts is gone.");
            var seen = new SeenLabel(_statement.Number(0), _statement.IsNull(1) ? null : RowOf(_statement, 1, key));
            _statement.Reset();
            return seen;
        }

        public void Dispose()
        {
            _statement.Dispose();
            _connection.Dispose();
        }
    }
}
