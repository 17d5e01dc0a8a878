using System.Data.Common;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Traceability.Geo;
using Traceability.Storage.Codes;
using Traceability.Storage.Issuing;
using Traceability.Storage.Origins;
using Traceability.Storage.Scans;

namespace Traceability.Storage;

/// <summary>The opened house: database migrated, keys loaded, data pack found. Both doors of one process share one.</summary>
public sealed class House : IDisposable
{
    private static readonly TimeSpan PreparedEvery = TimeSpan.FromHours(1);

    private readonly DatabaseEngine _engine;
    private readonly ITimer _preparing;

    private House(HouseSettings settings, DatabaseEngine engine, TimeProvider clock)
    {
        _engine = engine;
        Settings = settings;
        Clock = clock;
        Store = new Store(engine, clock);
        Keys = new KeyShelf(settings.KeyDirectory, Store, clock);
        Zones = new ZoneShelf();
        Pack = ZonePack.Load(settings.ZonesDirectory);
        Cities = new CityShelf(Pack, settings.NetworkCitiesFile);
        Batches = new BatchShelf(Store, Zones);
        Labels = new LabelBook(Store, engine, Keys, Batches, Cities);
        Alerts = new AlertKeeper(engine, Store, Cities, clock);
        Scans = new ScanJournal(engine, Store.Gate, Labels, Keys, Alerts, clock);
        Health = new HouseHealth(this, engine);
        Prepare();
        _preparing = clock.CreateTimer(_ => Prepare(), null, PreparedEvery, PreparedEvery);
    }

    /// <summary>What it was opened with.</summary>
    public HouseSettings Settings { get; }

    /// <summary>Its clock.</summary>
    public TimeProvider Clock { get; }

    /// <summary>The writing gate and the views for reading.</summary>
    public Store Store { get; }

    /// <summary>Sealing and receipt keys.</summary>
    public KeyShelf Keys { get; }

    /// <summary>Protected areas in memory.</summary>
    public ZoneShelf Zones { get; }

    /// <summary>The data pack of boundaries.</summary>
    public ZonePack Pack { get; }

    /// <summary>Names of cities, for places that scanners offer.</summary>
    public CityShelf Cities { get; }

    /// <summary>Batches in memory.</summary>
    public BatchShelf Batches { get; }

    /// <summary>Looks codes up.</summary>
    public LabelBook Labels { get; }

    /// <summary>Counts scans.</summary>
    public ScanJournal Scans { get; }

    /// <summary>Records what the rules tell officers.</summary>
    public AlertKeeper Alerts { get; }

    /// <summary>What it can do at this moment.</summary>
    public HouseHealth Health { get; }

    /// <summary>Opens the house: creates what is missing, refuses what does not fit.</summary>
    /// <param name="settings">Where things are.</param>
    /// <param name="clock">Its clock.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="engine">The database technology, when it is another than the settings name; the house disposes it.</param>
    /// <exception cref="SchemaException">The database does not fit this program.</exception>
    /// <exception cref="MissingKeyException">A key file is missing.</exception>
    public static async Task<House> Open(HouseSettings settings, TimeProvider clock, CancellationToken cancellation, DatabaseEngine? engine = null)
    {
        try
        {
            MakeDirectory(settings.DataDirectory);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SettingException("Traceability:DataDirectory", settings.DataDirectory, "Name a directory that this user may write to.");
        }

        engine ??= DatabaseEngine.Of(settings);
        engine.Migrate(clock.GetUtcNow());
        var house = new House(settings, engine, clock);
        try
        {
            await house.Keys.Load(cancellation);
            return house;
        }
        catch
        {
            house.Dispose();
            throw;
        }
    }

    /// <summary>Makes a directory of the house where there is none, for its own user alone; one that is there keeps the rights that the operator gave it.</summary>
    internal static void MakeDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Hands the house's parts to a door.</summary>
    public void ServeTo(IServiceCollection services) => services
        .AddSingleton(Settings).AddSingleton(Settings.Imprint).AddSingleton(Clock).AddSingleton(Store).AddSingleton(Keys).AddSingleton(Zones).AddSingleton(Batches)
        .AddSingleton(Labels).AddSingleton(Cities).AddSingleton(Pack).AddSingleton(Scans).AddSingleton(Alerts).AddSingleton(this);

    /// <summary>True for a fault after which the same request may be sent again: the store was busy, or the storage failed and whatever was asked was not done.</summary>
    public bool PassesByItself(Exception error)
    {
        var fault = _engine.FaultOf(error);
        if (fault == StorageFault.Down)
            Store.Watch.CannotRead(error);
        return fault != StorageFault.None;
    }

    /// <summary>True for an instrument of this house and of no other in the process.</summary>
    public bool Owns(Instrument instrument) => ReferenceEquals(instrument.Meter.Scope, _engine);

    /// <summary>Writes the scans that were handed in and the alerts they raised, and closes.</summary>
    public void Dispose()
    {
        _preparing.Dispose();
        Scans.Dispose();
        Alerts.Dispose();
        Store.Dispose();
        _engine.Dispose();
    }

    private void Prepare()
    {
        _ = Forget();
        try
        {
            _engine.Prepare(Clock.GetUtcNow());
        }
        catch (Exception error) when (error is DbException or ObjectDisposedException)
        {
            HouseProgram.Tell($"The database was not prepared for the days to come: {error.Message}");
        }
    }

    private async Task Forget()
    {
        try
        {
            await new PlaceRetention(Store).Forget(Clock.GetUtcNow(), CancellationToken.None);
        }
        catch (Exception error)
        {
            HouseProgram.Tell($"Places that are due are not forgotten yet; they will be within the hour: {error.Message}");
        }
    }
}
