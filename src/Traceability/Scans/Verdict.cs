namespace Traceability.Scans;

/// <summary>What a check answers: a closed set, decided in the order Mistyped, NeverIssued, Withdrawn, NotActivated, Suspicious, SeenBefore, FirstScan. It never says "fake": a code proves what we know, not what lies in the hand.</summary>
public enum Verdict
{
    /// <summary>首次查验: matches our records, nobody confirmed it yet.</summary>
    FirstScan,
    /// <summary>已被查验: scanned before, consistent with honest use.</summary>
    SeenBefore,
    /// <summary>存疑: facts of ours or an officer's decision speak against it.</summary>
    Suspicious,
    /// <summary>尚未启用: issued, not yet released for sale.</summary>
    NotActivated,
    /// <summary>已作废: spoiled, lost, stolen, recalled or used up.</summary>
    Withdrawn,
    /// <summary>未签发: opens to nothing of ours.</summary>
    NeverIssued,
    /// <summary>请核对输入: the check symbol fails.</summary>
    Mistyped,
}
