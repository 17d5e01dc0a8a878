using System.Text.Json;

namespace Traceability.Stories.Faults;

/// <summary>The very first start is cut short, wherever it is.</summary>
[Collection(nameof(FilledHouses))]
public sealed class FirstStartTests
{
    private const int WritesOfAMigration = 200;

    [Theory, MemberData(nameof(HouseDatabase.Technologies), MemberType = typeof(HouseDatabase))]
    public async Task A_first_start_that_is_killed_anywhere_is_completed_by_the_next(string technology)
    {
        var chance = Chance.Begin();
        await using var database = HouseDatabase.Empty(technology, FilledHouse.TemporaryDirectory());
        for (var round = 0; round < 4 * Chance.Rounds; round++)
        {
            await using var house = RunningHouse.Launch(database);
            await chance.Moment(100, 1_000);
            house.Kill();
        }

        await using (await RunningHouse.Start(database))
            IsComplete(database);
    }

    // A migration is over in milliseconds: to hit its middle, the process dies at a write and not at a time.
    [Fact]
    public async Task A_migration_that_is_killed_at_any_of_its_writes_is_completed_by_the_next_start()
    {
        await Strace.SkipUnlessPossible();
        var chance = Chance.Begin();
        for (var round = 0; round < Chance.Rounds; round++)
        {
            await using var database = HouseDatabase.Empty("Sqlite", FilledHouse.TemporaryDirectory());
            var write = chance.Number(1, WritesOfAMigration);
            await using (var killed = RunningHouse.Launch(database, new HouseCommand
            {
                Prefix = ["strace", "-f", "-D", "-o", "/dev/null", "-P", ((SqliteFile)database).File, "-P", ((SqliteFile)database).Log,
                    "-e", "trace=pwrite64", "-e", $"inject=pwrite64:signal=KILL:when={write}"],
            }))
            {
                // Of writes beyond the last there is nothing to be killed at: the start is completed, and killed after it.
                await Patience.Until(async () => killed.HasEnded || (await killed.Ask("/healthz")).Status == 200, isOver => isOver, TimeSpan.FromSeconds(30));
            }

            await using (await RunningHouse.Start(database))
                IsComplete(database);
        }
    }

    [Theory, MemberData(nameof(HouseDatabase.Embedded), MemberType = typeof(HouseDatabase))]
    public async Task A_demonstration_that_was_killed_half_way_is_told_to_its_end_by_the_next_start(string technology)
    {
        var chance = Chance.Begin();
        for (var round = 0; round < Chance.Rounds; round++)
        {
            await using var database = HouseDatabase.Empty(technology, FilledHouse.TemporaryDirectory());
            var command = new HouseCommand { WithDemonstration = true };
            await using (var killed = RunningHouse.Launch(database, command))
            {
                // Its first tenants are there: it has begun.
                await Patience.Until(() => Exists(database, "SELECT count(*) FROM tenant"), TimeSpan.FromSeconds(30));
                await chance.Moment(0, 500);
                killed.Kill();
            }

            await using var house = await RunningHouse.Start(database, command);
            IsComplete(database);
            var told = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(database.Directory, "demo.json")));
            Assert.All(told.GetProperty("codes").EnumerateObject(), verdict => Assert.True(verdict.Value.GetArrayLength() >= 3, $"{verdict.Name} has {verdict.Value.GetArrayLength()} codes"));
        }
    }

    private static void IsComplete(HouseDatabase database)
    {
        Assert.Empty(database.Faults());
        Assert.Equal(database.Migrations, database.Number("SELECT count(*) FROM schema_migration"));
    }

    private static bool Exists(HouseDatabase database, string count)
    {
        try
        {
            return database.Number(count) > 0;
        }
        catch (System.Data.Common.DbException)
        {
            // Not there yet.
            return false;
        }
    }
}
