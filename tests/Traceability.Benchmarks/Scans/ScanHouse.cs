using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Traceability.Issuing;
using Traceability.Ledger;
using Traceability.MobileApi;
using Traceability.Standalone;
using Traceability.Storage;
using Traceability.Storage.Issuing;

namespace Traceability.Benchmarks.Scans;

/// <summary>The public door over a database of its own, with codes on sale for a load to scan.</summary>
internal sealed class ScanHouse : IAsyncDisposable
{
    private const string PublicUrl = "https://zy.example.cn";

    private readonly WebApplication _door;

    private ScanHouse(House house, WebApplication door) => (House, _door) = (house, door);

    public House House { get; }

    public string Address => _door.Urls.First();

    /// <summary>The settings of a house in a directory.</summary>
    public static HouseSettings Settings(string directory, params (string Key, string Value)[] more)
    {
        var configuration = new ConfigurationManager { ["Traceability:DataDirectory"] = directory };
        foreach (var (key, value) in more)
            configuration[key] = value;
        return HouseSettings.Read(configuration);
    }

    /// <summary>Fills a database with the demonstration and more batches on sale; answers some of their codes, spread evenly over all.</summary>
    public static async Task<string[]> Fill(HouseSettings settings, int batches, uint codesEach, int codesAnswered)
    {
        await Demonstration.FillIfEmpty(settings, PublicUrl, TimeProvider.System, CancellationToken.None);
        using var house = await House.Open(settings, TimeProvider.System, CancellationToken.None);
        var made = await house.Store.Write(TenantScope.House, async db =>
        {
            var (now, pattern) = (house.Clock.GetUtcNow(), await db.Batches.OrderBy(batch => batch.Id).FirstAsync(batch => batch.Kind == BatchKind.Items));
            var rows = Enumerable.Range(0, batches).Select(_ => pattern with
            {
                Id = Guid.CreateVersion7(now),
                Number = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4)),
                Count = codesEach,
                IdempotencyKey = $"benchmark {Guid.CreateVersion7(now)}",
            }).ToList();
            db.Batches.AddRange(rows);
            db.LabelRanges.AddRange(rows.Select(batch => new LabelRangeRow(batch.Id, 1, codesEach, LabelState.Activated, null, now)));
            return Written<List<BatchRow>>.Done(rows, Act.Of(ActKind.CodesIssued, now));
        }, CancellationToken.None);

        return
        [
            .. Enumerable.Range(0, codesAnswered).Select(i =>
                house.Keys.Seal.Seal(made[i % batches].KeySymbol, made[i % batches].Number, (uint)(1 + (i * 2_654_435_761L % codesEach))).ToString()),
        ];
    }

    /// <summary>Opens the door over a filled database, by another engine than its settings name when one is given.</summary>
    public static async Task<ScanHouse> Open(HouseSettings settings, DatabaseEngine? engine = null)
    {
        var house = await House.Open(settings, TimeProvider.System, CancellationToken.None, engine);
        var door = PublicDoor.Build([], house, "http://127.0.0.1:0", PublicUrl);
        await door.StartAsync();
        return new ScanHouse(house, door);
    }

    /// <summary>Scans of the codes, and checks of them, as the door answers them, without what differs from moment to moment and from code to code.</summary>
    public async Task<string> Answers(IEnumerable<string> codes)
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = new Uri(Address) };
        client.DefaultRequestHeaders.Add("Accept", "application/json");
        var told = new StringBuilder();
        foreach (var code in codes)
        {
            for (var i = 0; i < 2; i++)
            {
                var body = $$"""{"scanId":"{{new Guid(i, 1, 1, [1, 2, 3, 4, 5, 6, 7, 8])}}","code":"{{code}}"}""";
                using var counted = await client.PostAsync("/v1/scans", new StringContent(body, Encoding.UTF8, "application/json"));
                told.AppendLine(await counted.Content.ReadAsStringAsync());
            }

            told.AppendLine(await client.GetStringAsync($"/{code}"));
        }

        return System.Text.RegularExpressions.Regex.Replace(told.ToString(), "\"(firstAt|code|receipt)\":\"[^\"]*\"", "");
    }

    public async ValueTask DisposeAsync()
    {
        await _door.StopAsync();
        await _door.DisposeAsync();
        House.Dispose();
    }
}
