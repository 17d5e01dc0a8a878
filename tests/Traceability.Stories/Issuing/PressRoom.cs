using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Traceability.Ledger;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Issuing;
using Traceability.Stories.Manners;

namespace Traceability.Stories.Issuing;

/// <summary>A house of its own whose mill has 60,000 small bags to label, and two people at the desk who print.</summary>
public abstract class PressRoom : IAsyncLifetime
{
    internal const string Api = "/api/v1";

    private int _batches;

    internal OpenHouse House { get; private set; } = null!;

    internal Village Village { get; private set; } = null!;

    /// <summary>Prints.</summary>
    internal HttpClient Mill { get; private set; } = null!;

    /// <summary>Agrees.</summary>
    internal HttpClient Second { get; private set; } = null!;

    internal Guid Lot { get; private set; }

    public async ValueTask InitializeAsync()
    {
        House = await OpenHouse.Open(("Issuing:FourEyesAboveCount", "50000"));
        Village = await Village.Settle(House);
        await Village.Transfer(30_000_000);
        var product = await Village.Producer.Make($"{Api}/products", new { kind = "Gi", name = "盘锦大米 500 g", giRightId = Village.GiRight, netContentGrams = 500 });
        Lot = await Village.Producer.Make($"{Api}/lots", new { productId = product, partyId = Village.Mill, name = "B", seasonId = Village.Season, grams = 30_000_000 });
        Mill = await Person(House, "printing");
        Second = await Person(House, "agreeing");
    }

    public virtual ValueTask DisposeAsync() => House.DisposeAsync();

    internal Task<Guid> Issue(int count) => Village.Issue(Lot, count, $"press {_batches++}");

    internal static async Task<HttpClient> Person(OpenHouse house, string name)
    {
        using var client = await house.Client("Mill", Role.Producer, name);
        return Watch.At(new Uri(house.DeskAddress), client.DefaultRequestHeaders.Authorization!.Parameter);
    }

    /// <summary>The reply as JSON, and its status.</summary>
    internal static async Task<(HttpStatusCode Status, JsonElement Body)> Say(HttpClient who, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, Api + path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await who.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (response.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }

    /// <summary>What must succeed.</summary>
    internal static async Task<JsonElement> Get(HttpClient who, string path)
    {
        var (status, body) = await Say(who, HttpMethod.Get, path);
        Assert.True(status == HttpStatusCode.OK, $"{path}: {(int)status} {body}");
        return body;
    }

    /// <summary>A file and the number it left under.</summary>
    internal static async Task<(byte[] File, int Number)> Take(HttpClient who, string path)
    {
        using var response = await who.GetAsync(Api + path, TestContext.Current.CancellationToken);
        var file = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {(int)response.StatusCode} {System.Text.Encoding.UTF8.GetString(file)}");
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        return (file, int.Parse(response.Headers.GetValues("Traceability-Download").Single(), System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>The serials that a file says it holds, and the name it comes under.</summary>
    internal static async Task<(string Serials, string? Name)> Told(HttpClient who, string path)
    {
        using var response = await who.GetAsync(Api + path, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal((path, HttpStatusCode.OK), (path, response.StatusCode));
        return (response.Headers.GetValues("Traceability-Serials").Single(), response.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
    }

    /// <summary>The reason why something is refused.</summary>
    internal static async Task<JsonElement> Refused(HttpClient who, HttpStatusCode status, string code, string path)
    {
        var (came, body) = await Say(who, HttpMethod.Get, path);
        Assert.True((came, body.GetProperty("code").GetString()) == (status, code), $"{path}: {(int)came} {body}");
        return body;
    }

    internal static string Sha256(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    /// <summary>Asks for a reprint and has it answered by the second person.</summary>
    internal async Task<Guid> Reprint(Guid batch, string form, int first, int last, bool agree = true)
    {
        var (asked, reprint) = await Say(Mill, HttpMethod.Post, $"/batches/{batch}/reprints", new { form, first, last, reason = "smudged" });
        Assert.Equal(HttpStatusCode.Created, asked);
        var id = reprint.GetProperty("id").GetGuid();
        Assert.Equal(HttpStatusCode.OK, (await Say(Second, HttpMethod.Post, $"/reprints/{id}/answer", new { agree })).Status);
        return id;
    }

    internal static async Task<Guid> Ask(HttpClient who, object job)
    {
        var (status, body) = await Say(who, HttpMethod.Post, "/print-jobs", job);
        Assert.True(status == HttpStatusCode.Accepted, $"{(int)status} {body}");
        return body.GetProperty("id").GetGuid();
    }

    /// <summary>The job once it has come so far.</summary>
    internal static async Task<JsonElement> Until(HttpClient who, Guid job, Func<JsonElement, bool> isThere)
    {
        for (var i = 0; i < 3_000; i++)
        {
            var stands = await Get(who, $"/print-jobs/{job}");
            if (isThere(stands))
                return stands;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"The job stands still: {await Get(who, $"/print-jobs/{job}")}");
    }

    internal static async Task<JsonElement> Finished(HttpClient who, Guid job, string state = "Done")
    {
        var stands = await Until(who, job, job => job.GetProperty("state").GetString() is not ("Queued" or "Running"));
        Assert.Equal(state, stands.GetProperty("state").GetString());
        return stands;
    }

    internal string FolderOf(Guid job) => Path.Combine(House.Directory, "print", job.ToString());

    /// <summary>What a refusal says.</summary>
    internal static string? TitleOf(JsonElement problem) => problem.GetProperty("title").GetString();

    /// <summary>How the database says that a job stands.</summary>
    internal string State(Guid job)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection(House.House.Settings.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT state FROM print_job WHERE id = $id";
        command.Parameters.AddWithValue("$id", job);
        return (string)command.ExecuteScalar()!;
    }

    /// <summary>A row as another process may have left it.</summary>
    internal async Task<Guid> Plant(Guid batch, Action<PrintJobRow> stands, string? wish = null)
    {
        var now = House.Clock.GetUtcNow();
        await using var db = House.House.Store.Read(TenantScope.House);
        var (tenant, number) = db.Batches.Where(row => row.Id == batch).Select(row => ValueTuple.Create(row.TenantId, row.Count)).Single();
        var job = new PrintJobRow(Guid.CreateVersion7(now), tenant, batch, "Svg", 1, number,
            wish ?? """{"dpi":203,"forShopScanner":false,"heightHundredths":3000,"medium":"Paper","symbolOnly":false,"widthHundredths":4000}""", null, null, Guid.Empty, now);
        stands(job);
        return await House.House.Store.Write(TenantScope.Of(tenant), write =>
        {
            write.PrintJobs.Add(job);
            return Task.FromResult(Written<Guid>.Done(job.Id, Act.Of(ActKind.PrintJobChanged, now)));
        }, TestContext.Current.CancellationToken);
    }
}
