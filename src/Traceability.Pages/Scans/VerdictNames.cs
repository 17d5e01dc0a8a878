using Traceability.Issuing;
using Traceability.Scans;

namespace Traceability.Pages.Scans;

/// <summary>Names of verdicts, label states and batches, where a list has room for a word only.</summary>
public static class VerdictNames
{
    /// <summary>The name of a verdict.</summary>
    public static PlainWords Of(Verdict verdict) => verdict switch
    {
        Verdict.FirstScan => new("首次查验", "first check"),
        Verdict.SeenBefore => new("已被查验", "checked before"),
        Verdict.Suspicious => new("存疑", "suspicious"),
        Verdict.NotActivated => new("尚未启用", "not activated"),
        Verdict.Withdrawn => new("已作废", "withdrawn"),
        Verdict.NeverIssued => new("未签发", "never issued"),
        Verdict.Mistyped => new("请核对输入", "mistyped"),
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };

    /// <summary>The name of a label's state.</summary>
    public static PlainWords Of(LabelState state) => state switch
    {
        LabelState.NotActivated => new("尚未启用", "not activated"),
        LabelState.Activated => new("已启用", "activated"),
        LabelState.Spoiled => new("已报废", "spoiled"),
        LabelState.Withdrawn => new("已作废", "withdrawn"),
        LabelState.Retired => new("已退役", "retired"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>What the codes of a batch are for.</summary>
    public static PlainWords Of(BatchKind kind) => kind switch
    {
        BatchKind.Items => new("单品码", "item codes"),
        BatchKind.TestPrint => new("试印", "a test print"),
        BatchKind.Cartons => new("箱码", "carton codes"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
