// The members of ZXing.Net 0.16 that ZXingNetReader calls, by their names and types there, so that every build compiles the adapter
// and tests see what it asks for. Written here; it decodes nothing.
namespace ZXing
{
    [Flags]
    internal enum BarcodeFormat
    {
        AZTEC = 1,
        QR_CODE = 2048,
    }

    internal sealed class Result(string? text, byte[]? rawBytes, ResultPoint[]? resultPoints, BarcodeFormat format)
    {
        public string? Text { get; } = text;

        public byte[]? RawBytes { get; } = rawBytes;

        public ResultPoint[]? ResultPoints { get; } = resultPoints;

        public BarcodeFormat BarcodeFormat { get; } = format;
    }

    internal sealed class ResultPoint;

    internal sealed class RGBLuminanceSource
    {
        public enum BitmapFormat
        {
            Unknown,
            Gray8,
            RGB24,
        }
    }

    internal sealed class BarcodeReaderGeneric
    {
        /// <summary>What a test lets the reader find; each test sees its own.</summary>
        public static readonly AsyncLocal<Func<Asked, Result[]?>?> Finds = new();

        public Common.DecodingOptions Options { get; set; } = new();

        public Result[]? DecodeMultiple(byte[] rawRGB, int width, int height, RGBLuminanceSource.BitmapFormat format) =>
            Finds.Value?.Invoke(new Asked(true, rawRGB, width, height, format, Options));

        public Result? Decode(byte[] rawRGB, int width, int height, RGBLuminanceSource.BitmapFormat format) =>
            Finds.Value?.Invoke(new Asked(false, rawRGB, width, height, format, Options))?[0];

        /// <summary>One call of the adapter.</summary>
        internal sealed record Asked(
            bool ForMany, byte[] Pixels, int Width, int Height, RGBLuminanceSource.BitmapFormat Format, Common.DecodingOptions Options);
    }
}

namespace ZXing.Common
{
    internal sealed class DecodingOptions
    {
        public bool TryHarder { get; set; }

        public IList<BarcodeFormat>? PossibleFormats { get; set; }
    }
}
