using Traceability.Pages.Doors;
using Traceability.Reading;

namespace Traceability.Desk;

/// <summary>Keeps pictures out that no phone can open.</summary>
internal static class PictureFault
{
    /// <summary>What is wrong with a picture file; nothing when it is whole and has no more pixels than a phone takes.</summary>
    public static Problem? Of(ReadOnlySpan<byte> content, string field) => PictureFile.Read(content) switch
    {
        null => Problem.BadInput(field, "This picture is damaged or cut short: save it again and send it once more.", "pictureDamaged", "这张图片坏了或不完整，请重新保存后再上传。"),
        var picture when !GreyPicture.Fits(picture.Width, picture.Height) =>
            Problem.BadInput(field, "This picture has too many pixels for a phone: save it smaller and send it once more.", "pictureTooLarge", "这张图片的像素太多，手机打不开，请缩小后再上传。"),
        _ => null,
    };
}
