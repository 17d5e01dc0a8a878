using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Traceability.Reading;

/// <summary>Reads with zbar, which Debian packages as libzbar0: what <c>zbarimg</c> reads, and a little more from large pictures.</summary>
public sealed class ZbarReader : ILabelReader
{
    private ZbarReader()
    {
    }

    /// <summary>Whether this system has zbar. It is looked for once: who installs it starts the program again.</summary>
    public static bool IsInstalled => Libzbar.IsInstalled;

    /// <summary>False when zbar is not installed.</summary>
    public static bool TryCreate([NotNullWhen(true)] out ZbarReader? reader)
    {
        reader = IsInstalled ? new ZbarReader() : null;
        return reader is not null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Read(GreyPicture picture) =>
        picture.FromFullToQuarter().Select(Scan).FirstOrDefault(texts => texts.Count > 0) ?? [];

    // A scanner of its own for each scan: zbar's are not for several threads, and one that has read before may read differently.
    private static unsafe List<string> Scan(GreyPicture picture)
    {
        var (scanner, image) = (Libzbar.CreateScanner(), Libzbar.CreateImage());
        try
        {
            if (scanner == 0 || image == 0)
                throw new InsufficientMemoryException("zbar found no memory to begin with.");

            Libzbar.Configure(scanner, Libzbar.AnySymbology, Libzbar.Enable, 0);
            Libzbar.Configure(scanner, Libzbar.QrCode, Libzbar.Enable, 1);
            // Else zbar guesses the charset, and takes much UTF-8 for Shift-JIS or Big5.
            Libzbar.Configure(scanner, Libzbar.QrCode, Libzbar.Binary, 1);

            Libzbar.SetFormat(image, new CULong(Libzbar.Y800));
            Libzbar.SetSize(image, (uint)picture.Width, (uint)picture.Height);
            fixed (byte* pixels = picture.Luminance)
            {
                Libzbar.SetPixels(image, (nint)pixels, new CULong((uint)picture.Luminance.Length), cleanup: 0);
                Libzbar.Scan(scanner, image);
                return TextsOf(image);
            }
        }
        finally
        {
            if (image != 0)
                Libzbar.DestroyImage(image);

            if (scanner != 0)
                Libzbar.DestroyScanner(scanner);
        }
    }

    private static unsafe List<string> TextsOf(nint image)
    {
        var texts = new List<string>();
        for (var symbol = Libzbar.FirstSymbol(image); symbol != 0; symbol = Libzbar.NextSymbol(symbol))
        {
            // A text spread over several symbols, of which one is missing, is told as a symbology of its own: half a text is none.
            if (Libzbar.SymbologyOf(symbol) != Libzbar.QrCode)
                continue;

            var bytes = new ReadOnlySpan<byte>((void*)Libzbar.BytesOf(symbol), (int)Libzbar.LengthOf(symbol));
            if (SymbolBytes.TryRead(bytes, out var text) && !texts.Contains(text))
                texts.Add(text);
        }

        return texts;
    }
}
