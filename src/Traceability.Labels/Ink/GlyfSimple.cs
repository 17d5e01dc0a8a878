namespace Traceability.Labels.Ink;

/// <summary>The description of a glyph by its own points (OpenType 1.9, "glyf", simple glyph description).</summary>
internal sealed class GlyfSimple
{
    private const int OnCurve = 0x01;
    private const int ShortX = 0x02;
    private const int ShortY = 0x04;
    private const int Repeat = 0x08;
    private const int SameOrPositiveX = 0x10;
    private const int SameOrPositiveY = 0x20;

    private readonly FontBytes description;
    private readonly int flagsAt;
    private readonly bool[] endsContour;

    public GlyfSimple(FontBytes description)
    {
        this.description = description;
        var contours = description.Int16(0);
        var ends = Enumerable.Range(0, contours).Select(i => description.UInt16(10 + 2 * i)).ToList();
        for (var i = 1; i < ends.Count; i++)
        {
            if (ends[i] <= ends[i - 1])
                throw new InvalidDataException("The contours of a character overlap in their list of points.");
        }

        endsContour = new bool[contours == 0 ? 0 : ends[^1] + 1];
        foreach (var end in ends)
            endsContour[end] = true;

        flagsAt = 10 + 2 * contours;
        flagsAt += contours == 0 ? 0 : 2 + description.UInt16(flagsAt);
    }

    public int Count => endsContour.Length;

    public GlyfPoint[] Points()
    {
        var at = flagsAt;
        var flags = Flags(ref at);
        var xs = Coordinates(flags, ShortX, SameOrPositiveX, ref at);
        var ys = Coordinates(flags, ShortY, SameOrPositiveY, ref at);
        return [.. Enumerable.Range(0, Count).Select(i => new GlyfPoint(xs[i], ys[i], (flags[i] & OnCurve) != 0, endsContour[i]))];
    }

    private int[] Flags(ref int at)
    {
        var flags = new int[Count];
        for (var i = 0; i < Count;)
        {
            var flag = description.Byte(at++);
            var times = (flag & Repeat) == 0 ? 1 : 1 + description.Byte(at++);
            for (; times > 0 && i < Count; times--)
                flags[i++] = flag;
        }

        return flags;
    }

    private int[] Coordinates(int[] flags, int isShort, int isSameOrPositive, ref int at)
    {
        var (coordinates, value) = (new int[Count], 0);
        for (var i = 0; i < Count; i++)
        {
            var isSet = (flags[i] & isSameOrPositive) != 0;
            if ((flags[i] & isShort) != 0)
            {
                value += isSet ? description.Byte(at) : -description.Byte(at);
                at++;
            }
            else if (!isSet)
            {
                value += description.Int16(at);
                at += 2;
            }

            coordinates[i] = value;
        }

        return coordinates;
    }
}
