using Microsoft.EntityFrameworkCore;
using Traceability.Issuing;
using Traceability.Ledger;
using Traceability.Storage.Issuing;
using Traceability.Storage.Tests.Houses;

namespace Traceability.Storage.Tests.Issuing;

/// <summary>The double-entry ledger: nothing is made, nothing is lost, nobody gives what he does not have.</summary>
public abstract class AllowanceBookContract(TestDatabase database)
{
    // Every way there is, tried at random with quantities around what is there. What the accounts say must follow from the movements alone.
    [Fact]
    public async Task Random_movements_keep_the_sum_at_zero_and_no_balance_below()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var random = new Random(20261001);
        var (moved, refused) = (0, 0);

        for (var deed = 0; deed < 6; deed++)
        {
            await Write(house, async (db, book) =>
            {
                var accounts = await Accounts(db, book, seed);
                for (var step = 0; step < 80; step++)
                {
                    var lawful = Ways(accounts).ToList();
                    var (kind, from, to) = lawful[random.Next(lawful.Count)];
                    var balance = await book.BalanceOf(from.Id);
                    var quantity = Math.Max(1, MovementRule.MayOwe(from.Kind) ? random.Next(1, 1_000) : balance + random.Next(-3, 4));
                    var gave = await book.Move(kind, from, to, quantity, "random");

                    Assert.Equal(MovementRule.MayOwe(from.Kind) || quantity <= balance, gave);
                    Assert.Equal(gave ? balance - quantity : balance, await book.BalanceOf(from.Id));
                    (moved, refused) = gave ? (moved + 1, refused) : (moved, refused + 1);
                }

                return true;
            });
            await AssertSound(house);
        }

        Assert.True(moved > 100 && refused > 50, $"{moved} moved, {refused} refused: the walk met too little.");
    }

    [Fact]
    public async Task An_unlawful_way_or_quantity_throws_and_moves_nothing()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var before = house.Everything();

        await Write(house, async (db, book) =>
        {
            var accounts = await Accounts(db, book, seed);
            foreach (var kind in Enum.GetValues<MovementKind>())
                foreach (var from in accounts)
                    foreach (var to in accounts.Where(to => !MovementRule.Allows(kind, from.Kind, to.Kind)))
                        await Assert.ThrowsAsync<InvalidOperationException>(() => book.Move(kind, from, to, 1, "unlawful"));
            foreach (var quantity in (long[])[0, -1, long.MinValue])
                await Assert.ThrowsAsync<InvalidOperationException>(() => book.Move(MovementKind.SetAside, seed.Holding, seed.LotAccount, quantity, "nothing"));
            return false;
        });

        Assert.Equal(before, house.Everything());
    }

    [Fact]
    public async Task The_last_gram_is_given_and_not_one_more()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");

        await Write(house, async (_, book) =>
        {
            var issued = await book.Issued(seed.LotAccount);
            Assert.False(await book.Move(MovementKind.Spend, seed.LotAccount, issued, Seed.LotGrams + 1, "one more"));
            Assert.True(await book.Move(MovementKind.Spend, seed.LotAccount, issued, Seed.LotGrams, "all"));
            Assert.False(await book.Move(MovementKind.Spend, seed.LotAccount, issued, 1, "one more"));
            return true;
        });

        await AssertSound(house);
    }

    [Fact]
    public async Task The_same_account_is_opened_once()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");

        await Write(house, async (db, book) =>
        {
            var first = await Accounts(db, book, seed);
            Assert.Equal(first.Select(account => account.Id), (await Accounts(db, book, seed)).Select(account => account.Id));
            return true;
        });
    }

    // The edge: what is left carries 20 of 32 equal spends. All start at once, from two houses over one database.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Spends_at_the_edge_never_pass_the_allowance_and_never_refuse_what_fits(int houses)
    {
        const long each = Seed.LotGrams / 20;
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var stores = new List<Store> { house.House.Store };
        while (stores.Count < houses)
            stores.Add((await house.OpenAgain()).Store);

        var spent = await Patience.Together(32, i => stores[i % houses].Write(TenantScope.Of(seed.Tenant.Id), async db =>
        {
            var book = new AllowanceBook(db, house.Clock.GetUtcNow(), CancellationToken.None);
            return await book.Move(MovementKind.Spend, seed.LotAccount, await book.Issued(seed.LotAccount), each, $"batch {i}")
                ? Written<bool>.Done(true, Act.Of(ActKind.CodesIssued, house.Clock.GetUtcNow(), Fact.Number("i", i)))
                : Written<bool>.Nothing(false);
        }, CancellationToken.None));

        Assert.Equal(20, spent.Count(done => done));
        await AssertSound(house);
        await using var read = house.House.Store.Read(TenantScope.House);
        Assert.Equal(0, (await read.Accounts.SingleAsync(account => account.Id == seed.LotAccount.Id, CancellationToken.None)).Balance);
        Assert.Equal(20, await read.Acts.CountAsync(act => act.Kind == ActKind.CodesIssued, CancellationToken.None));
    }

    private static async Task<List<AccountRow>> Accounts(TraceabilityDb db, AllowanceBook book, Seed seed)
    {
        var transfer = await db.Transfers.AsNoTracking().FirstAsync(CancellationToken.None);
        return
        [
            await book.Land(seed.Season.Id, seed.Plot.Id), await book.Order(seed.LotAccount), seed.Holding, await book.InTransfer(transfer, seed.Plot.Id),
            seed.LotAccount, await book.Issued(seed.LotAccount), await book.Expired(seed.Season.Id),
        ];
    }

    private static IEnumerable<(MovementKind, AccountRow, AccountRow)> Ways(List<AccountRow> accounts) =>
        from kind in Enum.GetValues<MovementKind>()
        from giver in accounts
        from taker in accounts
        where MovementRule.Allows(kind, giver.Kind, taker.Kind)
        select (kind, giver, taker);

    private static async Task AssertSound(TestHouse house)
    {
        await using var db = house.House.Store.Read(TenantScope.House);
        var accounts = await db.Accounts.ToListAsync(CancellationToken.None);
        var movements = await db.Movements.ToListAsync(CancellationToken.None);

        Assert.Equal(0, accounts.Sum(account => account.Balance));
        Assert.All(accounts, account =>
        {
            Assert.Equal(
                movements.Where(movement => movement.ToAccountId == account.Id).Sum(movement => movement.Quantity)
                - movements.Where(movement => movement.FromAccountId == account.Id).Sum(movement => movement.Quantity), account.Balance);
            Assert.True(MovementRule.MayOwe(account.Kind) ? account.Balance <= 0 : account.Balance >= 0, $"{account}");
        });
    }

    private static Task<bool> Write(TestHouse house, Func<TraceabilityDb, AllowanceBook, Task<bool>> deed) => house.House.Store.Write(TenantScope.House, async db =>
        await deed(db, new AllowanceBook(db, house.Clock.GetUtcNow(), CancellationToken.None))
            ? Written<bool>.Done(true, Act.Of(ActKind.AllowanceMoved, house.Clock.GetUtcNow()))
            : Written<bool>.Nothing(false), CancellationToken.None);
}
