namespace Traceability.Labels.Ink;

/// <summary>An INDEX of a Compact Font Format table: numbered pieces of any length (Adobe Technical Note #5176 §5).</summary>
internal sealed class CffIndex
{
    public static readonly CffIndex Empty = new(new FontBytes(new byte[2]), 0);

    private readonly FontBytes table;
    private readonly long offsetsAt;
    private readonly int offsetSize;

    public CffIndex(FontBytes table, long at)
    {
        this.table = table;
        Count = table.UInt16(at);
        End = at + 2;
        if (Count == 0)
            return;

        offsetSize = table.Byte(at + 2);
        if (offsetSize is < 1 or > 4)
            throw new InvalidDataException("It is damaged: an index of its outlines has no width.");

        offsetsAt = at + 3;
        End = Start(Count);
    }

    public int Count { get; }

    /// <summary>Where in the table the next thing starts.</summary>
    public long End { get; }

    /// <exception cref="InvalidDataException">There is no such piece, or it lies outside the table.</exception>
    public FontBytes this[int index] =>
        index >= 0 && index < Count
            ? table.From(Start(index), Start(index + 1) - Start(index))
            : throw new InvalidDataException("It is damaged: it refers to an outline that is not there.");

    // Offsets count from the byte before the pieces, so that the first is 1.
    private long Start(int index)
    {
        var offset = 0L;
        foreach (var octet in table.Read(offsetsAt + (long)index * offsetSize, offsetSize))
            offset = offset << 8 | octet;

        return offsetsAt + (Count + 1L) * offsetSize - 1 + offset;
    }
}
