namespace Traceability.Tests.Labels.Ink;

/// <summary>Tables of CFF outlines, their charstrings written in words.</summary>
internal sealed record TestCff
{
    private static readonly Dictionary<string, int[]> Operators = new()
    {
        ["hstem"] = [1],
        ["vstem"] = [3],
        ["vmoveto"] = [4],
        ["rlineto"] = [5],
        ["hlineto"] = [6],
        ["vlineto"] = [7],
        ["rrcurveto"] = [8],
        ["callsubr"] = [10],
        ["return"] = [11],
        ["endchar"] = [14],
        ["hstemhm"] = [18],
        ["hintmask"] = [19],
        ["cntrmask"] = [20],
        ["rmoveto"] = [21],
        ["hmoveto"] = [22],
        ["vstemhm"] = [23],
        ["rcurveline"] = [24],
        ["rlinecurve"] = [25],
        ["vvcurveto"] = [26],
        ["hhcurveto"] = [27],
        ["callgsubr"] = [29],
        ["vhcurveto"] = [30],
        ["hvcurveto"] = [31],
        ["add"] = [12, 10],
        ["hflex"] = [12, 34],
        ["flex"] = [12, 35],
        ["hflex1"] = [12, 36],
        ["flex1"] = [12, 37],
    };

    public string[] CharStrings { get; init; } = ["endchar"];

    public string[] Globals { get; init; } = [];

    public string[] Locals { get; init; } = [];

    /// <summary>The content of FDSelect, which makes the font CID-keyed with two parts: the first without subroutines, the second with them.</summary>
    public byte[]? Select { get; init; }

    public int Major { get; init; } = 1;

    public int CharStringType { get; init; } = 2;

    /// <summary>What stands in the settings of the outlines before all else.</summary>
    public byte[] Settings { get; init; } = [];

    /// <summary>Bytes in an offset of the INDEX of charstrings and that of local subroutines.</summary>
    public int OffsetSize { get; init; } = 2;

    public byte[] Table()
    {
        // All numbers of the top DICT have five bytes, so its length does not depend on the places it names.
        var before = Heading(0, 0, 0, 0).Length;
        var charStrings = Index(OffsetSize, [new BigEndian().U8(14).ToArray(), .. CharStrings.Select(Assemble)]);
        var locals = Index(OffsetSize, [.. Locals.Select(Assemble)]);
        var settings = new BigEndian().Bytes(Settings).Bytes(Number(Settings.Length + 6)).U8(19).ToArray();
        var fontDicts = Index(2, [[], new BigEndian().Bytes(Number(settings.Length)).Bytes(Number(before + charStrings.Length)).U8(18).ToArray()]);
        var privateAt = before + charStrings.Length;
        var fontDictsAt = privateAt + settings.Length + locals.Length;
        return new BigEndian()
            .Bytes(Heading(before, privateAt, settings.Length, fontDictsAt, fontDictsAt + fontDicts.Length))
            .Bytes(charStrings).Bytes(settings).Bytes(locals).Bytes(fontDicts).Bytes(Select ?? []).ToArray();
    }

    /// <summary>A charstring in bytes: numbers, operators by name, and #7F for a byte of a hint mask.</summary>
    public static byte[] Assemble(string program)
    {
        var code = new BigEndian();
        foreach (var word in program.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word[0] == '#')
                code.U8(Convert.ToInt32(word[1..], 16));
            else if (Operators.TryGetValue(word, out var step))
                code.U8(step);
            else if (word.Contains('.'))
                code.U8(255).U32((long)(double.Parse(word) * 65_536));
            else
                Whole(code, int.Parse(word));
        }

        return code.ToArray();
    }

    private byte[] Heading(int charStringsAt, int privateAt, int privateLength, int fontDictsAt, int selectAt = 0)
    {
        var top = new BigEndian();
        if (Select is not null)
            top.Bytes(Number(0)).Bytes(Number(0)).Bytes(Number(0)).U8(12, 30).Bytes(Number(fontDictsAt)).U8(12, 36).Bytes(Number(selectAt)).U8(12, 37);
        else
            top.Bytes(Number(privateLength)).Bytes(Number(privateAt)).U8(18);

        // The font matrix, in fractions that are passed over: 0.001 twice.
        top.U8(30, 0xA0, 0x01, 0xFF, 30, 0x0A, 0x00, 0x1F, 12, 7);
        top.Bytes(Number(CharStringType)).U8(12, 6).Bytes(Number(charStringsAt)).U8(17);
        return new BigEndian().U8(Major, 0, 4, 2)
            .Bytes(Index(1, ["T"u8.ToArray()])).Bytes(Index(1, [top.ToArray()])).Bytes(Index(1, [])).Bytes(Index(2, [.. Globals.Select(Assemble)])).ToArray();
    }

    private static byte[] Index(int offsetSize, byte[][] pieces)
    {
        var (index, offset) = (new BigEndian().U16(pieces.Length), 1);
        if (pieces.Length == 0)
            return index.ToArray();

        index.U8(offsetSize);
        foreach (var end in pieces.Select(piece => offset += piece.Length).Prepend(1).ToList())
            index.Bytes([.. new BigEndian().U32(end).ToArray()[^offsetSize..]]);

        foreach (var piece in pieces)
            index.Bytes(piece);

        return index.ToArray();
    }

    // Each in the shortest of its four forms, so that all of them are read.
    private static void Whole(BigEndian code, int number)
    {
        if (number is >= -107 and <= 107)
            code.U8(number + 139);
        else if (number is >= 108 and <= 1_131)
            code.U8(247 + (number - 108) / 256, (number - 108) % 256);
        else if (number is >= -1_131 and <= -108)
            code.U8(251 + (-number - 108) / 256, (-number - 108) % 256);
        else
            code.U8(28).U16(number);
    }

    private static byte[] Number(int number) => new BigEndian().U8(29).U32(number).ToArray();
}
