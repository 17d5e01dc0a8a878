using System.Net;
using System.Net.Http.Json;
using Traceability.Ledger;
using Traceability.Storage;
using Traceability.Storage.Access;

namespace Traceability.Stories.Operating;

/// <summary>A flood of one kind is asked to come again and starves no other.</summary>
public sealed class PoolTests
{
    private const int LooksAtOnce = 1_024, DeedsOfATenant = 64 + 64;

    [Fact]
    public async Task More_people_than_can_look_at_once_are_asked_to_come_again_and_scans_are_counted_all_the_while()
    {
        FailingEngine engine = null!;
        await using var house = await OpenHouse.Open(new OpenHouse.Way { Engine = settings => engine = new FailingEngine(settings) });
        var shop = await Shop.Open(house, 3);
        var mayEnd = new TaskCompletionSource();
        engine.ReadsMayEnd = mayEnd.Task;

        var looks = Enumerable.Range(0, LooksAtOnce + 20).Select(_ => shop.Look(shop.Codes[0])).ToList();
        await Patience.Until(() => looks.Count(look => look.IsCompleted) == 20);
        Assert.All(looks.Where(look => look.IsCompleted), look => Assert.Equal(HttpStatusCode.ServiceUnavailable, look.Result.Status));
        Assert.Equal("FirstScan", (await shop.Scan(shop.Codes[1])).Verdict);
        Assert.Equal("ok\n", await house.Browser.GetStringAsync("/healthz"));

        mayEnd.SetResult();
        Assert.Equal(LooksAtOnce, (await Task.WhenAll(looks)).Count(look => look.Status == HttpStatusCode.OK));
    }

    [Fact]
    public async Task A_tenant_that_floods_the_desk_keeps_no_other_from_it()
    {
        await using var house = await OpenHouse.Open();
        using var flooding = await house.Client("甲", Role.Producer);
        using var other = await house.Client("乙", Role.Officer);
        var (isHeld, mayEnd) = (new TaskCompletionSource(), new TaskCompletionSource());
        var held = house.House.Store.Write(TenantScope.House, async _ =>
        {
            isHeld.SetResult();
            await mayEnd.Task;
            return Written<bool>.Done(true, Act.Of(ActKind.AccessChanged, default));
        }, CancellationToken.None);
        await isHeld.Task;

        var deeds = Enumerable.Range(0, DeedsOfATenant + 10).Select(_ => Record(flooding)).ToList();
        await Patience.Until(() => deeds.Count(deed => deed.IsCompleted) == 10);
        Assert.All(deeds.Where(deed => deed.IsCompleted), deed => Assert.Equal(HttpStatusCode.ServiceUnavailable, deed.Result));
        using var answered = await other.GetAsync(new Uri("/api/v1/rights", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);

        mayEnd.SetResult();
        await held;
        // The same party again is a conflict: it was looked at, in its turn.
        var told = await Task.WhenAll(deeds);
        Assert.Equal((1, DeedsOfATenant - 1), (told.Count(status => status == HttpStatusCode.Created), told.Count(status => status == HttpStatusCode.Conflict)));
    }

    private static async Task<HttpStatusCode> Record(HttpClient client)
    {
        using var answer = await client.PostAsJsonAsync("/api/v1/parties", new { name = "大洼农场", uscc = "92340603MA2PBMD304", kind = "Producer" });
        return answer.StatusCode;
    }
}
