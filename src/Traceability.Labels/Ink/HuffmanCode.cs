namespace Traceability.Labels.Ink;

/// <summary>A prefix code of deflate (RFC 1951 §3.2.2): for each symbol its bits, ready to be written lowest bit first, and their number; none for a symbol never met.</summary>
internal sealed class HuffmanCode
{
    private HuffmanCode(byte[] lengths)
    {
        Lengths = lengths;
        Codes = new uint[lengths.Length];
        var next = 0;
        for (var length = 1; length <= lengths.Max(); length++)
        {
            next <<= 1;
            for (var symbol = 0; symbol < lengths.Length; symbol++)
            {
                if (lengths[symbol] == length)
                    Codes[symbol] = (uint)length << 16 | Reversed(next++, length);
            }
        }
    }

    /// <summary>Bits of each symbol's code; 0 for a symbol that has none.</summary>
    public byte[] Lengths { get; }

    /// <summary>Each symbol's code, its first bit lowest, below sixteen bits that say how many they are; 0 for a symbol that has none.</summary>
    public uint[] Codes { get; }

    /// <summary>A code of given lengths.</summary>
    public static HuffmanCode Of(byte[] lengths) => new(lengths);

    /// <summary>The shortest code for symbols met so often, none longer than <paramref name="lengthMax"/>.</summary>
    public static HuffmanCode For(ReadOnlySpan<int> counts, int lengthMax)
    {
        var weights = counts.ToArray();
        while (true)
        {
            var lengths = Lengths(weights);
            if (lengths.Max() <= lengthMax)
                return new HuffmanCode(lengths);

            // Rare symbols move closer to the others until the tree is flat enough.
            for (var symbol = 0; symbol < weights.Length; symbol++)
                weights[symbol] = (weights[symbol] + 1) / 2;
        }

        static byte[] Lengths(int[] weights)
        {
            var lengths = new byte[weights.Length];
            var trees = new PriorityQueue<int[], (long Weight, int Order)>();
            for (var symbol = 0; symbol < weights.Length; symbol++)
            {
                if (weights[symbol] > 0)
                    trees.Enqueue([symbol], (weights[symbol], symbol));
            }

            // A code of one symbol still has one bit.
            if (trees.Count == 1)
                lengths[trees.Peek()[0]] = 1;
            for (var order = weights.Length; trees.Count > 1; order++)
            {
                trees.TryDequeue(out var lighter, out var a);
                trees.TryDequeue(out var heavier, out var b);
                int[] joined = [.. lighter!, .. heavier!];
                foreach (var symbol in joined)
                    lengths[symbol]++;
                trees.Enqueue(joined, (a.Weight + b.Weight, order));
            }

            return lengths;
        }
    }

    private static ushort Reversed(int code, int length)
    {
        var reversed = 0;
        for (var bit = 0; bit < length; bit++)
            reversed |= (code >> bit & 1) << (length - 1 - bit);
        return (ushort)reversed;
    }
}
