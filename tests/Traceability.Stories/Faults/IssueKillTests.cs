using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Traceability.Stories.Faults;

/// <summary>The process ends without a word while producers issue.</summary>
[Collection(nameof(FilledHouses))]
public sealed class IssueKillTests(FilledHouses houses)
{
    private const int Producers = 4, CodesEach = 100;

    [Theory, MemberData(nameof(HouseDatabase.Technologies), MemberType = typeof(HouseDatabase))]
    public async Task A_batch_is_whole_or_absent_after_kill_9_and_its_key_then_gives_exactly_one(string technology)
    {
        var filled = await houses.Of(technology);
        await using var database = await filled.Copy();
        var chance = Chance.Begin();
        var (asked, answered) = (new ConcurrentQueue<string>(), new ConcurrentDictionary<string, Guid>());
        var house = await RunningHouse.Start(database);
        try
        {
            var allowance = await Allowance(house, filled);
            for (var round = 0; round < 2 * Chance.Rounds; round++)
            {
                var killed = house;
                var issuing = Enumerable.Range(0, Producers).Select(who => Task.Run(() => IssueUntilItEnds(killed, filled, $"{round}-{who}", asked, answered))).ToList();
                while (answered.Count < 3 * (round + 1))
                    await Task.Delay(5);
                await chance.Moment(0, 150);
                house.Kill();
                await Task.WhenAll(issuing);
                await house.DisposeAsync();

                house = await house.Again();
                foreach (var (key, batch) in answered)
                    Assert.Equal(1, database.Number($"SELECT count(*) FROM batch WHERE idempotency_key = '{key}'"));
                // Whatever was begun: each batch stands beside its spending, or neither does.
                var stored = database.Number($"SELECT count(*) FROM batch WHERE count = {CodesEach} AND idempotency_key LIKE 'kill-%'");
                Assert.InRange(stored, answered.Count, asked.Count);
                Assert.Equal(allowance - (stored * CodesEach), await Allowance(house, filled));
            }

            Assert.NotEmpty(asked.Except(answered.Keys));
            using var producer = Producer(house, filled);
            foreach (var key in asked)
            {
                var batch = await Issue(producer, filled.Lot, key);
                Assert.True(batch is not null, $"{key} is refused");
                Assert.Equal(answered.GetOrAdd(key, batch.Value), batch.Value);
            }

            Assert.Equal(asked.Count, database.Number("SELECT count(*) FROM batch WHERE idempotency_key LIKE 'kill-%'"));
            Assert.Equal(allowance - (asked.Count * CodesEach), await Allowance(house, filled));
            Assert.Empty(database.Faults());
        }
        finally
        {
            await house.DisposeAsync();
        }
    }

    private static async Task IssueUntilItEnds(RunningHouse house, FilledHouse filled, string name, ConcurrentQueue<string> asked, ConcurrentDictionary<string, Guid> answered)
    {
        using var producer = Producer(house, filled);
        try
        {
            for (var i = 0; ; i++)
            {
                var key = $"kill-{name}-{i}";
                asked.Enqueue(key);
                if (await Issue(producer, filled.Lot, key) is { } batch)
                    answered[key] = batch;
            }
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException or IOException)
        {
            // It ended.
        }
    }

    private static HttpClient Producer(RunningHouse house, FilledHouse filled)
    {
        var client = new HttpClient { BaseAddress = house.Desk };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", filled.ProducerKey);
        return client;
    }

    private static async Task<Guid?> Issue(HttpClient producer, Guid lot, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/batches") { Content = JsonContent.Create(new { lotId = lot, count = CodesEach }) };
        request.Headers.Add("Idempotency-Key", key);
        using var response = await producer.SendAsync(request);
        return response.StatusCode == HttpStatusCode.Created ? (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid() : null;
    }

    private static async Task<long> Allowance(RunningHouse house, FilledHouse filled)
    {
        using var producer = Producer(house, filled);
        return (await producer.GetFromJsonAsync<JsonElement>($"/api/v1/lots/{filled.Lot}")).GetProperty("remainingAllowance").GetInt64();
    }
}
