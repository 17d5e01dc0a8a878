using System.Buffers.Text;
using System.Text;

namespace Traceability.Labels.Forms;

/// <summary>The file a press prints from: UTF-8 with byte order mark, CRLF, RFC 4180, one row for each label.</summary>
public sealed class PressCsv : LabelForm
{
    private const int MostDigits = 10;
    private readonly byte[] _beforeCode;
    private readonly byte[] _afterSerial;

    /// <summary>A press file of a run; <paramref name="sku"/> is the producer's own number of the product.</summary>
    /// <exception cref="ArgumentException">The address is no printable ASCII without quotes.</exception>
    public PressCsv(LabelContent content, string sku)
    {
        if (content.UrlPrefix.Any(letter => letter is <= ' ' or '"' or > '~'))
            throw new ArgumentException("Not the start of an address in ASCII.", nameof(content));

        _beforeCode = Encoding.ASCII.GetBytes($",\"{content.UrlPrefix}");
        string[] texts = [sku, content.RightName, content.Uscc, content.Lot];
        _afterSerial = Encoding.UTF8.GetBytes($",{string.Join(',', texts.Select(CsvCell.Quote))}\r\n");
    }

    /// <inheritdoc />
    public override LabelFormKind Kind => LabelFormKind.Csv;

    internal override void Begin(LabelOutput to, int count) => to.Write("\uFEFFseq,url,code,serial,sku,gi_name,uscc,lot\r\n"u8);

    internal override void Write(LabelOutput to, int index, uint serial, ReadOnlySpan<byte> code)
    {
        var row = to.GetSpan((2 * MostDigits) + _beforeCode.Length + code.Length + PrintedLength + 3 + _afterSerial.Length);
        Utf8Formatter.TryFormat(index + 1, row, out var at);
        at += Copy(_beforeCode, row[at..]);
        at += Copy(code, row[at..]);
        row[at++] = (byte)'"';
        row[at++] = (byte)',';
        Print(code, row[at..]);
        at += PrintedLength;
        row[at++] = (byte)',';
        Utf8Formatter.TryFormat(serial, row[at..], out var digits);
        at += digits;
        to.Advance(at + Copy(_afterSerial, row[at..]));
    }

    internal override void End(LabelOutput to)
    {
    }

    private static int Copy(ReadOnlySpan<byte> from, Span<byte> to)
    {
        from.CopyTo(to);
        return from.Length;
    }
}
