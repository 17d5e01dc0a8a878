namespace Traceability.Parties;

/// <summary>The one place that says the kinds of parties and the faults of their codes in both languages.</summary>
public static class PartyWords
{
    /// <summary>The warning of a code whose organization code (GB 11714) contradicts itself.</summary>
    public static readonly PlainWords OrganizationCheckFails = new(
        "第9至17位主体标识码的校验位不符（GB 11714），请对照营业执照。",
        "Symbols 9 to 17 fail the check of the organization code (GB 11714): compare with the business licence.");

    /// <summary>The name of a kind of party.</summary>
    public static PlainWords Of(PartyKind kind) => kind switch
    {
        PartyKind.Producer => new("生产者", "producer"),
        PartyKind.Mill => new("加工企业", "mill"),
        PartyKind.Association => new("协会", "association"),
        PartyKind.RightsHolder => new("权利人", "rights holder"),
        PartyKind.Agency => new("代理机构", "agency"),
        PartyKind.Authority => new("主管部门", "authority"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>What to look at in a refused social credit code.</summary>
    public static PlainWords Of(UsccFault fault) => fault switch
    {
        UsccFault.Length => new("统一社会信用代码应为18位。", "A social credit code has 18 symbols."),
        UsccFault.Symbol => new("含有代码不使用的字符（字母 I、O、S、V、Z 不使用）。", "It holds a symbol that such codes never use (I, O, S, V and Z are not used)."),
        UsccFault.Authority => new("第1位应为登记管理部门代码：1-9、A、N 或 Y。", "The first symbol must name a registration authority: 1-9, A, N or Y."),
        UsccFault.Division => new("第2至8位应为数字。", "Symbols 2 to 8 must be digits."),
        UsccFault.CheckSymbol => new("校验位不符，请核对是否有一位输错。", "The check symbol does not fit: one of the symbols is mistyped."),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };
}
