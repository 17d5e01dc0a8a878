using System.Globalization;

namespace Traceability.Labels.Forms;

/// <summary>The frame of a PDF (ISO 32000-1 §7.5): objects with their places, and the table of these at the end.</summary>
internal sealed class PdfFile(LabelOutput to, int objects)
{
    private const int FirstObject = 1;

    private readonly long[] _places = new long[objects + FirstObject];

    public const int Catalog = FirstObject;

    /// <summary>The bytes above 127 tell whoever moves the file that it is not text (§7.5.2).</summary>
    public void Begin()
    {
        to.Write("%PDF-1.4\n%"u8);
        to.Write([0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
    }

    /// <summary>Writes an object that is no stream.</summary>
    public void Object(int number, string content)
    {
        Open(number);
        to.Write(content);
        to.Write("\nendobj\n"u8);
    }

    /// <summary>Writes a stream; its dictionary is given without its length.</summary>
    public void Stream(int number, string dictionary, ReadOnlySpan<byte> content)
    {
        Open(number);
        to.Write(string.Create(CultureInfo.InvariantCulture, $"<<{dictionary}/Length {content.Length}>>stream\n"));
        to.Write(content);
        to.Write("\nendstream\nendobj\n"u8);
    }

    /// <summary>Writes the cross-reference table, twenty bytes an entry, and the trailer (§7.5.4, §7.5.5).</summary>
    public void End()
    {
        var table = to.Position;
        to.Write(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {_places.Length}\n0000000000 65535 f \n"));
        foreach (var place in _places.AsSpan(FirstObject))
            to.Write(string.Create(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n"));
        to.Write(string.Create(CultureInfo.InvariantCulture, $"trailer\n<</Size {_places.Length}/Root {Catalog} 0 R>>\nstartxref\n{table}\n%%EOF\n"));
    }

    private void Open(int number)
    {
        _places[number] = to.Position;
        to.Write(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n"));
    }
}
