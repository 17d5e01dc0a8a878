using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;
using static SQLitePCL.raw;

namespace Traceability.Storage.Sqlite;

/// <summary>The write-ahead log of an open database as a file, to be synced beside the connection that writes it.</summary>
/// <remarks>It stays the same file for as long as any connection is open, and no lock of SQLite lies on it that closing a second descriptor would drop.</remarks>
internal sealed partial class SqliteLogFile : IDisposable
{
    private readonly SafeFileHandle _file;

    /// <summary>The log of a connection that has read or written.</summary>
    public SqliteLogFile(SqliteConnection connection)
    {
        try
        {
            _file = File.OpenHandle(connection.DataSource + "-wal", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SqliteException(error.Message, SQLITE_CANTOPEN);
        }
    }

    /// <summary>Answers after all that was written is on the disk; a disk that refuses is a fault like any that SQLite meets.</summary>
    public void Sync()
    {
        if (OperatingSystem.IsWindows())
            RandomAccess.FlushToDisk(_file);
        // The runtime's own call keeps silent when the disk answers with an error.
        else if (Fsync(_file) != 0)
            throw new SqliteException(Marshal.GetLastPInvokeErrorMessage(), SQLITE_IOERR);
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(SafeFileHandle file);
}
