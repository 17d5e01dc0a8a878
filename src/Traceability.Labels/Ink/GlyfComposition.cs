namespace Traceability.Labels.Ink;

/// <summary>Gathers the points of one glyph from its own description or from the glyphs it is composed of.</summary>
internal sealed class GlyfComposition(GlyfTable table)
{
    // Real fonts take a dozen parts. Counted over all levels: a glyph that contains itself must end, and so must parts that multiply.
    private const int MostParts = 256;
    private const int MostPoints = 20_000;

    // Table "Composite glyph flags" of the OpenType specification.
    private const int ArgumentsAreWords = 0x1;
    private const int ArgumentsAreOffsets = 0x2;
    private const int HasOneScale = 0x8;
    private const int MoreParts = 0x20;
    private const int HasTwoScales = 0x40;
    private const int HasMatrix = 0x80;
    private const int OffsetIsScaled = 0x800;

    private int parts;

    public void AddTo(List<GlyfPoint> points, int glyph)
    {
        if (++parts > MostParts)
            throw new InvalidDataException("A character is composed of too many others, or of itself.");

        var description = table.Description(glyph);
        if (description.Length == 0)
            return;

        if (description.Int16(0) < 0)
            AddParts(points, description);
        else
            AddSimple(points, description);
    }

    private void AddParts(List<GlyfPoint> points, FontBytes description)
    {
        int flags;
        var at = 10;
        do
        {
            flags = description.UInt16(at);
            var part = new List<GlyfPoint>();
            AddTo(part, description.UInt16(at + 2));
            at += 4;

            var isWide = (flags & ArgumentsAreWords) != 0;
            var areOffsets = (flags & ArgumentsAreOffsets) != 0;
            int Argument(int index) => (isWide, areOffsets) switch
            {
                (true, true) => description.Int16(at + 2 * index),
                (true, false) => description.UInt16(at + 2 * index),
                (false, true) => (sbyte)description.Byte(at + index),
                (false, false) => description.Byte(at + index),
            };
            var (first, second) = (Argument(0), Argument(1));
            at += isWide ? 4 : 2;

            var (xx, xy, yx, yy) = Matrix(description, flags, ref at);
            for (var i = 0; i < part.Count; i++)
                part[i] = part[i] with { X = part[i].X * xx + part[i].Y * yx, Y = part[i].X * xy + part[i].Y * yy };

            var (x, y) = areOffsets ? (first, second) : Between(points, first, part, second);
            if (areOffsets && (flags & OffsetIsScaled) != 0)
                (x, y) = (x * double.Hypot(xx, xy), y * double.Hypot(yx, yy));

            Append(points, part.Select(point => point with { X = point.X + x, Y = point.Y + y }), part.Count);
        }
        while ((flags & MoreParts) != 0);
    }

    private static (double XX, double XY, double YX, double YY) Matrix(FontBytes description, int flags, ref int at)
    {
        var start = at;
        double Fraction(int index) => description.Int16(start + 2 * index) / 16384.0;
        if ((flags & HasOneScale) != 0)
        {
            at += 2;
            return (Fraction(0), 0, 0, Fraction(0));
        }

        if ((flags & HasTwoScales) != 0)
        {
            at += 4;
            return (Fraction(0), 0, 0, Fraction(1));
        }

        if ((flags & HasMatrix) == 0)
            return (1, 0, 0, 1);

        at += 8;
        return (Fraction(0), Fraction(1), Fraction(2), Fraction(3));
    }

    // A part may be placed so that one of its points meets one that is there already.
    private static (double X, double Y) Between(List<GlyfPoint> points, int there, List<GlyfPoint> part, int here) =>
        there < points.Count && here < part.Count
            ? (points[there].X - part[here].X, points[there].Y - part[here].Y)
            : throw new InvalidDataException("A composed character refers to a point it does not have.");

    private static void AddSimple(List<GlyfPoint> points, FontBytes description)
    {
        var simple = new GlyfSimple(description);
        Append(points, simple.Points(), simple.Count);
    }

    private static void Append(List<GlyfPoint> points, IEnumerable<GlyfPoint> more, int count)
    {
        if (points.Count + count > MostPoints)
            throw new InvalidDataException("A character has more points than any real one.");

        points.AddRange(more);
    }
}
