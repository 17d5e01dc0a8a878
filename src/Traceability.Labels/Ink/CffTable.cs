namespace Traceability.Labels.Ink;

/// <summary>Outlines of the table <c>CFF </c>, name-keyed or CID-keyed (Adobe Technical Note #5176).</summary>
internal sealed class CffTable : IGlyphTable
{
    private readonly FontBytes table;
    private readonly CffIndex charStrings;
    private readonly CffIndex globals;
    private readonly CffIndex[] locals;
    private readonly FontBytes? select;

    public CffTable(FontBytes table)
    {
        this.table = table;
        if (table.Byte(0) != 1)
            throw new InvalidDataException("Its outlines are in a version of CFF that we do not read.");

        var names = new CffIndex(table, table.Byte(2));
        var dicts = new CffIndex(table, names.End);
        var strings = new CffIndex(table, dicts.End);
        globals = new CffIndex(table, strings.End);

        var top = new CffDict(dicts[0]);
        if (top.Operand(CffDict.CharStringType, otherwise: 2) != 2)
            throw new InvalidDataException("Its outlines are Type 1 charstrings, which we do not read.");

        charStrings = new CffIndex(table, top.Operand(CffDict.CharStrings, otherwise: -1));
        if (!top.Has(CffDict.RegistryOrderingSupplement))
        {
            locals = [Locals(top)];
            return;
        }

        var fontDicts = new CffIndex(table, top.Operand(CffDict.FontDicts, otherwise: -1));
        locals = [.. Enumerable.Range(0, fontDicts.Count).Select(i => Locals(new CffDict(fontDicts[i])))];
        select = table.From(top.Operand(CffDict.FontDictSelect, otherwise: -1));
    }

    public Outline Read(int glyph)
    {
        var dict = select is { } choice ? FontDict(choice, glyph) : 0;
        if (dict >= locals.Length)
            throw new InvalidDataException("It is damaged: a character belongs to no part of the font.");

        return CharString.Read(charStrings[glyph], globals, locals[dict]);
    }

    private CffIndex Locals(CffDict dict)
    {
        var at = (long)dict.Operand(CffDict.Private, otherwise: 0, index: 1);
        var settings = new CffDict(table.From(at, dict.Operand(CffDict.Private, otherwise: 0)));
        return settings.Has(CffDict.Subroutines) ? new CffIndex(table, at + settings.Operand(CffDict.Subroutines, otherwise: 0)) : CffIndex.Empty;
    }

    // §19: format 0 has one byte for each glyph, format 3 ranges of glyphs in ascending order.
    private static int FontDict(FontBytes choice, int glyph)
    {
        if (choice.Byte(0) == 0)
            return choice.Byte(1 + (long)glyph);

        if (choice.Byte(0) != 3)
            throw new InvalidDataException("It is damaged: its list of parts is of no known kind.");

        var ranges = choice.UInt16(1);
        for (var range = 3; range < 3 + 3 * ranges; range += 3)
        {
            if (glyph >= choice.UInt16(range) && glyph < choice.UInt16(range + 3))
                return choice.Byte(range + 2);
        }

        throw new InvalidDataException("It is damaged: a character belongs to no part of the font.");
    }
}
