using System.Security.Cryptography;
using System.Text.Json;
using Traceability.Scans;
using Traceability.Storage.Access;
using Traceability.Stories.Acts;
using Traceability.Stories.Alerts;

namespace Traceability.Stories.Manners;

/// <summary>Tests of one house take turns, so that each can say that nothing changed.</summary>
[CollectionDefinition(nameof(AttackedHouse))]
public sealed class AttackedHouseTakesTurns : ICollectionFixture<AttackedHouse>;

/// <summary>An open house with a village in it and labels on sale, for whoever tries the doors. Tests that share it look at labels of their own.</summary>
public sealed class AttackedHouse : IAsyncLifetime
{
    /// <summary>The GTIN of the small bag.</summary>
    public const string Gtin = "06900000000014";

    /// <summary>A larger batch waits for a second person.</summary>
    public const int FourEyesAbove = 1_000;

    private const string AllRows =
        "SELECT (SELECT count(*) FROM act) + (SELECT count(*) FROM label) + (SELECT count(*) FROM scan) + (SELECT coalesce(sum(count), 0) FROM never_issued_day)";

    private readonly Queue<string> _codes = new();
    private readonly Queue<string> _smallBags = new();
    private int _alerts;

    internal OpenHouse House { get; private set; } = null!;

    internal Village Village { get; private set; } = null!;

    internal Uri PublicDoor => House.Browser.BaseAddress!;

    internal Uri DeskDoor => new(House.DeskAddress);

    /// <summary>Anyone at the public door.</summary>
    internal HttpClient Anyone { get; private set; } = null!;

    /// <summary>The mill at the desk.</summary>
    internal HttpClient Mill { get; private set; } = null!;

    /// <summary>The hash of the picture of the product.</summary>
    internal static string Picture { get; } = Convert.ToHexStringLower(SHA256.HashData(DeskDeeds.Artwork()));

    internal Guid Lot { get; private set; }

    internal Guid Batch { get; private set; }

    public async ValueTask InitializeAsync()
    {
        House = await OpenHouse.Open(("Issuing:FourEyesAboveCount", $"{FourEyesAbove}"));
        Village = await Village.Settle(House);
        await Village.Producer.PutFile($"/api/v1/products/{Village.Product}/artwork", DeskDeeds.Artwork(), "image/png");
        await Village.Producer.PostFile($"/api/v1/products/{Village.Product}/pictures", DeskDeeds.Artwork(), "image/png");
        await Village.Transfer(30_000_000);
        Lot = await Village.MakeLot("A", 20_000_000);
        Batch = await Village.Issue(Lot, 400, "attacked");
        await Village.Range(Batch, 1, 400, "Activated");
        foreach (var code in await Village.Codes(Batch, 1, 400))
            _codes.Enqueue(code);

        var small = await Village.Producer.Make("/api/v1/products",
            new { kind = "Gi", name = "盘锦大米 500 g", giRightId = Village.GiRight, netContentGrams = 500, gtin = Gtin });
        var lot = await Village.Producer.Make("/api/v1/lots", new { productId = small, partyId = Village.Mill, name = "B", seasonId = Village.Season, grams = 50_000 });
        var batch = await Village.Issue(lot, 50, "attacked, small");
        await Village.Range(batch, 1, 50, "Activated");
        foreach (var code in await Village.Codes(batch, 1, 50))
            _smallBags.Enqueue(code);

        Anyone = Watch.At(PublicDoor);
        Mill = await Person("Mill", Role.Producer);
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();

    /// <summary>A label on sale that nobody looked at yet.</summary>
    internal string FreshCode()
    {
        lock (_codes)
            return _codes.Dequeue();
    }

    /// <summary>The same, of a product with a GTIN.</summary>
    internal string FreshSmallBag()
    {
        lock (_smallBags)
            return _smallBags.Dequeue();
    }

    /// <summary>Somebody at the desk whose every answer is looked at.</summary>
    internal async Task<HttpClient> Person(string tenant, Role role, string name = "watched")
    {
        using var client = await House.Client(tenant, role, name);
        return Watch.At(DeskDoor, client.DefaultRequestHeaders.Authorization!.Parameter);
    }

    /// <summary>All that a scan could leave behind.</summary>
    internal long Traces() => House.Count(AllRows);

    /// <summary>What the label's address says to a program.</summary>
    internal async Task<JsonElement> Look(string code, string? receipt = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/{code}");
        if (receipt is not null)
            request.Headers.Add("Cookie", $"receipt={receipt}");
        using var response = await Anyone.SendAsync(request);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync());
    }

    /// <summary>An alert of a label of the mill, each of another.</summary>
    internal Task<Guid> Alert() => Alarm.Tell(House, Batch, (uint)Interlocked.Increment(ref _alerts), AlertCause.ManyPlaces, Alarm.Panjin, Alarm.Shenyang);

    /// <summary>A scan id of its own.</summary>
    internal static Guid ScanId() => Guid.CreateVersion7(OpenHouse.Noon);
}
