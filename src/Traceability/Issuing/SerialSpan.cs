namespace Traceability.Issuing;

/// <summary>Consecutive serials of one batch, <see cref="First"/> to <see cref="Last"/>, 1-based and inclusive; never empty.</summary>
public readonly record struct SerialSpan
{
    /// <summary>A span that is known to be one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It begins before 1 or runs backwards.</exception>
    public SerialSpan(uint first, uint last)
    {
        if (first < 1 || last < first)
            throw new ArgumentOutOfRangeException(nameof(last), $"{first}-{last} is no span of serials.");
        (First, Last) = (first, last);
    }

    /// <summary>First serial.</summary>
    public uint First { get; }

    /// <summary>Last serial, not before the first.</summary>
    public uint Last { get; }

    /// <summary>How many serials.</summary>
    public long Count => (long)Last - First + 1;

    /// <summary>True with a span when the serials lie in a batch of that many labels and do not run backwards.</summary>
    public static bool TryCreate(long first, long last, uint count, out SerialSpan span)
    {
        var fits = first >= 1 && first <= last && last <= count;
        span = fits ? new SerialSpan((uint)first, (uint)last) : default;
        return fits;
    }

    /// <summary>True when both hold a same serial.</summary>
    public bool Overlaps(SerialSpan other) => First <= other.Last && other.First <= Last;

    /// <summary>True when this holds every serial of the other.</summary>
    public bool Covers(SerialSpan other) => First <= other.First && other.Last <= Last;
}
