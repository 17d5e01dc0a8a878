using System.Collections;
using QRCoder;

namespace Traceability.Labels.Qr;

/// <summary>A symbol as QRCoder draws it: rows of modules, the left module in the highest bit, no quiet zone.</summary>
internal sealed record QrMatrix(ulong[] Rows, int Version, int Mask)
{
    /// <summary>Modules of the quiet zone on each side (ISO/IEC 18004 §6.3.8).</summary>
    public const int QuietModules = 4;

    /// <summary>The largest version with one alignment pattern: 41 modules, 10 mm at the least module, and a host of some sixty letters.</summary>
    public const int VersionMax = 6;

    /// <summary>Draws a text; with a version the symbol has that version even where a smaller one would do.</summary>
    /// <exception cref="QRCoder.Exceptions.DataTooLongException">The text does not fit the version asked for.</exception>
    public static QrMatrix Of(string text, QrLevel level, int version = -1)
    {
        using var drawn = QRCodeGenerator.GenerateQrCode(
            text, level == QrLevel.M ? QRCodeGenerator.ECCLevel.M : QRCodeGenerator.ECCLevel.Q, requestedVersion: version);
        if (drawn.Version is 1 or > VersionMax)
            return new QrMatrix([], drawn.Version, 0);

        var modules = drawn.ModuleMatrix.Count - (2 * QuietModules);
        var rows = drawn.ModuleMatrix.GetRange(QuietModules, modules).ConvertAll(row => Packed(row, modules)).ToArray();
        return new QrMatrix(rows, drawn.Version, QrMasks.Of(rows));
    }

    private static ulong Packed(BitArray row, int modules)
    {
        var packed = 0UL;
        for (var x = 0; x < modules; x++)
        {
            if (row[QuietModules + x])
                packed |= 1UL << (63 - x);
        }

        return packed;
    }
}
