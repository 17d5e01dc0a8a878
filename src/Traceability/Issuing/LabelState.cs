namespace Traceability.Issuing;

/// <summary>What may have happened to a label between issue and end of life. Names are stored.</summary>
public enum LabelState
{
    /// <summary>尚未启用: issued, not yet released for sale.</summary>
    NotActivated,
    /// <summary>已启用: released for sale.</summary>
    Activated,
    /// <summary>已报废: misprinted, damaged or destroyed before use; its allowance goes back when it never was activated.</summary>
    Spoiled,
    /// <summary>已作废: lost, stolen or recalled; the label must not be on sale any more.</summary>
    Withdrawn,
    /// <summary>已退役: the goods were opened or used up.</summary>
    Retired,
}

/// <summary>Which change of a label's state is lawful. Repeating a state is lawful and changes nothing, so a retried request is harmless.</summary>
public static class LabelStateRule
{
    /// <summary>True when a label may go from one state to the other.</summary>
    public static bool Allows(LabelState from, LabelState to) => from == to || (from, to) is
        (LabelState.NotActivated, LabelState.Activated or LabelState.Spoiled or LabelState.Withdrawn) or
        (LabelState.Activated, LabelState.Withdrawn or LabelState.Retired) or
        (LabelState.Retired, LabelState.Withdrawn);

    /// <summary>True when a label of such a batch can ever be in the state: a test print is never on sale, so it is never used up either.</summary>
    public static bool MayEverBe(BatchKind kind, LabelState state) =>
        kind != BatchKind.TestPrint || state is LabelState.NotActivated or LabelState.Spoiled or LabelState.Withdrawn;
}
