using Microsoft.EntityFrameworkCore;
using Traceability.Ledger;
using Traceability.Storage.Access;
using Traceability.Storage.Tests.Houses;

namespace Traceability.Storage.Tests;

/// <summary>The writing gate: no deed without its act, all of a deed or none of it, one at a time.</summary>
public abstract class StoreContract(TestDatabase database)
{
    private static readonly Act Deed = Act.Of(ActKind.AccessChanged, DateTimeOffset.UnixEpoch, Fact.Text("what", "演示"));

    [Fact]
    public async Task A_deed_and_its_acts_are_committed_together()
    {
        using var house = await database.Open();
        var tenant = Tenant(house);
        var before = await Acts(house);

        var result = await house.House.Store.Write(TenantScope.Of(tenant.Id), db =>
        {
            db.Tenants.Add(tenant);
            return Task.FromResult(Written<int>.Done(7, Deed, Deed with { Kind = ActKind.PartyRecorded }));
        }, CancellationToken.None);

        Assert.Equal(7, result);
        await using var read = house.House.Store.Read(TenantScope.Of(tenant.Id));
        Assert.Equal([tenant], await read.Tenants.ToListAsync(CancellationToken.None));
        Assert.Equal(before + 2, await Acts(house));
        var acts = await read.Acts.OrderBy(act => act.Kind).ToListAsync(CancellationToken.None);
        Assert.Equal([ActKind.AccessChanged, ActKind.PartyRecorded], acts.Select(act => act.Kind));
        Assert.All(acts, act => Assert.Equal((tenant.Id, Deed.At, Deed.Facts, null as long?, 32), (act.TenantId, act.At, act.Facts, act.Sequence, act.Salt.Length)));
        // A salt that repeats lets anyone compare two commitments.
        Assert.NotEqual(acts[0].Salt, acts[1].Salt);
    }

    [Fact]
    public async Task A_refusal_takes_back_even_what_was_saved_on_the_way()
    {
        using var house = await database.Open();
        var before = house.Everything();

        var answer = await house.House.Store.Write(TenantScope.House, async db =>
        {
            db.Tenants.Add(Tenant(house));
            await db.SaveChangesAsync();
            db.Tenants.Add(Tenant(house));
            return Written<string>.Nothing("no");
        }, CancellationToken.None);

        Assert.Equal("no", answer);
        Assert.Equal(before, house.Everything());
    }

    [Fact]
    public async Task An_exception_takes_everything_back_and_frees_the_gate()
    {
        using var house = await database.Open();
        var before = house.Everything();

        await Assert.ThrowsAsync<FormatException>(() => house.House.Store.Write<int>(TenantScope.House, async db =>
        {
            db.Tenants.Add(Tenant(house));
            await db.SaveChangesAsync();
            throw new FormatException();
        }, CancellationToken.None));

        Assert.Equal(before, house.Everything());
        await Write(house.House.Store);
    }

    [Fact]
    public async Task A_caller_who_walks_away_before_the_commit_leaves_nothing_behind()
    {
        using var house = await database.Open();
        using var caller = new CancellationTokenSource();
        var before = house.Everything();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => house.House.Store.Write(TenantScope.House, async db =>
        {
            db.Tenants.Add(Tenant(house));
            await caller.CancelAsync();
            return Written<int>.Done(0, Deed);
        }, caller.Token));

        Assert.Equal(before, house.Everything());
    }

    // An act that cannot be stored is a deed that did not happen.
    [Fact]
    public async Task A_deed_whose_rows_are_refused_leaves_no_act()
    {
        using var house = await database.Open();
        var tenant = Tenant(house);
        var before = house.Everything();

        await Assert.ThrowsAnyAsync<DbUpdateException>(() => house.House.Store.Write(TenantScope.House, db =>
        {
            db.ApiKeys.Add(new ApiKeyRow(tenant.Id, tenant.Id, Role.Producer, "a", "same", default));
            db.ApiKeys.Add(new ApiKeyRow(Tenant(house).Id, tenant.Id, Role.Producer, "b", "same", default));
            return Task.FromResult(Written<int>.Done(0, Deed));
        }, CancellationToken.None));

        Assert.Equal(before, house.Everything());
    }

    [Fact]
    public async Task References_to_rows_that_are_nowhere_are_refused_at_commit()
    {
        using var house = await database.Open();
        var before = house.Everything();

        await Assert.ThrowsAnyAsync<Exception>(() => house.House.Store.Write(TenantScope.House, db =>
        {
            db.ApiKeys.Add(new ApiKeyRow(Tenant(house).Id, Tenant(house).Id, Role.Producer, "a", "secret", default));
            return Task.FromResult(Written<int>.Done(0, Deed));
        }, CancellationToken.None));

        Assert.Equal(before, house.Everything());
        await Write(house.House.Store);
    }

    public static TheoryData<ActKind> Kinds() => [.. Enum.GetValues<ActKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_facts_version_grows_with_every_deed_that_a_verdict_can_rest_on(ActKind kind)
    {
        using var house = await database.Open();
        var before = await FactsVersion(house);

        await house.House.Store.Write(TenantScope.House, _ => Task.FromResult(Written<int>.Done(0, Deed with { Kind = kind }, Deed with { Kind = kind })), CancellationToken.None);

        var isForNoVerdict = kind is ActKind.Scanned or ActKind.CodesRead or ActKind.StockCounted or ActKind.ReprintDecided or ActKind.PrintJobChanged
            or ActKind.AlertRaised or ActKind.AlertDecided or ActKind.SignedIn or ActKind.PeopleChanged or ActKind.DossierRead;
        Assert.Equal(isForNoVerdict ? before : before + 1, await FactsVersion(house));
    }

    [Fact]
    public async Task A_gate_that_stays_taken_says_come_again_and_opens_afterwards()
    {
        using var house = await database.Open();
        using var store = new Store(database.Engine(house.Settings.ConnectionString), house.Clock, waitMax: TimeSpan.FromMilliseconds(1));
        var taken = new TaskCompletionSource();
        var leave = new TaskCompletionSource();
        var holder = store.Write(TenantScope.House, async _ =>
        {
            taken.SetResult();
            await leave.Task;
            return Written<int>.Done(0, Deed);
        }, CancellationToken.None);
        await taken.Task;

        await Assert.ThrowsAsync<StoreBusyException>(() => Write(store));

        leave.SetResult();
        await holder;
        await Write(store);
    }

    [Fact]
    public async Task Deeds_of_one_store_never_overlap()
    {
        using var house = await database.Open();
        var inside = 0;
        var before = await Acts(house);

        await Patience.Together(40, _ => house.House.Store.Write(TenantScope.House, async _ =>
        {
            Assert.Equal(1, Interlocked.Increment(ref inside));
            await Task.Yield();
            Assert.Equal(0, Interlocked.Decrement(ref inside));
            return Written<int>.Done(0, Deed);
        }, CancellationToken.None));

        Assert.Equal(before + 40, await Acts(house));
    }

    [Fact]
    public async Task A_view_for_reading_tracks_nothing()
    {
        using var house = await database.Open();
        await using var db = house.House.Store.Read(TenantScope.House);

        Assert.NotEmpty(await db.SealingKeys.ToListAsync(CancellationToken.None));
        Assert.Empty(db.ChangeTracker.Entries());
    }

    private static TenantRow Tenant(TestHouse house) => new(Guid.CreateVersion7(house.Clock.GetUtcNow()), "演示", true, house.Clock.GetUtcNow());

    private static Task<int> Write(Store store) => store.Write(TenantScope.House, _ => Task.FromResult(Written<int>.Done(0, Deed)), CancellationToken.None);

    private static async Task<int> Acts(TestHouse house)
    {
        await using var db = house.House.Store.Read(TenantScope.House);
        return await db.Acts.CountAsync(CancellationToken.None);
    }

    private static async Task<long> FactsVersion(TestHouse house)
    {
        await using var db = house.House.Store.Read(TenantScope.House);
        return (await db.FactsVersions.SingleAsync(CancellationToken.None)).Version;
    }
}
