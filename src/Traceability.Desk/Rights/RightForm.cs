using Traceability.Pages.Doors;
using Traceability.Rights;

namespace Traceability.Desk.Rights;

/// <summary>Which of the fields of a right go with which kind: a field that says nothing about a kind is refused, for somebody meant something by it.</summary>
internal static class RightForm
{
    public static Problem? Fault(RightRequest request, RightNumber number, DateOnly today)
    {
        var isGi = request.Kind == RightKind.GeographicalIndication;
        var isMark = request.Kind == RightKind.Trademark;
        var regime = (number as GiNumber)?.Regime;
        var isGiMark = regime == GiRegime.Mark;

        if (isMark && request.NiceClass is null)
            return Problem.BadInput("niceClass", "A trademark's number names one mark only together with its Nice class.", "niceClassNeeded", "同一个商标号可以有几个类别，请填证书上的国际分类（1 到 45）。");
        if (request.NiceClass is { } niceClass && !NiceClass.Exists(niceClass))
            return Problem.BadInput("niceClass", "Nice classes run from 1 to 45.", zh: "国际分类是 1 到 45 的数字。");
        if (isGiMark && request.TrademarkKind == TrademarkKind.Ordinary)
            return Problem.BadInput("trademarkKind", "A GI is protected by a collective or a certification mark.", zh: "用商标保护的地理标志，只能是集体商标或证明商标。");
        if (isGi && request.GiRegime is { } said && said != regime)
            return Problem.BadInput("giRegime", $"The number is one of the regime {regime}.", "regimeMismatch", "号码属于另一种保护制度。");

        if (!isMark && !isGiMark && request.NiceClass is not null)
            return NotForThisKind("niceClass");
        if (!isMark && !isGiMark && request.TrademarkKind is not null)
            return NotForThisKind("trademarkKind");
        if (!isGi && request.GiRegime is not null)
            return NotForThisKind("giRegime");
        if (!isGi && request.Standard is not null)
            return NotForThisKind("standard");
        if (!isGi && request.ZoneId is not null)
            return NotForThisKind("zoneId");

        if (request.FiledOn > today)
            return Problem.BadInput("filedOn", "This day is still to come.", zh: "这一天还没有到。");
        if (request.ExpiresOn < request.FiledOn)
            return Problem.BadInput("expiresOn", "A right does not end before it was filed.", zh: "届满日不能早于申请日。");
        return null;
    }

    private static Problem NotForThisKind(string field) => Problem.BadInput(field, "A right of this kind has no such field.", "notForThisKind", "这种权利不用填这一项。");
}
