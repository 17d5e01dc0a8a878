using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Traceability.Desk;
using Traceability.Desk.Access;
using Traceability.MobileApi;
using Traceability.Standalone;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Sqlite;

namespace Traceability.Stories;

/// <summary>Both doors over one real database file on loopback, under a clock that the story sets.</summary>
internal sealed class OpenHouse : IAsyncDisposable
{
    public const string PublicUrl = "https://zy.example.cn";

    private readonly WebApplication _public, _desk;
    private readonly bool _isSecond;
    private bool _isClosed;

    private OpenHouse(string directory, House house, StoryClock clock, WebApplication publicDoor, WebApplication deskDoor, bool isSecond)
    {
        (Directory, House, Clock, _public, _desk, _isSecond) = (directory, house, clock, publicDoor, deskDoor, isSecond);
        Browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(publicDoor.Urls.First()) };
        DeskAddress = deskDoor.Urls.First();
    }

    /// <summary>A moment in the rice harvest.</summary>
    public static DateTimeOffset Noon { get; } = new(2026, 10, 10, 4, 0, 0, TimeSpan.Zero);

    public string Directory { get; }

    public House House { get; }

    public StoryClock Clock { get; }

    /// <summary>Anyone, at the public door; follows no redirect and keeps no cookie.</summary>
    public HttpClient Browser { get; }

    public string DeskAddress { get; }

    public static Task<OpenHouse> Open(params (string Key, string Value)[] settings) =>
        Open(System.IO.Directory.CreateTempSubdirectory("traceability-story-").FullName, new StoryClock(Noon), isSecond: false, settings);

    /// <summary>One more process over the same directory and clock: beside this one, or after it was closed. Disposed first, it leaves the directory alone.</summary>
    public Task<OpenHouse> OpenAgain() => Open(Directory, Clock, isSecond: true, []);

    private static async Task<OpenHouse> Open(string directory, StoryClock clock, bool isSecond, (string Key, string Value)[] settings)
    {
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationManager();
        configuration["Traceability:DataDirectory"] = directory;
        foreach (var (key, value) in settings)
            configuration[key] = value;

        var house = await House.Open(HouseSettings.Read(configuration), clock, CancellationToken.None);
        var publicDoor = PublicDoor.Build([], house, "http://127.0.0.1:0", PublicUrl);
        var deskDoor = DeskDoor.Build([], house, "http://127.0.0.1:0", PublicUrl);
        await publicDoor.StartAsync();
        await deskDoor.StartAsync();
        return new OpenHouse(directory, house, clock, publicDoor, deskDoor, isSecond);
    }

    /// <summary>Somebody at the desk who expects to succeed: a refusal fails the story.</summary>
    public async Task<DemonstrationCaller> Caller(string tenant, Role role, string name = "one") => new(DeskAddress, await Key(tenant, role, name));

    /// <summary>Somebody at the desk whose refusals are looked at.</summary>
    public async Task<HttpClient> Client(string tenant, Role role, string name = "raw")
    {
        var client = new HttpClient { BaseAddress = new Uri(DeskAddress) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", await Key(tenant, role, name));
        return client;
    }

    /// <summary>How many acts were written so far.</summary>
    public long Acts() => Count("SELECT count(*) FROM act");

    /// <summary>A number that the database file itself tells.</summary>
    public long Count(string sql)
    {
        using var connection = new SqliteConnection(House.Settings.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public string DatabaseFile => Path.Combine(Directory, SqliteEngine.FileName);

    /// <summary>Both doors close as they do when the process is told to end; the directory stays.</summary>
    public async Task Close()
    {
        if (_isClosed)
            return;
        _isClosed = true;
        Browser.Dispose();
        await _desk.StopAsync();
        await _public.DisposeAsync();
        await _desk.DisposeAsync();
        House.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await Close();
        if (_isSecond)
            return;
        SqliteConnection.ClearAllPools();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private Task<string> Key(string tenant, Role role, string name) =>
        GiveAccess.FromConsole(House.Store, tenant, role, Clock.GetUtcNow(), CancellationToken.None, name, replaces: true);
}
