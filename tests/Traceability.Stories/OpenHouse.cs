using System.Data.Common;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Traceability.Desk;
using Traceability.Desk.Access;
using Traceability.MobileApi;
using Traceability.Reading;
using Traceability.Standalone;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Sqlite;
using Traceability.Storage.Tests.Postgres;

namespace Traceability.Stories;

/// <summary>Both doors over one real database on loopback: a file, or a schema of a PostgreSQL server, under a clock that the story sets.</summary>
internal sealed class OpenHouse : IAsyncDisposable
{
    public const string PublicUrl = "https://zy.example.cn";

    private readonly WebApplication _public, _desk;
    private readonly bool _isSecond;
    private readonly string? _schema;
    private bool _isClosed;

    private OpenHouse(string directory, string? schema, House house, StoryClock clock, WebApplication publicDoor, WebApplication deskDoor, bool isSecond)
    {
        (Directory, _schema, House, Clock, _public, _desk, _isSecond) = (directory, schema, house, clock, publicDoor, deskDoor, isSecond);
        Browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(publicDoor.Urls.First()) };
        DeskAddress = deskDoor.Urls.First();
    }

    /// <summary>A moment in the rice harvest.</summary>
    public static DateTimeOffset Noon { get; } = new(2026, 10, 10, 4, 0, 0, TimeSpan.Zero);

    public string Directory { get; }

    public House House { get; }

    public StoryClock Clock { get; }

    /// <summary>Every key that somebody of the story holds.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> KeysGiven { get; } = [];

    /// <summary>Anyone, at the public door; follows no redirect and keeps no cookie.</summary>
    public HttpClient Browser { get; }

    public string DeskAddress { get; }

    public static Task<OpenHouse> Open(params (string Key, string Value)[] settings) => Open(new Way(), settings);

    /// <summary>The same in another way than usual.</summary>
    public static Task<OpenHouse> Open(Way way, params (string Key, string Value)[] settings) => Open(NewDirectory(), null, new StoryClock(Noon), isSecond: false, way, settings);

    /// <summary>The same over PostgreSQL; skips where there is none.</summary>
    public static Task<OpenHouse> OpenOnPostgres(params (string Key, string Value)[] settings) =>
        Open(NewDirectory(), PostgresServer.Get().NewSchema(), new StoryClock(Noon), isSecond: false, new Way(), settings);

    /// <summary>One more process over the same directory and clock: beside this one, or after it was closed. Disposed first, it leaves the directory alone.</summary>
    public Task<OpenHouse> OpenAgain() => Open(Directory, _schema, Clock, isSecond: true, new Way(), []);

    private static string NewDirectory() => System.IO.Directory.CreateTempSubdirectory("traceability-story-").FullName;

    private static async Task<OpenHouse> Open(string directory, string? schema, StoryClock clock, bool isSecond, Way way, (string Key, string Value)[] settings)
    {
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationManager();
        configuration["Traceability:DataDirectory"] = directory;
        if (schema is not null)
        {
            var server = PostgresServer.Get();
            configuration["Database:Provider"] = nameof(DatabaseProvider.Postgres);
            configuration["Database:ConnectionString"] = server.ConnectionString(schema, server.Service);
            configuration["Database:OwnerConnectionString"] = server.ConnectionString(schema, server.Owner);
        }

        foreach (var (key, value) in settings)
            configuration[key] = value;

        var read = HouseSettings.Read(configuration);
        var house = await House.Open(read, clock, CancellationToken.None, way.Engine?.Invoke(read));
        var publicDoor = PublicDoor.Build(way.Options, house, "http://127.0.0.1:0", PublicUrl, way.Photos);
        var deskDoor = DeskDoor.Build(way.Options, house, "http://127.0.0.1:0", PublicUrl);
        if (way.Log is { } log)
        {
            publicDoor.Services.GetRequiredService<ILoggerFactory>().AddProvider(log());
            deskDoor.Services.GetRequiredService<ILoggerFactory>().AddProvider(log());
        }

        await publicDoor.StartAsync();
        await deskDoor.StartAsync();
        return new OpenHouse(directory, schema, house, clock, publicDoor, deskDoor, isSecond);
    }

    /// <summary>Tells the public door to close and waits until it has.</summary>
    public Task ClosePublicDoor() => _public.StopAsync();

    /// <summary>Somebody at the desk who expects to succeed: a refusal fails the story.</summary>
    public async Task<DemonstrationCaller> Caller(string tenant, Role role, string name = "one") => new(DeskAddress, await Key(tenant, role, name));

    /// <summary>Somebody at the desk whose refusals are looked at.</summary>
    public async Task<HttpClient> Client(string tenant, Role role, string name = "raw")
    {
        var client = new HttpClient { BaseAddress = new Uri(DeskAddress) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", await Key(tenant, role, name));
        return client;
    }

    /// <summary>True for an instrument of this house or of its public door, and of no other in the process.</summary>
    public bool Measures(Instrument instrument) => House.Owns(instrument) || ReferenceEquals(instrument.Meter.Scope, _public.Services.GetRequiredService<IMeterFactory>());

    /// <summary>How many acts were written so far.</summary>
    public long Acts() => Count("SELECT count(*) FROM act");

    /// <summary>A number that the database itself tells.</summary>
    public long Count(string sql)
    {
        using DbConnection connection = _schema is null ? new SqliteConnection(House.Settings.ConnectionString) : new NpgsqlConnection(PostgresServer.Get().ConnectionString(_schema, role: null));
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
        await Task.WhenAll(_public.StopAsync(), _desk.StopAsync());
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
        if (_schema is not null)
            PostgresServer.Get().Drop(_schema);
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    /// <summary>How a house is opened.</summary>
    internal sealed record Way
    {
        /// <summary>The database technology, when it is another than the settings name.</summary>
        public Func<HouseSettings, DatabaseEngine>? Engine { get; init; }

        /// <summary>What the doors find on their command line; usually that they need not greet.</summary>
        public string[] Options { get; init; } = ["--Logging:LogLevel:Traceability.Door=Error"];

        /// <summary>What reads photos, when it is another than that of this build.</summary>
        public PhotoReaderChoice? Photos { get; init; }

        /// <summary>Who hears what a door logs.</summary>
        public Func<ILoggerProvider>? Log { get; init; }
    }

    private async Task<string> Key(string tenant, Role role, string name)
    {
        var key = await GiveAccess.FromConsole(House.Store, tenant, role, Clock.GetUtcNow(), CancellationToken.None, name, replaces: true);
        KeysGiven.Enqueue(key);
        return key;
    }
}
