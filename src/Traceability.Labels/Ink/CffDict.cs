namespace Traceability.Labels.Ink;

/// <summary>A DICT of a Compact Font Format table: whole numbers by operator (Adobe Technical Note #5176 §4).</summary>
internal sealed class CffDict
{
    public const int Private = 18;
    public const int Subroutines = 19;
    public const int CharStrings = 17;
    public const int CharStringType = Escaped + 6;
    public const int RegistryOrderingSupplement = Escaped + 30;
    public const int FontDicts = Escaped + 36;
    public const int FontDictSelect = Escaped + 37;

    private const int Escape = 12;
    private const int Escaped = 0x100;
    private const int MostOperands = 48;

    private readonly Dictionary<int, int[]> entries = [];

    public CffDict(FontBytes dict)
    {
        var (at, operands) = (0L, new List<int>());
        while (at < dict.Length)
        {
            var first = dict.Byte(at);
            if (first > 21)
            {
                operands.Add(Number(dict, first, ref at));
                if (operands.Count > MostOperands)
                    throw new InvalidDataException("It is damaged: a list of its settings does not end.");

                continue;
            }

            var key = first == Escape ? Escaped + dict.Byte(++at) : first;
            entries[key] = [.. operands];
            operands.Clear();
            at++;
        }
    }

    public bool Has(int key) => entries.ContainsKey(key);

    /// <summary>The operand at <paramref name="index"/>, or <paramref name="otherwise"/> when the entry is absent or shorter.</summary>
    public int Operand(int key, int otherwise, int index = 0) =>
        entries.TryGetValue(key, out var operands) && index < operands.Length ? operands[index] : otherwise;

    private static int Number(FontBytes dict, int first, ref long at)
    {
        switch (first)
        {
            case 28:
                at += 3;
                return dict.Int16(at - 2);
            case 29:
                at += 5;
                return dict.Int32(at - 4);
            case 30:
                // Only the font matrix and hints are fractions. Neither is ours: units per em stand in "head", and hints are for screens.
                for (at++; (dict.Byte(at) & 0xF) != 0xF && dict.Byte(at) >> 4 != 0xF;)
                    at++;

                at++;
                return 0;
            case >= 32 and <= 246:
                at++;
                return first - 139;
            case >= 247 and <= 250:
                at += 2;
                return (first - 247) * 256 + dict.Byte(at - 1) + 108;
            case >= 251 and <= 254:
                at += 2;
                return -(first - 251) * 256 - dict.Byte(at - 1) - 108;
            default:
                throw new InvalidDataException("It is damaged: a list of its settings holds something that is no number.");
        }
    }
}
