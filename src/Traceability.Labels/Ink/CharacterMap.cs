namespace Traceability.Labels.Ink;

/// <summary>Which glyph draws a character: the Unicode subtable of a <c>cmap</c> table, of format 12 if there is one, else of format 4.</summary>
internal sealed class CharacterMap
{
    private readonly FontBytes map;
    private readonly bool isFormat12;

    public CharacterMap(FontBytes cmap)
    {
        var found = false;
        for (var record = 4; record < 4 + 8 * cmap.UInt16(2); record += 8)
        {
            var (platform, encoding) = (cmap.UInt16(record), cmap.UInt16(record + 2));
            if (platform != 0 && (platform, encoding) is not ((3, 1) or (3, 10)))
                continue;

            // Not cut to the length it states: that field has 16 bits in format 4 and is wrong in some large fonts.
            var subtable = cmap.From(cmap.UInt32(record + 4));
            var format = subtable.UInt16(0);
            if (format is not (4 or 12) || (found && format == 4))
                continue;

            (map, isFormat12, found) = (subtable, format == 12, true);
        }

        if (!found)
            throw new InvalidDataException("It has no Unicode character map of format 4 or 12.");
    }

    /// <summary>The glyph's index; 0, the glyph for missing characters, when the font has none.</summary>
    public int Glyph(int character) => isFormat12 ? InGroups(character) : character <= 0xFFFF ? InSegments(character) : 0;

    private int InGroups(int character)
    {
        const int Groups = 16;
        var (low, high) = (0L, (long)map.UInt32(12));
        while (low < high)
        {
            var group = (low + high) / 2;
            var (first, last) = (map.UInt32(Groups + 12 * group), map.UInt32(Groups + 12 * group + 4));
            if (character > last)
                low = group + 1;
            else if (character < first)
                high = group;
            else
                return (int)long.Min(map.UInt32(Groups + 12 * group + 8) + (character - first), int.MaxValue);
        }

        return 0;
    }

    private int InSegments(int character)
    {
        var size = map.UInt16(6) & ~1;
        var (ends, starts) = (14, 16 + size);
        var (low, high) = (0, size / 2);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (character > map.UInt16(ends + 2 * middle))
                low = middle + 1;
            else
                high = middle;
        }

        if (low == size / 2 || character < map.UInt16(starts + 2 * low))
            return 0;

        var shift = map.UInt16(starts + size + 2 * low);
        var rangeAt = starts + 2 * size + 2 * low;
        var range = map.UInt16(rangeAt);
        if (range == 0)
            return (character + shift) & 0xFFFF;

        var glyph = map.UInt16(rangeAt + range + 2 * (character - map.UInt16(starts + 2 * low)));
        return glyph == 0 ? 0 : (glyph + shift) & 0xFFFF;
    }
}
