using Microsoft.Data.Sqlite;
using Traceability.Desk;
using Traceability.Desk.Access;
using Traceability.MobileApi;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Sqlite;

namespace Traceability.Standalone;

/// <summary>Fills an empty house with a demonstration: real products, zones and boundaries, clearly marked demonstration parties, every verdict once lived through.</summary>
/// <remarks>It is told to the doors over HTTP under a clock of its own: what it does, anyone with such keys can do.</remarks>
internal static class Demonstration
{
    /// <summary>Tenants of the demonstration; every page and label of theirs says 演示.</summary>
    public const string Producer = "演示 · 生产者", Farmer = "演示 · 农户", Association = "演示 · 地理标志协会", Officer = "演示 · 执法机关", Operator = "演示 · 运营者";

    /// <summary>Where its labels lie within the data directory.</summary>
    public const string LabelFolder = "demo";

    /// <summary>Fills the house if it has no tenant yet; a second start doubles nothing, and one that was cut short begins anew.</summary>
    public static async Task FillIfEmpty(HouseSettings settings, string publicUrl, TimeProvider realClock, CancellationToken cancellation)
    {
        var file = settings.Provider == DatabaseProvider.Sqlite ? new SqliteConnectionStringBuilder(settings.ConnectionString).DataSource : null;
        if (file is null || File.Exists(file))
        {
            await Fill(settings, publicUrl, realClock, cancellation);
            return;
        }

        // Half a demonstration must not be what the house opens next: the file gets its name when it is whole.
        var filling = file + ".filling";
        foreach (var left in ((string[])["", "-wal", "-shm"]).Select(end => filling + end).Where(File.Exists))
            File.Delete(left);
        await Fill(settings with { ConnectionString = SqliteEngine.ConnectionStringOf(filling) }, publicUrl, realClock, cancellation);
        SqliteConnection.ClearAllPools();
        File.Move(filling, file);
    }

    private static async Task Fill(HouseSettings settings, string publicUrl, TimeProvider realClock, CancellationToken cancellation)
    {
        var clock = new DemonstrationClock(realClock.GetUtcNow().AddDays(-300));
        using var house = await House.Open(settings, clock, cancellation);
        await using (var db = house.Store.Read(TenantScope.House))
        {
            if (db.Tenants.Any())
                return;
        }

        await using var publicDoor = PublicDoor.Build([], house, "http://127.0.0.1:0", publicUrl);
        await using var deskDoor = DeskDoor.Build([], house, "http://127.0.0.1:0", publicUrl);
        await publicDoor.StartAsync(cancellation);
        await deskDoor.StartAsync(cancellation);

        using var administrator = new DemonstrationCaller(deskDoor.Urls.First(),
            await GiveAccess.FromConsole(house.Store, Operator, Role.Administrator, clock.GetUtcNow(), cancellation, DemonstrationFile.KeyName));
        var people = new DemonstrationPeople(deskDoor.Urls.First(), publicDoor.Urls.First(), administrator);
        await people.MoveIn();
        var story = new DemonstrationStory(people, clock, realClock.GetUtcNow());
        await story.RecordRights();
        await story.GrowAndMake();
        await story.IssueAndSell();
        people.Dispose();

        await publicDoor.StopAsync(cancellation);
        await deskDoor.StopAsync(cancellation);
    }
}
