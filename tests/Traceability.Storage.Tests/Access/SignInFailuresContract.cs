using Microsoft.EntityFrameworkCore;
using Traceability.Ledger;
using Traceability.Storage.Access;
using Traceability.Storage.Tests.Houses;

namespace Traceability.Storage.Tests.Access;

/// <summary>Failures are counted by name, known or not, before anything is judged; they make the wait grow, and are forgotten.</summary>
public abstract class SignInFailuresContract(TestDatabase database)
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 5)]
    [InlineData(4, 10)]
    [InlineData(10, 640)]
    [InlineData(11, 900)]
    [InlineData(12, 900)]
    [InlineData(int.MaxValue, 900)]
    public void The_wait_doubles_up_to_a_quarter_of_an_hour(int failures, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), SignInDelayRule.After(failures));

    [Fact]
    public async Task Tries_at_the_same_moment_are_counted_one_after_the_other_and_leave_no_act()
    {
        using var house = await database.Open();
        var acts = await Acts(house);
        var waits = await Patience.Together(20, _ => Count(house, "ami"));
        Assert.Equal(3, waits.Count(wait => wait == TimeSpan.Zero));
        Assert.Equal(17, waits.Count(wait => wait == TimeSpan.FromSeconds(5)));
        Assert.Equal(TimeSpan.Zero, await Count(house, "bao"));
        Assert.Equal(acts, await Acts(house));
    }

    [Fact]
    public async Task Whoever_succeeds_is_forgiven_and_nobody_else()
    {
        using var house = await database.Open();
        foreach (var name in (string[])["ami", "bao"])
        {
            for (var i = 0; i < 3; i++)
                await Count(house, name);
        }

        await house.House.Store.Write(TenantScope.House, async db =>
        {
            await SignInFailures.Forgive(db, "ami", CancellationToken.None);
            return Written<bool>.Done(true, Act.Of(ActKind.SignedIn, house.Clock.GetUtcNow()));
        }, CancellationToken.None);
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromSeconds(5)), (await Count(house, "ami"), await Count(house, "bao")));
    }

    [Fact]
    public async Task An_hour_without_a_failure_forgets_the_former_ones_and_their_rows()
    {
        using var house = await database.Open();
        for (var i = 0; i < 3; i++)
            await Count(house, "ami");
        house.Clock.Pass(SignInDelayRule.ForgottenAfter);
        Assert.Equal(TimeSpan.Zero, await Count(house, "ami"));
        house.Clock.Pass(SignInDelayRule.ForgottenAfter + TimeSpan.FromMilliseconds(1));
        await Count(house, "bao");
        await using var db = house.House.Store.Read(TenantScope.House);
        Assert.Equal(1, (await db.SignInFailures.SingleAsync(CancellationToken.None)).Count);
    }

    // A clock set back by a day keeps nobody out for a day.
    [Fact]
    public async Task A_clock_that_was_set_back_keeps_nobody_out()
    {
        using var house = await database.Open();
        for (var i = 0; i < 4; i++)
            await Count(house, "ami");
        house.Clock.Pass(-TimeSpan.FromDays(1));
        Assert.Equal(TimeSpan.Zero, await Count(house, "ami"));
    }

    private static Task<TimeSpan> Count(TestHouse house, string name) => SignInFailures.Count(house.House.Store, name, house.Clock.GetUtcNow(), CancellationToken.None);

    private static async Task<int> Acts(TestHouse house)
    {
        await using var db = house.House.Store.Read(TenantScope.House);
        return await db.Acts.CountAsync(CancellationToken.None);
    }
}
