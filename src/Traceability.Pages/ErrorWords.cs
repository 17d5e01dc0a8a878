using Traceability.Pages.Scans;
using Traceability.Scans;

namespace Traceability.Pages;

/// <summary>What a refusal says to a person: by its code where that changes what to do, else by its status.</summary>
/// <param name="Title">What is wrong, in a few words.</param>
/// <param name="Sentence">What to do.</param>
/// <param name="Sign">How it looks.</param>
public sealed record ErrorWords(PlainWords Title, PlainWords Sentence, VerdictSign Sign)
{
    private static readonly VerdictSign Slip = VerdictSign.Of(Verdict.Mistyped);

    private static readonly VerdictSign Trouble = Slip with { Strokes = """<circle cx="32" cy="32" r="28"/><path d="M19 32h.1M32 32h.1M45 32h.1" class="b"/>""" };

    /// <summary>The words for a reason code and a status of 400 or above; both may be unknown.</summary>
    public static ErrorWords Of(string? code, int status) => (code, status) switch
    {
        ("mistyped", _) => new(VerdictWords.Mistyped.Title, Both(VerdictWords.Mistyped.Sentence, VerdictWords.Mistyped.WhatToDo), Slip),
        ("noCode", _) => new(
            new("这不是溯源码", "Not a source code"),
            new("溯源码是 20 位字母和数字，印在二维码下方。请对照标签再输一次。", "A source code has 20 letters and digits and stands below the QR code. Compare with the label and type it again."), Slip),
        ("badGtin", _) => new(
            new("链接不完整", "The link is damaged"),
            new("链接里的商品条码有误。请重新扫描，或输入二维码下方的码。", "The product number in the link is wrong. Scan again, or type the code below the QR code."), Slip),
        ("notOurAddress", _) => new(
            new("这个网址不是我们的", "Not our address"),
            new("无论它显示什么，我们都不作证。请不要在那里填写个人信息或付款；可拨打 12315。",
                "Whatever it shows, we do not vouch for it. Enter no personal data and pay nothing there; you can tell 12315."), VerdictSign.Of(Verdict.Suspicious)),
        ("tooManyMisses", _) => new(
            new("暂时不能确认", "Cannot be confirmed now"),
            new("从您的网络查询过太多我们没有签发的码，这个码也还没有得到确认。请过一分钟再试，或换用手机流量；我们签发的码不受影响。",
                "Your network has asked for too many codes that we never issued, and this one is not confirmed either. Try again in a minute or over mobile data; codes of ours are not affected."), Trouble),
        ("photoReaderMissing", _) => new(
            new("这里不能识别照片", "No photos are read here"),
            new("请用“扫码”页打开相机，或输入标签上的码。", "Open the camera on the scan page, or type the code on the label."), Trouble),
        ("noPhoto", _) => new(new("没有选照片", "No photo was chosen"), new("请先选一张照片，再按按钮。", "Choose a photo first, then press the button."), Slip),
        ("noCodeFound", _) => new(
            new("照片里没有找到码", "No code in the photo"),
            new("请靠近一些，光线亮一些，不要反光，把整个方块拍进去；或输入二维码下方的码。", "Go nearer, with more light and no glare, and have the whole square in the picture; or type the code below the QR code."), Slip),
        ("severalLabels", _) => new(
            new("照片里不止一枚标签", "More than one label"),
            new("分不清您问的是哪一枚。请一次只拍一枚。", "We cannot tell which one you mean. Take a photo of a single label."), Slip),
        ("photoKind", _) => new(
            new("这种照片认不出", "This kind of photo is not read"),
            new("请用 JPEG、PNG 或 WebP。苹果手机可在“设置、相机、格式”里选“兼容性最佳”，或把照片截屏再送。",
                "Use JPEG, PNG or WebP. On an iPhone choose Settings, Camera, Formats, Most Compatible, or take a screenshot of the photo."), Slip),
        ("photoTooLarge", _) => new(new("照片太大", "The photo is too large"), new("请把照片截屏或缩小，不超过 8 MB，再送一次。", "Take a screenshot of it or make it smaller, at most 8 MB, and send it again."), Slip),
        ("photoDamaged", _) => new(new("照片坏了", "The photo is damaged"), new("文件没有传完整，或是会动的图。请重新拍一张。", "The file did not arrive whole, or is a moving picture. Take it again."), Slip),
        (_, 404 or 405) => new(new("这里没有内容", "Nothing here"), new("请核对网址，或输入标签上的码。", "Check the address, or type the code on the label."), Trouble),
        (_, 408) => new(new("网络太慢", "Too slow"), new("没能收完请求，请再试一次。", "The request did not arrive in time. Please try again."), Trouble),
        (_, 413 or 414 or 431) => new(new("内容太长", "Too long"), new("发来的内容超出限度；只需输入标签上的 20 位码。", "This was more than we take; the 20 symbols on the label are enough."), Trouble),
        (_, 429) => new(new("请稍候", "Please wait"), new("查得太快了。过一分钟再试；您的标签不受影响。", "That was too fast. Try again in a minute; your label is not affected."), Trouble),
        (_, 503) => new(new("现在太忙", "Busy right now"), new("请过几秒再试；没有任何内容被更改。", "Please try again in a few seconds; nothing was changed."), Trouble),
        (_, >= 500) => new(new("我们这边出错了", "Our fault"), new("没有任何内容被更改，请稍后再试。", "Nothing was changed. Please try again later."), Trouble),
        _ => new(new("无法回答", "No answer to that"), new("请重新扫描二维码，或输入标签上的码。", "Scan the QR code again, or type the code on the label."), Trouble),
    };

    private static PlainWords Both(PlainWords first, PlainWords second) => new(first.Zh + second.Zh, $"{first.En} {second.En}");
}
