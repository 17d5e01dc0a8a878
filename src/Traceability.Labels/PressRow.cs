using System.Buffers.Text;
using System.Text;

namespace Traceability.Labels;

/// <summary>One row of a press file: what is the same on all rows stands ready as bytes, only numbers and code are written anew.</summary>
internal sealed class PressRow
{
    public const int SymbolsPerCode = 20;
    private const int SymbolsPerGroup = 5;
    private const int MostDigits = 10;

    private readonly uint firstSerial;
    private readonly byte[] beforeCode;
    private readonly byte[] afterSerial;

    public PressRow(PressRun run)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(run.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(run.FirstSerial + (long)run.Count - 1, uint.MaxValue);
        if (run.UrlPrefix.Any(letter => letter is <= ' ' or '"' or > '~'))
            throw new ArgumentException("Not the start of an address in ASCII.", nameof(run));

        firstSerial = run.FirstSerial;
        beforeCode = Encoding.ASCII.GetBytes($",\"{run.UrlPrefix}");
        string[] texts = [run.Sku, run.GiName, run.Uscc, run.Lot];
        afterSerial = Encoding.UTF8.GetBytes($",{string.Join(',', texts.Select(CsvCell.Quote))}\r\n");
    }

    /// <summary>No row is longer.</summary>
    public int MostBytes => 2 * MostDigits + beforeCode.Length + 2 * SymbolsPerCode + 6 + afterSerial.Length;

    /// <summary>Writes the row of the label that stands <paramref name="index"/> places behind the first; returns its bytes.</summary>
    public int Write(int index, ReadOnlySpan<byte> code, Span<byte> row)
    {
        Utf8Formatter.TryFormat(index + 1, row, out var at);
        at += Copy(beforeCode, row[at..]);
        at += Copy(code, row[at..]);
        row[at++] = (byte)'"';
        for (var group = 0; group < SymbolsPerCode; group += SymbolsPerGroup)
        {
            row[at++] = group == 0 ? (byte)',' : (byte)'-';
            at += Copy(code.Slice(group, SymbolsPerGroup), row[at..]);
        }

        row[at++] = (byte)',';
        Utf8Formatter.TryFormat(firstSerial + (uint)index, row[at..], out var digits);
        return at + digits + Copy(afterSerial, row[(at + digits)..]);
    }

    private static int Copy(ReadOnlySpan<byte> from, Span<byte> to)
    {
        from.CopyTo(to);
        return from.Length;
    }
}
