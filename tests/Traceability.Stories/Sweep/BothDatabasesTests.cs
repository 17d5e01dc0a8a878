namespace Traceability.Stories.Sweep;

/// <summary>Whoever signs in reaches the same pages on PostgreSQL as on SQLite, and each of them is shown.</summary>
[Collection(nameof(HostileHouse))]
public sealed class BothDatabasesTests(HostileHouse onSqlite)
{
    [Fact]
    public async Task Every_page_of_the_desk_is_shown_on_either_database()
    {
        await using var onPostgres = new HostileHouse { IsOnPostgres = true };
        await onPostgres.InitializeAsync();
        foreach (var (user, _, _) in HostileHouse.People)
            Assert.Equal((user, await Pages(onSqlite, user)), (user, await Pages(onPostgres, user)));
    }

    private static async Task<string> Pages(HostileHouse hostile, string user)
    {
        using var person = await hostile.SignedIn(user);
        return string.Join(' ', (await Crawl.From(person)).Keys.Select(Crawl.KindOf).Distinct().Order(StringComparer.Ordinal));
    }
}
