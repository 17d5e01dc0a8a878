using Traceability.Scans;
using Traceability.Storage.Access;
using Traceability.Stories.Alerts;
using Traceability.Stories.People;
using Traceability.Tests.Reading;

namespace Traceability.Stories.Sweep;

/// <summary>Tests that walk through all pages share one house, and take turns.</summary>
[CollectionDefinition(nameof(HostileHouse))]
public sealed class HostileHouseTakesTurns : ICollectionFixture<HostileHouse>;

/// <summary>A house with something in every room, in which every name that anybody could type tries to become markup.</summary>
public sealed class HostileHouse : IAsyncLifetime
{
    /// <summary>Ends every name. Shown as anything but text it is an element that <see cref="Selector"/> finds.</summary>
    public const string Mark = "\"'><u class=x>";

    /// <summary>Finds a name that became markup.</summary>
    public const string Selector = "u.x";

    /// <summary>Who works where, as a user name in lower case.</summary>
    internal static readonly (string User, string Tenant, Role Role)[] People =
    [
        ("miller", "Mill", Role.Producer), ("farmer", "Farmer", Role.Producer), ("keeper", "Association", Role.Association),
        ("officer", "Office", Role.Officer), ("root", "Operator", Role.Administrator), ("press", "Mill", Role.PrintShop), ("watcher", "Office", Role.Supervisor),
    ];

    private readonly Dictionary<string, string> _passwords = [];

    /// <summary>It stands on PostgreSQL.</summary>
    internal bool IsOnPostgres { get; init; }

    internal OpenHouse House { get; private set; } = null!;

    /// <summary>Labels on sale.</summary>
    internal IReadOnlyList<string> Codes { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        (string, string)[] settings = [("Issuing:FourEyesAboveCount", "100")];
        House = IsOnPostgres ? await OpenHouse.OpenOnPostgres(settings) : await OpenHouse.Open(settings);
        var village = await Village.Settle(House, Mark);
        await village.Transfer(30_000_000);
        await village.Farmer.Make("/api/v1/allowances/transfers", new { seasonId = village.Season, fromPartyId = village.Farm, toPartyId = village.Mill, grams = 5_000 });
        var trademark = await village.Producer.Make("/api/v1/rights",
            new { kind = "Trademark", number = "60000001", title = "辽河口" + Mark, holderPartyId = village.Mill, niceClass = 30, expiresOn = "2030-01-01" });
        await Village.RecordState(village.Producer, House, trademark, "Granted", -100);
        await village.Producer.PostFile($"/api/v1/products/{village.Product}/pictures", PictureSamples.Jpeg, "image/jpeg");
        var lot = await village.MakeLot("A", 20_000_000);
        var batch = await village.Issue(lot, 40, "sweep");
        await village.Issue(lot, 200, "sweep, waiting");
        await village.Range(batch, 1, 30, "Activated");
        await village.Range(batch, 31, 32, "Spoiled", "torn" + Mark);
        await village.Producer.Post($"/api/v1/batches/{batch}/rolls", new { name = "R" + Mark, first = 1, last = 20 });
        await village.PrintJob(new { batchId = batch, form = "Svg" });
        await village.Producer.Post($"/api/v1/batches/{batch}/reprints", new { form = "Svg", first = 1, last = 1, reason = "jam" + Mark });
        Codes = await village.Codes(batch, 1, 40);
        await Alarm.Tell(House, batch, 1, AlertCause.ManyPlaces, Alarm.Panjin, Alarm.Shenyang);
        foreach (var (user, tenant, role) in People)
            _passwords[user] = await House.Hire(tenant, role, user, user + Mark);
        using var miller = await SignedIn("miller");
        await miller.Invite("guest" + Mark);
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();

    /// <summary>A browser without a screen, in which somebody has signed in.</summary>
    internal async Task<DeskBrowser> SignedIn(string user)
    {
        var browser = new DeskBrowser(House.DeskAddress);
        Assert.Equal("/?lang=en", (await browser.Enter(user, _passwords[user])).Location);
        return browser;
    }
}
