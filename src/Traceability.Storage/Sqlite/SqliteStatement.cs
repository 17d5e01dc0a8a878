using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace Traceability.Storage.Sqlite;

/// <summary>A statement that is prepared once and run for every scan: it binds and reads without an object for each value.</summary>
/// <remarks>Values are written as the driver of EF Core writes them: identifiers as upper-case text, moments as milliseconds.</remarks>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;
    private int _bound;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _connection = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        Check(sqlite3_prepare_v3(_connection, sql, SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <summary>Binds the next parameter.</summary>
    public SqliteStatement With(long value)
    {
        Check(sqlite3_bind_int64(_statement, ++_bound, value));
        return this;
    }

    /// <inheritdoc cref="With(long)" />
    public SqliteStatement With(DateTimeOffset? moment)
    {
        Check(moment is { } at ? sqlite3_bind_int64(_statement, ++_bound, at.ToUnixTimeMilliseconds()) : sqlite3_bind_null(_statement, ++_bound));
        return this;
    }

    /// <inheritdoc cref="With(long)" />
    public SqliteStatement With(string? text)
    {
        Check(text is null ? sqlite3_bind_null(_statement, ++_bound) : sqlite3_bind_text(_statement, ++_bound, text));
        return this;
    }

    /// <inheritdoc cref="With(long)" />
    public SqliteStatement With(ReadOnlySpan<byte> bytes)
    {
        Check(sqlite3_bind_blob(_statement, ++_bound, bytes));
        return this;
    }

    /// <inheritdoc cref="With(long)" />
    public SqliteStatement With(Guid id)
    {
        Span<byte> text = stackalloc byte[36];
        id.TryFormat(text, out _);
        foreach (ref var letter in text)
            letter = letter >= (byte)'a' ? (byte)(letter - 32) : letter;
        Check(sqlite3_bind_text(_statement, ++_bound, text));
        return this;
    }

    /// <summary>Runs to the end and answers how many rows it changed.</summary>
    public int Run()
    {
        while (Step())
        {
            // A pragma answers with a row.
        }

        return sqlite3_changes(_connection);
    }

    /// <summary>The next row; false at the end, when the statement is ready to be bound again.</summary>
    public bool Step()
    {
        var result = sqlite3_step(_statement);
        if (result == SQLITE_ROW)
            return true;
        Reset();
        Check(result == SQLITE_DONE ? SQLITE_OK : result);
        return false;
    }

    /// <summary>Leaves the remaining rows alone.</summary>
    public void Reset()
    {
        _bound = 0;
        sqlite3_reset(_statement);
    }

    /// <summary>True when the column holds nothing.</summary>
    public bool IsNull(int column) => sqlite3_column_type(_statement, column) == SQLITE_NULL;

    /// <summary>A number.</summary>
    public long Number(int column) => sqlite3_column_int64(_statement, column);

    /// <summary>A text, or nothing.</summary>
    public string? Text(int column) => IsNull(column) ? null : sqlite3_column_text(_statement, column).utf8_to_string();

    /// <summary>Bytes, or nothing.</summary>
    public byte[]? Bytes(int column) => IsNull(column) ? null : sqlite3_column_blob(_statement, column).ToArray();

    /// <summary>A moment, or nothing.</summary>
    public DateTimeOffset? Moment(int column) => IsNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(Number(column));

    public void Dispose() => _statement.Dispose();

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _connection);
}
