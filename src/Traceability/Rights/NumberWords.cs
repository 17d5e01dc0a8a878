namespace Traceability.Rights;

/// <summary>The one place that tells a person, in both languages, what to look at in a refused number.</summary>
public static class NumberWords
{
    /// <summary>What is wrong and what a sound number of this kind looks like.</summary>
    public static PlainWords Of(RightKind kind, NumberFault fault) => fault switch
    {
        NumberFault.Empty => new("请填写号码。", "The number is missing."),
        NumberFault.TooLong => new("号码过长。", "The number is too long."),
        NumberFault.Form => Form(kind),
        NumberFault.Year => new("号码中的年份缺失或不可能，请对照证书。", "The year in the number is missing or impossible: compare with the certificate."),
        NumberFault.CheckDigit => new("校验位不符，请核对是否有一位输错。", "The check digit does not fit: one of the digits is mistyped."),
        NumberFault.PatentKindDigit => new("年份后的一位应为 1、2、3、8 或 9（专利种类）。", "The digit after the year tells the kind of patent: 1, 2, 3, 8 or 9."),
        NumberFault.OtherPatentKind => new("这是另一种专利的号码，请核对专利种类。", "This is the number of another kind of patent: check the kind."),
        NumberFault.PublicationNumber => new("这是公开（公告）号，请填写专利号（申请号）。", "This is a publication number: give the patent (application) number."),
        NumberFault.CertificateAroundRegistration => new("证书号与登记号混写，请只填登记号（如 2020SR0369466）或只填证书号。",
            "This mixes a certificate number with a registration number: give one of them, such as 2020SR0369466."),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };

    private static PlainWords Form(RightKind kind) => kind switch
    {
        RightKind.Trademark => new("商标注册号应为5至8位数字，如 9129815。", "A trademark number has 5 to 8 digits, such as 9129815."),
        RightKind.Copyright => new("著作权登记号应如 国作登字-2021-F-00268255 或 2020SR0369466。", "A copyright number looks like 2020SR0369466, or like that of a work on its certificate."),
        RightKind.InventionPatent => new("专利号应如 ZL202010288867.7，含校验位。", "A patent number looks like ZL202010288867.7, with its check digit."),
        RightKind.UtilityModelPatent => new("专利号应如 ZL202120288867.7，含校验位。", "A patent number looks like ZL202120288867.7, with its check digit."),
        RightKind.DesignPatent => new("专利号应如 ZL202130288867.2，含校验位。", "A patent number looks like ZL202130288867.2, with its check digit."),
        RightKind.GeographicalIndication => new("地理标志号应为公告号、商标注册号、AGI 编号（如 AGI2012-02-869）或国外登记号（如 PDO-FR-A0106）。",
            "A geographical indication is named by an announcement, a trademark number, an AGI number such as AGI2012-02-869, or a foreign one such as PDO-FR-A0106."),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
