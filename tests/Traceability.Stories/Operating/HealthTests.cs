using System.Net;
using System.Net.Http.Json;
using Traceability.Storage.Access;

namespace Traceability.Stories.Operating;

/// <summary>What a proxy and a watcher are told is true, whatever is broken.</summary>
public sealed class HealthTests
{
    private FailingEngine _engine = null!;

    [Fact]
    public async Task A_sound_house_lives_and_is_ready_at_both_doors()
    {
        await using var house = await OpenHouse.Open(Failing);
        foreach (var door in (string[])[house.Browser.BaseAddress!.ToString(), house.DeskAddress])
        {
            using var client = new HttpClient { BaseAddress = new Uri(door) };
            Assert.Equal("ok\n", await client.GetStringAsync("/healthz"));
            Assert.Equal("ready\n", await client.GetStringAsync("/readyz"));
        }
    }

    [Fact]
    public async Task A_house_that_cannot_read_lives_and_is_not_ready_until_it_can()
    {
        await using var house = await OpenHouse.Open(Failing);
        var shop = await Shop.Open(house, 2);
        _engine.Reading = FailingEngine.Away;

        Assert.Equal("ok\n", await house.Browser.GetStringAsync("/healthz"));
        foreach (var door in (string[])[house.Browser.BaseAddress!.ToString(), house.DeskAddress])
        {
            var (status, body) = await shop.Ready(door);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
            Assert.DoesNotContain("SQLite", body, StringComparison.OrdinalIgnoreCase);
        }

        Assert.NotNull(house.House.Store.Watch.CannotReadSince);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await shop.Look(shop.Codes[0])).Status);

        _engine.Reading = null;
        Assert.Equal((HttpStatusCode.OK, "ready\n"), await shop.Ready());
        Assert.Equal(HttpStatusCode.OK, (await shop.Look(shop.Codes[0])).Status);
        await Patience.Until(() => house.House.Store.Watch.CannotReadSince is null);
    }

    [Fact]
    public async Task A_read_that_does_not_come_back_holds_one_thread_whoever_asks_and_the_answer_comes_within_three_seconds()
    {
        await using var house = await OpenHouse.Open(Failing);
        var shop = new Shop(house, null!, default, []);
        _engine.ReadsPass.Reset();
        var began = TimeProvider.System.GetTimestamp();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => shop.Ready()));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status));
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(6));
        Assert.Equal("ok\n", await house.Browser.GetStringAsync("/healthz"));

        _engine.ReadsPass.Set();
        await Patience.Until(async () => (await shop.Ready()).Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_house_that_cannot_write_is_ready_for_checks_and_says_since_when_nothing_is_counted()
    {
        await using var house = await OpenHouse.Open(Failing);
        var shop = await Shop.Open(house, 3);
        _engine.Writing = FailingEngine.Full;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await shop.Scan(shop.Codes[0])).Status);
        var since = $"{OpenHouse.Noon:yyyy-MM-ddTHH:mm:ssZ}";
        Assert.Equal((HttpStatusCode.OK, $"ready\nnot counting scans since {since}: the storage refused to write\n"), await shop.Ready());
        Assert.Equal((HttpStatusCode.OK, $"ready\ntaking no deeds since {since}: the storage refused to write\n"), await shop.Ready(house.DeskAddress));
        Assert.Equal(HttpStatusCode.OK, (await shop.Look(shop.Codes[0])).Status);

        // Nobody is needed to put it right: the next scan tries.
        _engine.Writing = null;
        Assert.Equal((HttpStatusCode.OK, "FirstScan"), Told(await shop.Scan(shop.Codes[0])));
        Assert.Equal((HttpStatusCode.OK, "ready\n"), await shop.Ready());
    }

    [Fact]
    public async Task A_process_that_lacks_the_file_of_a_key_that_another_made_is_not_ready_until_it_has_it()
    {
        await using var house = await OpenHouse.Open();
        await using var other = await house.OpenAgain();
        var (here, there) = (new Shop(house, null!, default, []), new Shop(other, null!, default, []));
        using var administrator = await house.Client("Operator", Role.Administrator);
        Assert.Equal(HttpStatusCode.OK, (await there.Ready()).Status);

        var before = Directory.GetFiles(house.House.Settings.KeyDirectory);
        using var rotated = await administrator.PostAsJsonAsync("/api/v1/keys/rotation", new { });
        Assert.True(rotated.IsSuccessStatusCode);
        var file = Assert.Single(Directory.GetFiles(house.House.Settings.KeyDirectory).Except(before));
        File.Move(file, file + ".away");
        Assert.Equal(HttpStatusCode.OK, (await here.Ready()).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await there.Ready()).Status);

        File.Move(file + ".away", file);
        Assert.Equal(HttpStatusCode.OK, (await there.Ready()).Status);
    }

    [Fact]
    public async Task A_deed_that_meets_the_fault_tells_it_as_well()
    {
        await using var house = await OpenHouse.Open(Failing);
        var shop = await Shop.Open(house, 3);
        using var producer = await house.Client("Mill", Role.Producer);
        _engine.Writing = FailingEngine.Full;

        using var refused = await producer.PostAsJsonAsync($"/api/v1/batches/{shop.Batch}/ranges", new { first = 3, last = 3, state = "Activated" });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.StartsWith("ready\ntaking no deeds since", (await shop.Ready(house.DeskAddress)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_the_word_to_close_on_a_door_is_not_ready_and_goes_on_answering_until_the_proxy_noticed()
    {
        await using var house = await OpenHouse.Open(new OpenHouse.Way(), ("Doors:DrainSeconds", "2"));
        var shop = await Shop.Open(house, 3);
        Assert.Equal(HttpStatusCode.OK, (await shop.Ready()).Status);

        var closed = house.ClosePublicDoor();
        await Patience.Until(async () => (await shop.Ready()).Status == HttpStatusCode.ServiceUnavailable);
        Assert.Equal("ok\n", await house.Browser.GetStringAsync("/healthz"));
        Assert.Equal((HttpStatusCode.OK, "FirstScan"), Told(await shop.Scan(shop.Codes[0])));
        Assert.False(closed.IsCompleted);

        await closed;
        await Assert.ThrowsAsync<HttpRequestException>(() => shop.Ready());
    }

    private OpenHouse.Way Failing => new() { Engine = settings => _engine = new FailingEngine(settings) };

    private static (HttpStatusCode Status, string? Verdict) Told((HttpStatusCode Status, string? Verdict, string? Receipt) scan) => (scan.Status, scan.Verdict);
}
