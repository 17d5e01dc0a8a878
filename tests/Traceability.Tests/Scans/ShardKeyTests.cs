using Traceability.Scans;

namespace Traceability.Tests.Scans;

public sealed class ShardKeyTests
{
    // Computed by another implementation. Rows are stored under these numbers: a red test here is a database that finds nothing any more.
    [Theory]
    [InlineData(0x00000000u, 0u, 0)]
    [InlineData(0x00000000u, 1023u, 0)]
    [InlineData(0x00000000u, 1024u, 632)]
    [InlineData(0x00000001u, 1u, 509)]
    [InlineData(0xC0FFEE01u, 4711u, 577)]
    [InlineData(0xC0FFEE01u, 5120u, 186)]
    [InlineData(0x80000000u, 1u, 512)]
    [InlineData(0xFFFFFFFFu, uint.MaxValue, 323)]
    [InlineData(0x12345678u, 10_000_000u, 483)]
    public void The_shard_of_a_label_is_written_down_for_ever(uint batch, uint serial, int shard) =>
        Assert.Equal(shard, ShardKey.Of(batch, serial));

    [Fact]
    public void Serials_of_one_block_share_a_shard_and_the_next_block_does_not()
    {
        const uint block = 1 << ShardKey.BlockBits;
        for (var serial = 0u; serial < block; serial++)
            Assert.Equal(ShardKey.Of(0xC0FFEE01, 0), ShardKey.Of(0xC0FFEE01, serial));
        Assert.NotEqual(ShardKey.Of(0xC0FFEE01, 0), ShardKey.Of(0xC0FFEE01, block));
    }

    // A hundred labels a shard on average: chance alone leaves each between 50 and 160, a lopsided formula does not.
    [Fact]
    public void Labels_of_many_batches_fill_all_1024_shards_evenly()
    {
        var random = new Random(20261001);
        var shards = new int[1024];
        for (var i = 0; i < 102_400; i++)
            shards[ShardKey.Of((uint)random.NextInt64(1L << 32), (uint)random.NextInt64(1, 100_000_001))]++;

        Assert.All(shards, labels => Assert.InRange(labels, 50, 160));
    }

    [Fact]
    public void One_large_batch_alone_fills_all_shards_evenly()
    {
        var shards = new int[1024];
        for (var serial = 1L; serial <= 100_000_000; serial += 1 << ShardKey.BlockBits)
            shards[ShardKey.Of(0xC0FFEE01, (uint)serial)]++;

        Assert.All(shards, blocks => Assert.InRange(blocks, 90, 101));
    }
}
