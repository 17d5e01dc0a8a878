using Traceability.Scans;

namespace Traceability.Pages.Scans;

/// <summary>What a verdict says to a person: never "fake", always what to do.</summary>
/// <param name="Title">The verdict in a word or two.</param>
/// <param name="Sentence">What it means, in one sentence.</param>
/// <param name="WhatToDo">What to do now.</param>
public sealed record VerdictWords(PlainWords Title, PlainWords Sentence, PlainWords WhatToDo)
{
    private static readonly PlainWords KeepAndReport = new(
        "请先不要付款或使用；留好商品、包装和小票，拨打 12315 说明在哪里买到。",
        "Do not pay for it or use it yet. Keep the goods, the pack and the receipt, and tell 12315 where you got it.");

    /// <summary>What no code can prove, one sentence each; every answer says so.</summary>
    public static IReadOnlyList<PlainWords> LimitsOneByOne { get; } =
    [
        new("标签可能被揭下，贴到别的商品上。", "A label can be moved to other goods."),
        new("标签的照片或翻印件，扫出来是同一个码。", "A photo or reprint of a label shows the same code."),
        new("码不说明质量、价格和保存状况。", "It says nothing about quality, price or storage."),
    ];

    /// <summary>What no code can prove, in one go.</summary>
    public static PlainWords Limits { get; } = new(
        string.Concat(LimitsOneByOne.Select(limit => limit.Zh)), string.Join(' ', LimitsOneByOne.Select(limit => limit.En)));

    /// <summary>The words for a typing slip, which is no verdict on any label.</summary>
    public static VerdictWords Mistyped { get; } = new(
        new("请核对输入", "Check your typing"),
        new("这 20 位码的校验位不符，多半是抄错了一位。", "The check symbol of these 20 symbols does not fit: most likely one was mistyped."),
        new("请对照标签重新输入，或直接扫描二维码。", "Compare with the label and type it again, or scan the QR code."));

    /// <summary>The words for a judgement, by its cause where the cause changes what to do.</summary>
    /// <param name="judgement">The verdict with its cause.</param>
    /// <param name="checks">Confirmations so far.</param>
    public static VerdictWords Of(Judgement judgement, long checks) => judgement.Verdict switch
    {
        Verdict.FirstScan => new(
            new("首次查验", "First check"),
            new("与我们的记录相符；在您之前没有人确认过此码。", "It matches our records, and nobody confirmed this code before you."),
            new("本手机下次再查，会认得您，不算别人。", "When this phone checks again, we will know it is you.")),
        Verdict.SeenBefore => new(
            checks > 0 ? new($"已被查验 {checks} 次", checks == 1 ? "Checked once" : $"Checked {checks} times") : new("已被查验", "Checked before"),
            new("与我们的记录相符。送礼的人、经销商或您自己先查过一次，都属正常。",
                "It matches our records. Earlier checks are usually innocent: the giver of a gift, the dealer, a second look of your own."),
            new("如果首次查验的时间或城市让您意外，请问问卖家，或拨打 12315。",
                "If the time or city of the first check surprises you, ask the seller, or call 12315.")),
        Verdict.Suspicious when judgement.Cause == Cause.KeyCompromised => new(
            new("存疑", "Suspicious"),
            new("签发此码的密钥曾失窃，而此码在失窃后才首次出现，我们不能为它作证。",
                "The key behind this code was stolen and the code first appeared after that, so we cannot vouch for it."),
            KeepAndReport),
        Verdict.Suspicious when judgement.Cause == Cause.PlacesInConflict => new(
            new("存疑", "Suspicious"),
            new("一天之内，相距很远的多个地方都有人查验此码，一件商品不可能都到过：此码可能被复制，真品也可能在其中。",
                "Within one day this code was checked at so many places far apart that one item cannot have been at all of them: it may have been copied, and the genuine item may be among them."),
            KeepAndReport),
        Verdict.Suspicious => new(
            new("存疑", "Suspicious"),
            new("执法人员已将此码列为存疑；这还不是对卖家的结论。", "An officer has marked this code. That is not yet a finding against the seller."),
            KeepAndReport),
        Verdict.NotActivated => new(
            new("尚未启用", "Not activated"),
            new("此码已签发，但生产者还没有放行上市。", "This code was issued, but its producer has not released it for sale."),
            new("如果商品已在出售，请先问卖家：标签可能提前流出。", "If the goods are already on sale, ask the seller first: the label may have got out early.")),
        Verdict.Withdrawn => Withdrawn(judgement.Cause),
        Verdict.NeverIssued => new(
            new("未签发", "Never issued"),
            new("查无此码：这不是我们签发的码，请警惕。", "This is not one of our codes: treat it as a potential suspect."),
            new("可能是看错、别家系统的码，或有人擅自印制。请再扫一次；仍是如此，先不要付款，拨打 12315。",
                "It may be a misreading, the code of another system, or printed without right. Scan again; if it stays, do not pay yet and call 12315.")),
        Verdict.Mistyped => Mistyped,
        _ => throw new ArgumentOutOfRangeException(nameof(judgement), judgement.Verdict, null),
    };

    private static VerdictWords Withdrawn(Cause cause) => cause switch
    {
        Cause.Spoiled => new(
            new("已作废", "Withdrawn"),
            new("这枚标签印坏或损毁，使用前已报废，不该出现在商品上。", "This label was misprinted or damaged and spoiled before use: it should be on no goods."),
            KeepAndReport),
        Cause.Retired => new(
            new("已作废", "Withdrawn"),
            new("此商品已登记为开封或用完，标签不该出现在未开封的商品上。", "The goods were registered as opened or used up: the label should not be on unopened goods."),
            new("如果是您自己开封的，一切正常；如果包装未开封，请拨打 12315。", "If you opened it yourself, all is well. If the pack is unopened, call 12315.")),
        _ => new(
            new("已作废或召回", "Withdrawn"),
            new("此码已作废：丢失、被盗、召回，或启用后才发现印坏。带这个码的商品不应再出售。", "This code was taken back: lost, stolen, recalled, or found misprinted in use. Goods that bear it should not be on sale."),
            KeepAndReport),
    };
}
