using ZXing;
using ZXing.Common;

namespace Traceability.Reading;

/// <summary>Reads with ZXing.Net 0.16. Compiled into this project only with <c>-p:LabelReader=ZXingNet</c>; see decision 0005.</summary>
public sealed class ZXingNetReader : ILabelReader
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Read(GreyPicture picture) =>
        picture.FromFullToQuarter().Select(Scan).FirstOrDefault(texts => texts.Count > 0) ?? [];

    private static List<string> Scan(GreyPicture picture)
    {
        // A reader of its own for each scan: ZXing.Net keeps state between two.
        var reader = new BarcodeReaderGeneric
        {
            // QR alone also chooses ZXing.Net's reader of many symbols in one picture.
            Options = new DecodingOptions { PossibleFormats = [BarcodeFormat.QR_CODE], TryHarder = true },
        };
        var pixels = picture.Luminance.ToArray();
        try
        {
            Result?[]? many = reader.DecodeMultiple(pixels, picture.Width, picture.Height, RGBLuminanceSource.BitmapFormat.Gray8);
            // The search for many symbols is stricter and misses single ones.
            return TextsOf(many ?? [reader.Decode(pixels, picture.Width, picture.Height, RGBLuminanceSource.BitmapFormat.Gray8)]);
        }
        catch (Exception oddity) when (oddity is not OutOfMemoryException)
        {
            // Some pictures lead ZXing.Net outside its own arrays: those cannot be read, and are no fault of the caller.
            return [];
        }
    }

    private static List<string> TextsOf(Result?[] results) =>
        results.Where(result => result?.BarcodeFormat == BarcodeFormat.QR_CODE).Select(result => result!.Text ?? "")
            .Where(text => text.Length > 0).Distinct().ToList();
}
