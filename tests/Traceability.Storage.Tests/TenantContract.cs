using Microsoft.EntityFrameworkCore;
using Traceability.Issuing;
using Traceability.Ledger;
using Traceability.Rights;
using Traceability.Scans;
using Traceability.Storage.Access;
using Traceability.Storage.Codes;
using Traceability.Storage.Issuing;
using Traceability.Storage.Ledger;
using Traceability.Storage.Origins;
using Traceability.Storage.Rights;
using Traceability.Storage.Scans;
using Traceability.Storage.Tests.Houses;

namespace Traceability.Storage.Tests;

/// <summary>Two walls between tenants: what is another's is not seen, and what is another's is not written.</summary>
public abstract class TenantContract(TestDatabase database)
{
    // What every tenant may see of the others, and why. A kind of row that is not here is private, a new one too.
    private static readonly Dictionary<Type, Func<object, Seed, bool>> Public = new()
    {
        [typeof(ZoneRow)] = (_, _) => true,
        [typeof(SeasonRow)] = (_, _) => true,
        [typeof(RightRow)] = (row, _) => ((RightRow)row).Kind == RightKind.GeographicalIndication,
        [typeof(RightStateRow)] = (row, other) => ((RightStateRow)row).RightId == other.Indication.Id,
        // Named by its own hash: only who may see the right knows it.
        [typeof(CertificateRow)] = (_, _) => true,
        // The scan path belongs to no tenant (DESIGN, two databases, one meaning); the desk reads it by the batch it may see.
        [typeof(LabelRow)] = (_, _) => true,
        [typeof(ScanRow)] = (_, _) => true,
        [typeof(ForgottenScanRow)] = (_, _) => true,
    };

    // Rows of the whole house, of no tenant at all.
    private static readonly HashSet<Type> OfTheHouse = [typeof(SealingKeyRow), typeof(NeverIssuedDayRow), typeof(NeverIssuedSampleRow), typeof(FactsVersionRow), typeof(SignInFailureRow)];

    [Fact]
    public async Task Nothing_private_of_another_tenant_is_visible()
    {
        using var house = await database.Open();
        var (a, before) = (await SowWithScan(house, "甲"), await AllRows(house, TenantScope.House));
        var b = await SowWithScan(house, "乙");
        var all = await AllRows(house, TenantScope.House);
        var visible = await AllRows(house, TenantScope.Of(a.Tenant.Id));

        var faults = new List<string>();
        foreach (var (type, rows) in all.Where(rows => !OfTheHouse.Contains(rows.Key)))
        {
            var foreign = rows.Where(row => !before[type].ContainsKey(row.Key)).ToList();
            if (foreign.Count == 0)
                faults.Add($"The seed has no {type.Name}: whether it leaks was not asked.");
            faults.AddRange(foreign
                .Where(row => visible[type].ContainsKey(row.Key) && !(Public.TryGetValue(type, out var isPublic) && isPublic(row.Value, b)))
                .Select(row => $"leaked: {row.Value}"));
            // Land and what expired belong to nobody; the house's own acts to the house.
            faults.AddRange(before[type]
                .Where(row => row.Value is not AccountRow { TenantId: null } and not ActRow { TenantId: null } && !visible[type].ContainsKey(row.Key))
                .Select(row => $"hidden from its owner: {row.Value}"));
        }

        Assert.Equal([], faults);
    }

    [Fact]
    public async Task The_public_rows_are_seen_by_everyone()
    {
        using var house = await database.Open();
        var (a, b) = (await Seed.Sow(house.House, "甲"), await Seed.Sow(house.House, "乙"));
        await using var db = house.House.Store.Read(TenantScope.Of(a.Tenant.Id));

        Assert.Equal(2, await db.Zones.CountAsync(CancellationToken.None));
        Assert.Equal(2, await db.Seasons.CountAsync(CancellationToken.None));
        Assert.Contains(await db.Rights.ToListAsync(CancellationToken.None), right => right.Id == b.Indication.Id);
    }

    [Fact]
    public async Task A_permission_shows_itself_and_its_right_to_who_got_it_and_to_nobody_else()
    {
        using var house = await database.Open();
        var (giver, taker, stranger) = (await Seed.Sow(house.House, "甲"), await Seed.Sow(house.House, "乙"), await Seed.Sow(house.House, "丙"));
        await using var all = house.House.Store.Read(TenantScope.House);
        var design = await all.Rights.SingleAsync(right => right.TenantId == giver.Tenant.Id && right.Kind == RightKind.DesignPatent, CancellationToken.None);
        var licence = new PermissionRow(
            Guid.CreateVersion7(house.Clock.GetUtcNow()), giver.Tenant.Id, PermissionKind.Licence, design.Id, taker.Party.Id, "演示许可-1", new DateOnly(2026, 1, 1), null, house.Clock.GetUtcNow());
        await Add(house, giver, licence);

        foreach (var (who, sees) in (IEnumerable<(Seed, bool)>)[(giver, true), (taker, true), (stranger, false)])
        {
            await using var db = house.House.Store.Read(TenantScope.Of(who.Tenant.Id));
            Assert.Equal(sees, await db.Permissions.AnyAsync(row => row.Id == licence.Id, CancellationToken.None));
            Assert.Equal(sees, await db.Rights.AnyAsync(row => row.Id == design.Id, CancellationToken.None));
            Assert.Equal(sees, await db.RightStates.AnyAsync(row => row.RightId == design.Id, CancellationToken.None));
        }
    }

    // Each is what everybody may know of everybody, and nothing else of the row is told.
    [Fact]
    public async Task Whether_a_number_is_taken_and_how_a_holder_is_called_is_known_of_other_tenants()
    {
        using var house = await database.Open();
        var (a, b) = (await Seed.Sow(house.House, "甲"), await Seed.Sow(house.House, "乙"));
        await using var db = house.House.Store.Read(TenantScope.Of(a.Tenant.Id));

        Assert.Equal(b.Party.Name, (await db.RightsOf([a.Indication.Id, b.Indication.Id], CancellationToken.None))[b.Indication.Id].HolderName);
        await using var whole = db.WholeHouse();
        Assert.True(await whole.Batches.AnyAsync(batch => batch.Number == b.Batch.Number, CancellationToken.None));
        Assert.False(await db.Batches.AnyAsync(batch => batch.Number == b.Batch.Number, CancellationToken.None));
        Assert.Empty(whole.ChangeTracker.Entries());
    }

    [Fact]
    public async Task A_transfer_is_seen_by_both_sides_and_by_nobody_else()
    {
        using var house = await database.Open();
        var (giver, taker, stranger) = (await Seed.Sow(house.House, "甲"), await Seed.Sow(house.House, "乙"), await Seed.Sow(house.House, "丙"));
        var offer = new TransferRow(
            Guid.CreateVersion7(house.Clock.GetUtcNow()), giver.Season.Id, giver.Tenant.Id, giver.Party.Id, taker.Tenant.Id, taker.Party.Id, 5, house.Clock.GetUtcNow());
        await Add(house, giver, offer);

        foreach (var (who, sees) in (IEnumerable<(Seed, bool)>)[(giver, true), (taker, true), (stranger, false)])
        {
            await using var db = house.House.Store.Read(TenantScope.Of(who.Tenant.Id));
            Assert.Equal(sees, await db.Transfers.AnyAsync(row => row.Id == offer.Id, CancellationToken.None));
        }
    }

    // Every kind of row that names its tenant, taken from the model: added, changed and deleted under another tenant's scope.
    [Theory]
    [InlineData(EntityState.Added)]
    [InlineData(EntityState.Modified)]
    [InlineData(EntityState.Deleted)]
    public async Task Writing_a_row_of_another_tenant_throws(EntityState state)
    {
        using var house = await database.Open();
        var (a, b) = (await SowWithScan(house, "甲"), await SowWithScan(house, "乙"));
        var foreign = (await AllRows(house, TenantScope.House)).Values.SelectMany(rows => rows.Values)
            .Where(row => row is not AccountRow && row.GetType().GetProperty("TenantId")?.GetValue(row) as Guid? == b.Tenant.Id)
            .DistinctBy(row => row.GetType()).ToList();

        Assert.Equal(22, foreign.Count);
        foreach (var row in foreign)
        {
            await using var db = house.House.Store.Read(TenantScope.Of(a.Tenant.Id));
            db.Entry(row).State = state;
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(CancellationToken.None));
            Assert.Throws<InvalidOperationException>(() => db.SaveChanges());
        }
    }

    [Fact]
    public async Task Ones_own_row_is_not_given_away()
    {
        using var house = await database.Open();
        var (a, b) = (await Seed.Sow(house.House, "甲"), await Seed.Sow(house.House, "乙"));
        await using var db = house.House.Store.Read(TenantScope.Of(a.Tenant.Id));

        db.Entry(a.Lot).State = EntityState.Unchanged;
        db.Entry(a.Lot).Property(lot => lot.TenantId).CurrentValue = b.Tenant.Id;

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(CancellationToken.None));
    }

    private static async Task<Seed> SowWithScan(TestHouse house, string name)
    {
        var seed = await Seed.Sow(house.House, name);
        // One more than a label remembers.
        for (var i = 0; i < LabelHistory.RecentMax + 2; i++)
            await house.House.Scans.Append(house.CodeOf(seed.Batch, 1), null, Guid.CreateVersion7(house.Clock.GetUtcNow()), null, ScanWitness.Unknown, house.Clock.GetUtcNow(), CancellationToken.None);
        await seed.Change(house.House, seed.Batch, 700, 700, LabelState.Activated);
        // So many scans are a flood, which is told behind them.
        await house.House.Alerts.Drain();
        return seed;
    }

    private static Task Add(TestHouse house, Seed owner, object row) => house.House.Store.Write(TenantScope.Of(owner.Tenant.Id), db =>
    {
        db.Add(row);
        return Task.FromResult(Written<bool>.Done(true, Act.Of(ActKind.PermissionRecorded, house.Clock.GetUtcNow())));
    }, CancellationToken.None);

    // By primary key: records that hold bytes would not equal themselves.
    private static async Task<Dictionary<Type, Dictionary<string, object>>> AllRows(TestHouse house, TenantScope scope)
    {
        await using var db = house.House.Store.Read(scope);
        var all = new Dictionary<Type, Dictionary<string, object>>();
        foreach (var entity in db.Model.GetEntityTypes())
        {
            var key = entity.FindPrimaryKey()!.Properties.Select(property => property.PropertyInfo!).ToArray();
            var set = (IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(entity.ClrType).Invoke(db, null)!;
            all.Add(entity.ClrType, (await set.ToListAsync(CancellationToken.None)).ToDictionary(row => string.Join('/', key.Select(part => part.GetValue(row)))));
        }

        return all;
    }
}
