namespace Traceability.Tests.Labels.Ink;

/// <summary>Fonts that tests/run installs: CFF outlines in a collection, TrueType outlines of Chinese, TrueType outlines of Latin.</summary>
internal static class RealFonts
{
    public const string Noto = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";
    public const string Droid = "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf";
    public const string DejaVu = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";
}
