using System.Text.Json;
using Traceability.Standalone;

namespace Traceability.Stories.Faults;

/// <summary>Faults take turns: each wants the machine for itself, and none is measured beside another.</summary>
[CollectionDefinition(nameof(FilledHouses), DisableParallelization = true)]
public sealed class FaultsTakeTurns : ICollectionFixture<FilledHouses>;

/// <summary>For each technology one house that was filled by its own program and has ended; every fault gets a copy.</summary>
public sealed class FilledHouses : IAsyncDisposable
{
    private readonly Dictionary<string, FilledHouse> _filled = [];

    internal async Task<FilledHouse> Of(string technology) =>
        _filled.TryGetValue(technology, out var filled) ? filled : _filled[technology] = await FilledHouse.Fill(technology);

    public async ValueTask DisposeAsync()
    {
        foreach (var filled in _filled.Values)
            await filled.Database.DisposeAsync();
    }
}

/// <summary>A house with the demonstration in it and thousands of labels on sale.</summary>
/// <param name="Database">No house runs on it.</param>
/// <param name="Codes">Labels on sale that nobody has scanned.</param>
/// <param name="ProducerKey">Whoever issued them.</param>
/// <param name="Lot">Their lot; it carries a million more.</param>
internal sealed record FilledHouse(HouseDatabase Database, IReadOnlyList<string> Codes, string ProducerKey, Guid Lot)
{
    private const int CodeCount = 5_000, CodesAtOnce = 1_000, AllowanceMin = 2_000_000;

    public static string TemporaryDirectory() => Directory.CreateTempSubdirectory("traceability-fault-").FullName;

    public static async Task<FilledHouse> Fill(string technology)
    {
        var database = HouseDatabase.Empty(technology, TemporaryDirectory());
        await using var house = await RunningHouse.Start(database, new HouseCommand { WithDemonstration = true });
        var told = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(database.Directory, "demo.json")));
        var key = told.GetProperty("apiKeys").GetProperty("producer").GetString()!;
        var lot = told.GetProperty("lots").EnumerateArray().First(lot => lot.GetProperty("remainingAllowance").GetInt64() >= AllowanceMin).GetProperty("id").GetGuid();

        using var producer = new DemonstrationCaller(house.Desk.ToString(), key);
        var batch = (await producer.Post("/api/v1/batches", new { lotId = lot, count = CodeCount }, "faults")).GetProperty("id").GetGuid();
        await producer.Post($"/api/v1/batches/{batch}/ranges", new { first = 1, last = CodeCount, state = "Activated" });
        var codes = new List<string>();
        for (var from = 1; from <= CodeCount; from += CodesAtOnce)
        {
            codes.AddRange((await producer.Get($"/api/v1/batches/{batch}/codes?from={from}&count={CodesAtOnce}"))
                .GetProperty("codes").EnumerateArray().Select(code => code.GetString()!));
        }

        house.Terminate();
        Assert.Equal(0, await house.End(within: TimeSpan.FromSeconds(20)));
        return new FilledHouse(database, codes, key, lot);
    }

    /// <summary>A copy for one fault, which may do with it what it likes.</summary>
    public Task<HouseDatabase> Copy() => Database.Copy(TemporaryDirectory());

    /// <summary>A copy that may be broken together with what it stands on.</summary>
    public Task<HouseDatabase> CopyApart(Tmpfs? disk = null) => Database.CopyApart(disk);
}
