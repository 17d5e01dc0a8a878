namespace Traceability.Scans;

/// <summary>The key that keeps the rows of one label together and spreads labels evenly, in every table that grows with scans.</summary>
public static class ShardKey
{
    /// <summary>Serials of one block share a shard: a carton scanned in one go writes to one place.</summary>
    public const int BlockBits = 10;

    /// <summary>A number from 0 to 1,023 that depends on nothing but batch and serial block; it is stored, so the formula is for ever.</summary>
    public static int Of(uint batch, uint serial)
    {
        // Fibonacci hashing: neighbouring blocks land far apart.
        var mixed = (((ulong)batch << 32) | (serial >> BlockBits)) * 0x9E3779B97F4A7C15UL;
        return (int)(mixed >> 54);
    }
}
