using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Traceability.Storage.Scans;

namespace Traceability.Storage.Sqlite;

/// <summary>Reads one label by its key with a statement that is prepared once for each connection: a check costs one indexed read.</summary>
internal sealed class SqliteLabelReader(string connectionString)
{
    private readonly ConcurrentBag<Reading> _free = [];
    private readonly string _connectionString = new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString();

    public SeenLabel Read(LabelKey key)
    {
        if (!_free.TryTake(out var reading))
            reading = new Reading(_connectionString);
        try
        {
            var seen = reading.Read(key);
            _free.Add(reading);
            return seen;
        }
        catch
        {
            // A connection that failed once may have seen a file that is there no more.
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
        private readonly SqliteCommand _command;
        private readonly SqliteParameter _shard, _batch, _serial;

        public Reading(string connectionString)
        {
            _connection = new SqliteConnection(connectionString);
            try
            {
                _connection.Open();
                _command = _connection.CreateCommand();
                _command.CommandText = $"""
                    SELECT facts_version.version, {LabelColumns.Names} FROM facts_version LEFT JOIN label ON shard = $shard AND batch = $batch AND serial = $serial WHERE id = 1
                    """;
                (_shard, _batch, _serial) = (Add("$shard"), Add("$batch"), Add("$serial"));
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        public SeenLabel Read(LabelKey key)
        {
            (_shard.Value, _batch.Value, _serial.Value) = (key.Shard, key.Batch, key.Serial);
            using var row = _command.ExecuteReader();
            row.Read();
            return new SeenLabel(row.GetInt64(0), LabelColumns.Read(row, 1, key));
        }

        public void Dispose()
        {
            _command?.Dispose();
            _connection.Dispose();
        }

        private SqliteParameter Add(string name) => _command.Parameters.Add(name, SqliteType.Integer);
    }
}
