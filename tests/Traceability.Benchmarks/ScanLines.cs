using Microsoft.Data.Sqlite;
using Traceability.Benchmarks.Scans;
using Traceability.Codes;
using Traceability.Scans;
using Traceability.Storage;
using Traceability.Storage.Tests.Postgres;

namespace Traceability.Benchmarks;

/// <summary>Scans and checks over HTTP: what a durable scan costs beside the same endpoint without a database, and how cost grows with what was recorded and issued.</summary>
internal static class ScanLines
{
    private const int Rounds = 3, SecondsEach = 4, WarmSeconds = 8;

    // So many that hardly a label is scanned ten times in the run: that would be a flood, and told as one.
    private const int Codes = 500_000;

    public static IEnumerable<Line> Measure()
    {
        var directory = Directory.CreateTempSubdirectory("traceability-scans-").FullName;
        try
        {
            var settings = ScanHouse.Settings(Path.Combine(directory, "first"));
            var codes = ScanHouse.Fill(settings, 1, Codes, Codes).GetAwaiter().GetResult();
            // Growth first: by then the compiler is done with what the peaks measure.
            foreach (var part in (Func<Task<List<Line>>>[])[() => Growth(directory, settings), () => Task.FromResult(Rules(directory, settings, codes)), () => Durable(directory, settings, codes), () => OnPostgres(directory)])
            {
                foreach (var line in part().GetAwaiter().GetResult())
                    yield return line;
            }
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<List<Line>> OnPostgres(string directory)
    {
        var (server, reason) = PostgresServer.Find(syncs: true);
        if (server is null)
        {
            Console.Error.WriteLine($"The lines of PostgreSQL are left out: {reason}");
            return [];
        }

        var schema = server.NewSchema();
        var connectionString = server.ConnectionString(schema, server.Service);
        var settings = ScanHouse.Settings(Path.Combine(directory, "postgres"), ("Database:Provider", "Postgres"), ("Database:ConnectionString", connectionString),
            ("Database:OwnerConnectionString", server.ConnectionString(schema, server.Owner)));
        var codes = await ScanHouse.Fill(settings, 1, Codes, Codes);
        await using var ours = await ScanHouse.Open(settings);
        await using var each = await ScanHouse.Open(settings, new TransactionPerScanOnPostgres(connectionString));
        if (await ours.Answers(codes.Take(25)) != await each.Answers(codes.Skip(25).Take(25)))
            throw new InvalidOperationException("A transaction for each scan answers otherwise than the door.");

        var scans = Peaks(codes, counts: true, ours, each);
        return
        [
            new($"durable scan over HTTP, {Load.PeakConnections} clients, PostgreSQL", scans[0], "scans/s", $"a transaction for each scan over {TransactionPerScanOnPostgres.Connections} connections at {scans[1]:#,0}/s",
                scans[0] / scans[1], scans[1] * 4, scans[0] >= scans[1] * 4),
        ];
    }

    private static async Task<List<Line>> Durable(string directory, HouseSettings settings, string[] codes)
    {
        var (forNone, forEach) = (CopyOf(settings, directory, "none"), CopyOf(settings, directory, "each"));
        await using var ours = await ScanHouse.Open(settings);
        double[] scans, checks;
        // The peers are gone before latencies are measured: what one of them keeps in memory would cost the other pauses.
        await using (var none = await ScanHouse.Open(forNone, new NoDatabase(forNone.ConnectionString)))
        await using (var each = await ScanHouse.Open(forEach, new TransactionPerScan(forEach.ConnectionString)))
        {
            await SameAnswers(codes.Take(50), ours, none, each);
            scans = Peaks(codes, counts: true, ours, none, each);
            checks = Peaks(codes, counts: false, ours, none);
        }

        var half = scans[0] / 2;
        // The middle one of three rounds, as of the peaks.
        var (median, p99) = Enumerable.Range(0, Rounds).Select(_ => Load.Latencies(ours.Address, codes, half, 10)).OrderBy(round => round.P99).ElementAt(Rounds / 2);
        return
        [
            new($"durable scan over HTTP, {Load.PeakConnections} clients, SQLite", scans[0], "scans/s", $"the same without a database at {scans[1]:#,0}/s", scans[0] / scans[1], scans[1] * 0.4, scans[0] >= scans[1] * 0.4),
            new("the same", scans[0], "scans/s", $"a transaction for each scan at {scans[2]:#,0}/s", scans[0] / scans[2], scans[2] * 4.5, scans[0] >= scans[2] * 4.5),
            new($"check over HTTP, {Load.PeakConnections} clients, SQLite", checks[0], "checks/s", $"the same without a database at {checks[1]:#,0}/s", checks[0] / checks[1], checks[1] * 0.6, checks[0] >= checks[1] * 0.6),
            new($"p99 of a durable scan at {half:#,0}/s, open loop", p99, "ms", $"its median of {median:0.##} ms", p99 / median, 25, p99 <= 25),
        ];
    }

    private static async Task<List<Line>> Growth(string directory, HouseSettings settings)
    {
        const int scanned = 1_000;
        var (young, old, few, many) = (CopyOf(settings, directory, "young"), CopyOf(settings, directory, "old"), CopyOf(settings, directory, "few"), CopyOf(settings, directory, "many"));
        Record(young, 100_000);
        Record(old, 10_000_000);
        var (youngCodes, oldCodes) = (await ScanHouse.Fill(young, 1, Codes, Codes), await ScanHouse.Fill(old, 1, Codes, Codes));
        // As many labels are scanned of a thousand codes as of a billion: what differs is what was issued.
        var (fewCodes, manyCodes) = (await ScanHouse.Fill(few, 1, scanned, scanned), await ScanHouse.Fill(many, 100, 10_000_000, scanned));
        await using var youngHouse = await ScanHouse.Open(young);
        await using var oldHouse = await ScanHouse.Open(old);
        await using var fewHouse = await ScanHouse.Open(few);
        await using var manyHouse = await ScanHouse.Open(many);
        List<Line> lines = [];
        foreach (var counts in (bool[])[true, false])
        {
            var (what, unit) = counts ? ("scan", "scans/s") : ("check", "checks/s");
            var recorded = Peaks(counts, (oldHouse, oldCodes), (youngHouse, youngCodes));
            var issued = Peaks(counts, (manyHouse, manyCodes), (fewHouse, fewCodes));
            lines.Add(new($"{what} with 10,000,000 scans recorded", recorded[0], unit, $"with 100,000 at {recorded[1]:#,0}/s", recorded[0] / recorded[1], recorded[1] * 0.85, recorded[0] >= recorded[1] * 0.85));
            lines.Add(new($"{what} with 1,000,000,000 codes issued", issued[0], unit, $"with 1,000 at {issued[1]:#,0}/s", issued[0] / issued[1], issued[1] * 0.85, issued[0] >= issued[1] * 0.85));
        }

        return lines;
    }

    private static List<Line> Rules(string directory, HouseSettings settings, string[] codes)
    {
        const int scans = 60_000;
        var copy = CopyOf(settings, directory, "rules");
        var engine = DatabaseEngine.Of(copy);
        using var house = House.Open(copy, TimeProvider.System, CancellationToken.None, engine).GetAwaiter().GetResult();
        using var lives = new LivedScans(house, engine, [.. codes.Take(5_000).Select(code => SourceCode.TryParse(code, out var read) ? read : throw new InvalidDataException(code))]);
        // As many as a label remembers, so that every question is asked of a full memory.
        lives.Live(codes.Length, asksRules: true);
        var rates = (Asked: new double[Rounds], Silent: new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            var (asked, silent) = (lives.Live(scans, asksRules: true), lives.Live(scans, asksRules: false));
            if (!asked.Verdicts.SequenceEqual(silent.Verdicts))
                throw new InvalidOperationException("Scans are answered otherwise when no rule is asked.");
            (rates.Asked[round], rates.Silent[round]) = (asked.Rate, silent.Rate);
        }

        Array.Sort(rates.Asked);
        Array.Sort(rates.Silent);
        var (with, without) = (rates.Asked[Rounds / 2], rates.Silent[Rounds / 2]);
        return [new("the journal with the rules asked behind every scan", with, "scans/s", $"without at {without:#,0}/s, equal answers", with / without, without * 0.9, with >= without * 0.9)];
    }

    private static double[] Peaks(string[] codes, bool counts, params ScanHouse[] houses) => Peaks(counts, [.. houses.Select(house => (house, codes))]);

    // Each house takes its turn in every round, after one that is thrown away: until then the compiler is still at work.
    private static double[] Peaks(bool counts, params (ScanHouse House, string[] Codes)[] houses)
    {
        var rates = houses.Select(_ => new double[Rounds]).ToArray();
        for (var round = -1; round < Rounds; round++)
        {
            for (var i = 0; i < houses.Length; i++)
            {
                var rate = Load.Peak(houses[i].House.Address, houses[i].Codes, counts, round < 0 ? WarmSeconds : SecondsEach);
                if (round >= 0)
                    rates[i][round] = rate;
            }
        }

        foreach (var each in rates)
            Array.Sort(each);
        return [.. rates.Select(each => each[Rounds / 2])];
    }

    private static async Task SameAnswers(IEnumerable<string> codes, ScanHouse ours, params ScanHouse[] peers)
    {
        var answers = await ours.Answers(codes);
        foreach (var peer in peers)
        {
            if (await peer.Answers(codes) is var others && others != answers)
                throw new InvalidOperationException($"A peer answers otherwise than the door:\n{others[..2000]}\n{answers[..2000]}");
        }
    }

    private static HouseSettings CopyOf(HouseSettings settings, string directory, string name)
    {
        SqliteConnection.ClearAllPools();
        var copy = ScanHouse.Settings(Path.Combine(directory, name));
        foreach (var file in Directory.GetFiles(settings.DataDirectory, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy.DataDirectory, Path.GetRelativePath(settings.DataDirectory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    // Scans of labels of other batches, written in the order of their keys.
    private static void Record(HouseSettings settings, int count)
    {
        const uint batch = 4_000_000_000;
        using var connection = new SqliteConnection(settings.ConnectionString);
        connection.Open();
        using var transaction = connection.BeginTransaction();
        using var label = connection.CreateCommand();
        using var scan = connection.CreateCommand();
        label.CommandText = "INSERT INTO label (shard, batch, serial, scan_count, first_scan_at, version) VALUES ($shard, $batch, $serial, 1, 1, 1)";
        scan.CommandText = """
            INSERT INTO scan (shard, batch, serial, scan_id, at, verdict, salt, act_id)
            VALUES ($shard, $batch, $serial, '019AB000-0000-7000-8000-000000000000', 1, 'FirstScan', zeroblob(16), '019AB000-0000-7000-8000-000000000000')
            """;
        foreach (var command in (SqliteCommand[])[label, scan])
        {
            foreach (var name in (string[])["$shard", "$batch", "$serial"])
                command.Parameters.Add(name, SqliteType.Integer);
        }

        foreach (var row in Enumerable.Range(1, count).Select(i => (uint)i).Select(serial => (Shard: ShardKey.Of(batch, serial), Serial: serial)).OrderBy(row => row.Shard).ThenBy(row => row.Serial))
        {
            foreach (var command in (SqliteCommand[])[label, scan])
            {
                (command.Parameters[0].Value, command.Parameters[1].Value, command.Parameters[2].Value) = (row.Shard, (long)batch, (long)row.Serial);
                command.ExecuteNonQuery();
            }
        }

        transaction.Commit();
    }
}
