using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Traceability.Codes;
using Traceability.Desk;
using Traceability.Standalone;
using Traceability.Storage;
using Traceability.Storage.Issuing;

namespace Traceability.Benchmarks;

/// <summary>What a million codes cost: one batch row over the API against a row for each code by EF Core and by a prepared SQLite statement; and the press file.</summary>
internal static class IssueLines
{
    private const int Million = 1_000_000;
    private const int EfRows = 20_000;
    private const int RawRows = 200_000;
    private const int Rounds = 3;

    public static IEnumerable<Line> Measure() => MeasureAsync().GetAwaiter().GetResult();

    private static async Task<List<Line>> MeasureAsync()
    {
        var directory = Directory.CreateTempSubdirectory("traceability-issue-").FullName;
        var configuration = new ConfigurationManager { ["Traceability:DataDirectory"] = directory };
        var settings = HouseSettings.Read(configuration);
        await Demonstration.FillIfEmpty(settings, "https://zy.example.cn", TimeProvider.System, CancellationToken.None);
        using var house = await House.Open(settings, TimeProvider.System, CancellationToken.None);
        await using var desk = DeskDoor.Build([], house, "http://127.0.0.1:0", "https://zy.example.cn");
        await desk.StartAsync();
        await DemonstrationFile.Write(house, "https://zy.example.cn", desk.Urls.First(), CancellationToken.None);

        using var demo = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(directory, "demo.json")));
        var lot = demo.RootElement.GetProperty("lots").EnumerateArray().MaxBy(each => each.GetProperty("remainingAllowance").GetInt64()).GetProperty("id").GetGuid();
        using var producer = new DemonstrationCaller(desk.Urls.First(), demo.RootElement.GetProperty("apiKeys").GetProperty("producer").GetString());

        // The first issue of a process pays for compiling everything; labels are issued all day.
        await producer.Post("/api/v1/batches", new { lotId = lot, count = 1 }, "warm");
        var before = Size(settings);
        var started = Stopwatch.GetTimestamp();
        var id = (await producer.Post("/api/v1/batches", new { lotId = lot, count = Million }, "million")).GetProperty("id").GetGuid();
        var issueSeconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var grown = Size(settings) - before;

        await using var db = house.Store.Read(TenantScope.House);
        var batch = await db.Batches.SingleAsync(row => row.Id == id);
        var ascii = new byte[RawRows * SourceCode.Length];
        house.Keys.Seal.SealRange(batch.KeySymbol, batch.Number, 1, RawRows, ascii);
        string Code(int index) => Encoding.ASCII.GetString(ascii, index * SourceCode.Length, SourceCode.Length);

        double ef = 0, raw = 0;
        var peers = Line.MedianSeconds(Rounds,
            () => ef = EfRowsOf(directory, EfRows, Code),
            () => raw = RawRowsOf(directory, RawRows, Code));
        if (ef != EfRows || raw != RawRows)
            throw new InvalidOperationException("A peer did not store the codes of this batch.");

        var csv = await PressFile(producer, id, house, batch);
        var codesPerSecond = Million / issueSeconds;
        await desk.StopAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
        return
        [
            new("issue 1,000,000 codes over the API", issueSeconds * 1000, "ms", $"EF Core rows at {EfRows / peers[0]:#,0}/s", codesPerSecond / (EfRows / peers[0]), 1000, issueSeconds < 1),
            new("the same", codesPerSecond, "codes/s", $"prepared SQLite rows at {RawRows / peers[1]:#,0}/s", codesPerSecond / (RawRows / peers[1]), Million, codesPerSecond >= Million),
            new("database growth for 1,000,000 codes", grown, "bytes", "20 bytes a code", grown / (20.0 * Million), 100_000, grown <= 100_000),
            .. csv,
        ];
    }

    // One streamed download; a naive writer seals and formats row by row and must give the same bytes.
    private static async Task<List<Line>> PressFile(DemonstrationCaller producer, Guid id, House house, BatchRow batch)
    {
        const int naiveRows = 20_000;
        byte[] naive = [];
        long bytes = 0;
        var seconds = Line.MedianSeconds(Rounds,
            () => bytes = producer.CountBytes($"/api/v1/batches/{id}/labels.csv").GetAwaiter().GetResult(),
            () => naive = Naive(house, batch, naiveRows));
        var part = await producer.GetFile($"/api/v1/batches/{id}/labels.csv?from=1&count={naiveRows}");
        if (!Columns(part).SequenceEqual(Columns(naive)))
            throw new InvalidOperationException("The press file and its naive peer differ.");

        var (rows, naiveRowsPerSecond) = (Million / seconds[0], naiveRows / seconds[1]);
        // Buffers are pooled by now: whatever a further download leaves behind would grow with every download.
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await producer.CountBytes($"/api/v1/batches/{id}/labels.csv");
        var kept = Math.Max(0, GC.GetTotalMemory(forceFullCollection: true) - before);
        return
        [
            new("press CSV over HTTP", rows, "rows/s", $"row by row at {naiveRowsPerSecond:#,0}/s", rows / naiveRowsPerSecond, 300_000, rows >= 300_000),
            new($"memory kept by one more download of {bytes / 1_000_000} MB", kept, "bytes", "one download", (double)kept / bytes, bytes / 100.0, kept < bytes / 100),
        ];
    }

    private static byte[] Naive(House house, BatchRow batch, int count)
    {
        var text = new StringBuilder("seq,url,code,serial\r\n");
        for (var serial = 1u; serial <= count; serial++)
        {
            var code = house.Keys.Seal.Seal(batch.KeySymbol, batch.Number, serial);
            text.Append(CultureInfo.InvariantCulture, $"{serial},HTTPS://ZY.EXAMPLE.CN/01/06900000000014/21/{code},{code.Printed},{serial}\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static IEnumerable<string> Columns(byte[] csv) =>
        Encoding.UTF8.GetString(csv).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(row => string.Join(',', row.Split(',').Take(4).Select(cell => cell.Trim('"'))));

    private static long Size(HouseSettings settings)
    {
        using var connection = new SqliteConnection(settings.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        command.ExecuteNonQuery();
        return new FileInfo(connection.DataSource).Length;
    }

    private static double EfRowsOf(string directory, int count, Func<int, string> code)
    {
        var file = Fresh(directory, "ef.db");
        using var db = new RowPerCode(new DbContextOptionsBuilder<RowPerCode>().UseSqlite($"Data Source={file};Pooling=False").Options);
        db.Database.EnsureCreated();
        for (var i = 0; i < count; i++)
            db.Codes.Add(new CodeRow { Code = code(i) });
        db.SaveChanges();
        return db.Codes.Count(row => row.Code.Length == SourceCode.Length);
    }

    private static double RawRowsOf(string directory, int count, Func<int, string> code)
    {
        var file = Fresh(directory, "raw.db");
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE code (code TEXT PRIMARY KEY) WITHOUT ROWID";
        command.ExecuteNonQuery();
        using var transaction = connection.BeginTransaction();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO code VALUES ($code)";
        var parameter = command.Parameters.Add("$code", SqliteType.Text);
        command.Prepare();
        for (var i = 0; i < count; i++)
        {
            parameter.Value = code(i);
            command.ExecuteNonQuery();
        }

        transaction.Commit();
        command.Transaction = null;
        command.CommandText = "SELECT count(*) FROM code WHERE length(code) = 20";
        command.Parameters.Clear();
        return Convert.ToDouble(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static string Fresh(string directory, string name)
    {
        var file = Path.Combine(directory, name);
        foreach (var old in Directory.GetFiles(directory, name + "*"))
            File.Delete(old);
        return file;
    }

    private sealed class RowPerCode(DbContextOptions<RowPerCode> options) : DbContext(options)
    {
        public DbSet<CodeRow> Codes => Set<CodeRow>();

        protected override void OnModelCreating(ModelBuilder model) => model.Entity<CodeRow>().HasKey(row => row.Code);
    }

    private sealed class CodeRow
    {
        public required string Code { get; init; }
    }
}
