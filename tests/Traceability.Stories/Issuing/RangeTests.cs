using System.Net;
using System.Text.Json;
using Traceability.Issuing;

namespace Traceability.Stories.Issuing;

/// <summary>The desk reads only the pieces that a change touches: what it stores must be what the whole book would say.</summary>
public sealed class RangeTests(PackingHouse packing) : IClassFixture<PackingHouse>
{
    [Fact]
    public async Task A_batch_changed_bit_by_bit_over_the_wire_is_the_book_that_the_core_keeps()
    {
        var (random, lawful) = (new Random(20261010), 0);
        var batch = await packing.Items(40);
        var book = new RangeBook(40, []);
        LabelState[] states = [LabelState.Activated, LabelState.Activated, LabelState.Activated, LabelState.Spoiled, LabelState.Withdrawn, LabelState.Retired];
        for (var step = 0; step < 120; step++)
        {
            var first = (uint)random.Next(1, 41);
            var change = new LabelRange(first, (uint)Math.Min(40, first + random.Next(6)), states[random.Next(states.Length)], random.Next(3) == 0 ? "r" : "s", OpenHouse.Noon);
            var answer = await packing.Post($"/batches/{batch}/ranges", new { first = change.First, last = change.Last, state = change.State.ToString(), reason = change.Reason });
            var expected = book.Apply(change) as RangeChange.Applied;
            Assert.Equal(expected is null ? HttpStatusCode.Conflict : HttpStatusCode.OK, answer.Status);
            if (expected is null)
                continue;

            lawful++;
            Assert.Equal(expected.Changed, answer["changed"].GetInt64());
            book = expected.Book;
            var read = (await packing.Village.Producer.Get($"/api/v1/batches/{batch}")).GetProperty("ranges").Deserialize<List<JsonElement>>()!;
            Assert.Equal(
                book.Ranges.Select(range => (range.First, range.Last, range.State.ToString(), range.Reason)),
                read.Select(range => (range.GetProperty("first").GetUInt32(), range.GetProperty("last").GetUInt32(), range.GetProperty("state").GetString()!, range.GetProperty("reason").GetString())));
        }

        Assert.InRange(lawful, 30, 119);
        Assert.True(book.Ranges.Count > 5, $"{book.Ranges.Count} pieces: the walk met too little.");
    }
}
