using System.Globalization;
using Traceability.Issuing;
using Traceability.Pages.Scans;
using Traceability.Scans;

namespace Traceability.Pages.Alerts;

/// <summary>The one place that says causes and states of alerts in both languages, and what to do first (docs/alerts.md).</summary>
public static class AlertWords
{
    /// <summary>The name of a cause.</summary>
    public static PlainWords Of(AlertCause cause) => cause switch
    {
        AlertCause.ImpossibleTravel => new("异地瞬移", "Impossible travel"),
        AlertCause.UnrelatedPhones => new("短期多人查验", "Many phones in a few days"),
        AlertCause.ManyPlaces => new("多地查验", "Many places"),
        AlertCause.BeforeActivation => new("启用前流出", "Going about before activation"),
        AlertCause.OffMarket => new("市场外流通", "Outside its market"),
        AlertCause.AfterWithdrawal => new("作废后出现", "Going about after withdrawal"),
        AlertCause.AfterSellBy => new("过期后流通", "Going about after its last day of sale"),
        AlertCause.ReceiptInTwoPlaces => new("凭据异地出现", "One receipt in two places"),
        AlertCause.KeyAlarm => new("密钥警报", "Key alarm"),
        AlertCause.ActivationFar => new("异地启用", "Activated far away"),
        AlertCause.ActivationPace => new("启用超产能", "Activated too fast"),
        AlertCause.ActivationWithoutStock => new("启用超盘点", "Activated beyond the count"),
        AlertCause.Flood => new("刷量", "Flood of scans"),
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, null),
    };

    /// <summary>What a cause says, in a sentence.</summary>
    public static PlainWords SentenceOf(AlertCause cause) => cause switch
    {
        AlertCause.ImpossibleTravel => new("两部互不相干的手机先后查了这个码，两地之间没有车能在这段时间里赶到：可能有两张标签印着同一个码。",
            "Two unrelated phones stood where no vehicle connects them in the time between: two labels may bear one code."),
        AlertCause.UnrelatedPhones => new("一周之内，好几处互不相干的手机查了这个码，一件商品说不通。", "More unrelated phones in a week, at several places, than one item explains."),
        AlertCause.ManyPlaces => new("三周之内，相距很远的地方、互不相干的网络都查了这个码。", "Places far apart and independent networks within three weeks."),
        AlertCause.BeforeActivation => new("标签还没有启用，已有好几人查到：可能从印刷厂或仓库流出。", "A label that is not activated is looked at by several: it may have leaked where it was printed or stored."),
        AlertCause.OffMarket => new("在申报的销售区域之外很远的地方被查到。", "Sold far outside the market that the lot declares."),
        AlertCause.AfterWithdrawal => new("已报废、作废或退役的标签又出现了。", "A label that was spoiled, withdrawn or retired is about."),
        AlertCause.AfterSellBy => new("最后销售日过去很久还在流通：可能是旧包装重装，也可能是复制。", "Still going about long after its last day of sale: perhaps refilled, perhaps copied."),
        AlertCause.ReceiptInTwoPlaces => new("同一张查验凭据在两地出现，一部手机来不及：有人把凭据随复制品一起发出。", "One receipt at places that one phone cannot have reached: somebody hands it out with the copies."),
        AlertCause.KeyAlarm => new("有码用别的密钥密封，却自称是这一批的：有人在私自密封。", "A code opened under another key than its batch's: somebody else seals."),
        AlertCause.ActivationFar => new("启用标签的地方离生产者申报的场所很远。", "Labels were activated far from the site that the producer declares."),
        AlertCause.ActivationPace => new("一天启用的标签比申报的收成和加工能力多出一半以上。", "Half as many again were activated in a day as the producer declares it can use."),
        AlertCause.ActivationWithoutStock => new("启用的标签比盘点时贴在货上和备着的还多。", "More labels were activated than were counted on goods and for goods."),
        AlertCause.Flood => new("短时间内查验多得像刷量；它们不作为任何别的证据。", "So many scans that they are abuse of the service; they count as evidence of nothing else."),
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, null),
    };

    /// <summary>What to do first.</summary>
    public static PlainWords AdviceOf(AlertCause cause) => cause switch
    {
        AlertCause.ImpossibleTravel => new("两地各买一件，对比标签和货。", "Buy one at each place; compare label and goods."),
        AlertCause.UnrelatedPhones or AlertCause.ManyPlaces => new("先问生产者是否有展销会或经销商在查；都不是，再去看这些地方。", "Ask the producer for a fair or a dealer first; else look at the places."),
        AlertCause.BeforeActivation => new("清点标签卷，问印刷厂和仓库。", "Count the rolls; ask printer and store."),
        AlertCause.OffMarket => new("问生产者谁在那里卖。", "Ask the producer who sells there."),
        AlertCause.AfterWithdrawal => new("看当初为什么停用；报废的，去看谁负责销毁。", "See why it had been taken back; for a spoiled one look at who destroys labels."),
        AlertCause.AfterSellBy => new("查旧袋重装，也查复制。", "Look for refilled bags, and for copies."),
        AlertCause.ReceiptInTwoPlaces => new("追查谁在散发凭据。", "Find out who hands the receipt out."),
        AlertCause.KeyAlarm => new("立即请系统管理员宣布该密钥失窃。", "At once: ask the administrator to declare the key compromised."),
        AlertCause.ActivationFar => new("问是谁启用的。", "Ask who activated."),
        AlertCause.ActivationPace => new("去看收成和加工厂。", "Look at harvest and mill."),
        AlertCause.ActivationWithoutStock => new("派自己人再盘点一次。", "Count again, with somebody of your own."),
        AlertCause.Flood => new("与货无关，不必查货。", "It says nothing about the goods."),
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, null),
    };

    /// <summary>The name of a state.</summary>
    public static PlainWords Of(AlertState state) => state switch
    {
        AlertState.Waiting => new("等待确认不是刷量", "waiting to rule out a flood"),
        AlertState.Open => new("待查", "open"),
        AlertState.Explained => new("已有解释", "explained"),
        AlertState.Confirmed => new("已查实", "confirmed"),
        AlertState.Voided => new("因刷量不算数", "voided by a flood"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>Why a label had been taken back.</summary>
    public static PlainWords TakenBackFor(Cause cause) => VerdictNames.Of(cause switch
    {
        Cause.Spoiled => LabelState.Spoiled,
        Cause.Retired => LabelState.Retired,
        _ => LabelState.Withdrawn,
    });

    /// <summary>A distance in words, rounded down: never more than is certain.</summary>
    public static PlainWords Distance(double metres) => metres >= 1_000
        ? new(string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(metres / 100) / 10:0.#} 公里"), string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(metres / 100) / 10:0.#} km"))
        : new(string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(metres):0} 米"), string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(metres):0} m"));

    internal static MarkKind MarkOf(AlertState state) => state switch
    {
        AlertState.Explained or AlertState.Voided => MarkKind.Yes,
        AlertState.Confirmed or AlertState.Open => MarkKind.No,
        _ => MarkKind.Waiting,
    };
}
