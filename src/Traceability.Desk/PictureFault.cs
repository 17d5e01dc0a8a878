using Traceability.Pages.Doors;
using Traceability.Reading;

namespace Traceability.Desk;

/// <summary>Keeps pictures out of what shoppers are shown that their phones could not open, or only with most of their memory: a page shows a picture some hundred pixels wide.</summary>
internal static class PictureFault
{
    /// <summary>The most pixels in all: more than a phone's usual photo has.</summary>
    public const int PixelsMax = 24_000_000;

    /// <summary>The longest side in pixels: a phone draws no larger one at once.</summary>
    public const int SideMax = 8_192;

    /// <summary>What is wrong with a picture file; nothing when it is whole and has no more pixels than is shown.</summary>
    public static Problem? Of(ReadOnlySpan<byte> content, string field) => PictureFile.Read(content) switch
    {
        null => Problem.BadInput(field, "This picture is damaged or cut short: save it again and send it once more.", "pictureDamaged", "这张图片坏了或不完整，请重新保存后再上传。"),
        { Width: var width, Height: var height } when width > SideMax || height > SideMax || (long)width * height > PixelsMax => Problem.BadInput(
            field, $"This picture has too many pixels, {width} × {height}: at most {PixelsMax / 1_000_000} megapixels and {SideMax} a side are taken, so that phones can show it. Save it smaller, 2000 pixels wide are plenty, and send it once more.",
            "pictureTooLarge", $"这张图片的像素太多（{width} × {height}）：最多 {PixelsMax / 10_000} 万像素、每边最多 {SideMax} 像素，手机才显示得了。请缩小后再上传，宽 2000 像素就够了。"),
        _ => null,
    };
}
