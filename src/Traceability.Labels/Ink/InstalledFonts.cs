namespace Traceability.Labels.Ink;

/// <summary>Where Debian, Windows and macOS keep fonts with Chinese characters, the best for small print first.</summary>
public static class InstalledFonts
{
    /// <summary>A font that lacks one of these draws no label: Debian's Droid Sans Fallback has all of Chinese and no Latin letter.</summary>
    public const string MustHave = "盘锦大米 GB/T 18824-2008";

    /// <summary>Absolute paths in the order in which <see cref="OutlineFont.FindInstalled"/> tries them.</summary>
    public static IReadOnlyList<string> Paths { get; } =
    [
        "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
        "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
        @"C:\Windows\Fonts\msyh.ttc",
        @"C:\Windows\Fonts\simhei.ttf",
        "/System/Library/Fonts/Hiragino Sans GB.ttc",
        "/System/Library/Fonts/STHeiti Light.ttc",
        "/System/Library/Fonts/PingFang.ttc",
        "/Library/Fonts/Arial Unicode.ttf",
    ];
}
