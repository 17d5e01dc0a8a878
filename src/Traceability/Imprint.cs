namespace Traceability;

/// <summary>Who runs the service and answers for it, as every page says it.</summary>
/// <param name="OperatorName">How the operator signs its pages.</param>
public sealed record Imprint(string OperatorName)
{
    /// <summary>The service as it is until an operator gives it a name.</summary>
    public static Imprint Unsigned { get; } = new("知源码 · Traceability");

    /// <summary>Number of the site in the register of the ministry (备案号), such as 京ICP备12345678号-1.</summary>
    public string? IcpNumber { get; init; }

    /// <summary>A page of the operator's where people report a label, beside the public hotlines.</summary>
    public Uri? ReportUrl { get; init; }

    /// <summary>The operator's own number for reports, beside the public hotlines; digits, blanks, hyphens, and a plus before them.</summary>
    public string? ReportPhone { get; init; }

    /// <summary>The operator's own privacy notice, paragraphs parted by empty lines; none for ours.</summary>
    public string? PrivacyText { get; init; }
}
