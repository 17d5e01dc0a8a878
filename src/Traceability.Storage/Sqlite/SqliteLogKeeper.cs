using Microsoft.Data.Sqlite;

namespace Traceability.Storage.Sqlite;

/// <summary>
/// Brings what stands in the write-ahead log home into the file while the writer of scans goes on. The log can only begin anew when all of it is home, which under a flood never happens by itself:
/// so when it has grown long the writer is asked to stand still for the little that is left.
/// </summary>
internal sealed class SqliteLogKeeper : IDisposable
{
    // 64 MB of log.
    private const long FramesMax = 16_000;

    // What is written while a pass runs is left to the next: each finds less, and the writer the least.
    private const int PassesBeforeWriter = 3;

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _bringHome;
    private readonly ManualResetEventSlim _isClosing = new();
    private readonly Thread _thread;
    private volatile bool _isLong;

    public SqliteLogKeeper(string connectionString)
    {
        _connection = SqliteEngine.Open(connectionString);
        _bringHome = new SqliteStatement(_connection, "PRAGMA wal_checkpoint(PASSIVE)");
        _thread = new Thread(Run) { IsBackground = true, Name = "Log keeper" };
        _thread.Start();
    }

    /// <summary>The log is so long that the writer should bring the rest home itself before its next group.</summary>
    public bool IsLong => _isLong;

    /// <summary>The writer has.</summary>
    public void IsShort() => _isLong = false;

    public void Dispose()
    {
        _isClosing.Set();
        _thread.Join();
        _bringHome.Dispose();
        _connection.Dispose();
        _isClosing.Dispose();
    }

    private void Run()
    {
        while (!_isClosing.Wait(Every))
        {
            try
            {
                var passes = 0;
                while (FramesAfterPass() > FramesMax && ++passes < PassesBeforeWriter)
                {
                }

                _isLong = passes == PassesBeforeWriter;
            }
            catch (SqliteException)
            {
                // The writer meets the same fault with its next group, and tells it.
            }
        }
    }

    // busy, frames in the log, frames that are home
    private long FramesAfterPass()
    {
        var frames = _bringHome.Step() ? _bringHome.Number(1) : 0;
        _bringHome.Reset();
        return frames;
    }
}
