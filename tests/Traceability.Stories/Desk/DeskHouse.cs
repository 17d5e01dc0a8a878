using System.Net;
using Traceability.Storage.Access;

namespace Traceability.Stories.Desk;

/// <summary>An open house with somebody of every kind at the desk; two producers, so that one may try the other's door.</summary>
public class DeskHouse : IAsyncLifetime
{
    /// <summary>A square of 0.2° around 122.0 E, 41.0 N.</summary>
    public const string Square = """{"type":"Polygon","coordinates":[[[121.9,40.9],[122.1,40.9],[122.1,41.1],[121.9,41.1],[121.9,40.9]]]}""";

    /// <summary>Some 84 m by 111 m near the middle of the square.</summary>
    public const string Field = """{"type":"Polygon","coordinates":[[[122.0,41.0],[122.001,41.0],[122.001,41.001],[122.0,41.001],[122.0,41.0]]]}""";

    private int _parties;
    private int _numbers;

    internal OpenHouse House { get; private set; } = null!;

    internal HttpClient Producer { get; private set; } = null!;

    internal HttpClient SecondProducer { get; private set; } = null!;

    internal HttpClient Rival { get; private set; } = null!;

    internal HttpClient Association { get; private set; } = null!;

    internal HttpClient Officer { get; private set; } = null!;

    internal HttpClient Administrator { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        House = await Open();
        Producer = await House.Client("Mill", Role.Producer);
        SecondProducer = await House.Client("Mill", Role.Producer, "second");
        Rival = await House.Client("Rival", Role.Producer);
        Association = await House.Client("Association", Role.Association);
        Officer = await House.Client("Authority", Role.Officer);
        Administrator = await House.Client("House", Role.Administrator);
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();

    private protected virtual Task<OpenHouse> Open() => OpenHouse.Open();

    internal async Task<Guid> Party(HttpClient who, string name = "辽河口稻米加工厂") =>
        (await who.Post("/parties", $$"""{"name":"{{name}}","uscc":"{{NextUscc()}}","kind":"Mill","adcode":"211104"}""")).Expect(HttpStatusCode.Created).Id;

    internal async Task<Guid> Gi(HttpClient who, Guid holder) =>
        (await who.Post("/rights", $$"""{"kind":"GeographicalIndication","number":"国家质检总局2011年第{{NextNumber()}}号公告","title":"盘锦大米","holderPartyId":"{{holder}}"}"""))
        .Expect(HttpStatusCode.Created).Id;

    internal async Task<Guid> Mark(HttpClient who, Guid holder) =>
        (await who.Post("/rights", $$"""{"kind":"Trademark","number":"{{91298150 + NextNumber()}}","title":"辽河口","holderPartyId":"{{holder}}","niceClass":30,"expiresOn":"2030-01-01"}"""))
        .Expect(HttpStatusCode.Created).Id;

    internal async Task<Guid> Zone(string geometry = Square, string more = "") =>
        (await Administrator.Post("/zones", ZoneBody(geometry, more))).Expect(HttpStatusCode.Created).Id;

    internal static string ZoneBody(string geometry, string more = "") =>
        $$"""{"name":"试验区","source":"drawn for a test","fileDate":"2026-01-01","datum":"wgs84","boundaryAccuracyMetres":10,{{more}}"geometry":{{geometry}}}""";

    internal int NextNumber() => Interlocked.Increment(ref _numbers);

    // The eighteenth symbol follows from the others (GB 32100-2015, 5.5).
    internal string NextUscc()
    {
        const string symbols = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        var first17 = $"91211104MA{Interlocked.Increment(ref _parties):D7}";
        var (sum, weight) = (0, 1);
        foreach (var symbol in first17)
            (sum, weight) = (sum + (symbols.IndexOf(symbol) * weight), weight * 3 % 31);
        return first17 + symbols[(31 - (sum % 31)) % 31];
    }
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresDeskHouse : DeskHouse
{
    private protected override Task<OpenHouse> Open() => OpenHouse.OpenOnPostgres();
}
