using Traceability.Origins;
using Traceability.Scans;
using Traceability.Storage.Scans;

namespace Traceability.Storage.Tests.Scans;

public sealed class LabelMemoryTests
{
    [Fact]
    public void Whatever_is_remembered_is_read_back_as_it_was()
    {
        var random = new Random(26);
        for (var round = 0; round < 300; round++)
        {
            var memory = LabelMemory.Of(new LabelRow(1, 2, 3) { Version = 0 }, SaleTerms.Free);
            foreach (var sighting in Enumerable.Range(0, random.Next(40)).Select(i => Any(random, i)))
                memory = memory.With(sighting, out _);

            var read = LabelMemory.Of(new LabelRow(1, 2, 3) { Memory = memory.ToBytes() }, SaleTerms.Free);

            Assert.Equal(memory.History.Sightings, read.History.Sightings);
            Assert.Equal((memory.HasForgotten, memory.PlacesUntil), (read.HasForgotten, read.PlacesUntil));
        }
    }

    [Fact]
    public void A_damaged_row_is_no_memory()
    {
        var bytes = LabelMemory.Of(new LabelRow(1, 2, 3) { Version = 0 }, SaleTerms.Free).With(Any(new Random(1), 0), out _).ToBytes();

        for (var length = 2; length < bytes.Length; length++)
            Assert.Throws<InvalidDataException>(() => LabelMemory.Of(new LabelRow(1, 2, 3) { Memory = bytes[..length] }, SaleTerms.Free));
    }

    private static Sighting Any(Random random, int day) => new(
        DateTimeOffset.UnixEpoch.AddDays(20_000 + day).AddMilliseconds(random.Next()), (Verdict)random.Next(7), (Cause)random.Next(7),
        random.Next(2) == 0 ? null : new ScanPlace(GeoPoint.At((random.NextDouble() * 360) - 180, (random.NextDouble() * 180) - 90), random.Next(10_000)).Coarse(),
        (ulong)random.NextInt64(), (ulong)random.NextInt64(), random.Next(2) == 0 ? null : (ulong)random.NextInt64())
    {
        Scan = Guid.CreateVersion7(),
        City = random.Next(2) == 0 ? null : new ScanPlace(GeoPoint.At(random.Next(-180_000, 180_000) / 1_000d, random.Next(-90_000, 90_000) / 1_000d), Sighting.CityMetres),
    };
}
