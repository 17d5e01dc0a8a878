namespace Traceability.Issuing;

/// <summary>What somebody counted of the labels of a roll or range.</summary>
/// <param name="Applied">On goods.</param>
/// <param name="Spoiled">Misprinted, torn or set aside, and still there to be seen.</param>
/// <param name="Destroyed">Shredded or burnt, by the record of whoever did it.</param>
/// <param name="InStock">On the roll, waiting for goods.</param>
public sealed record StockTally(long Applied, long Spoiled, long Destroyed, long InStock)
{
    /// <summary>All that was seen or told of.</summary>
    public long Sum => Applied + Spoiled + Destroyed + InStock;
}

/// <summary>What our own records said of the same labels when they were counted; those not named were not activated.</summary>
/// <param name="Activated">Released for sale.</param>
/// <param name="Spoiled">Spoiled before use.</param>
/// <param name="Withdrawn">Lost, stolen or recalled.</param>
/// <param name="Retired">Opened or used up, so once applied.</param>
public sealed record RecordedTally(long Activated, long Spoiled, long Withdrawn, long Retired)
{
    /// <summary>The records of a span of labels.</summary>
    public static RecordedTally Of(RangeBook book, SerialSpan span)
    {
        long In(LabelState state) => book.CountOf(state, span.First, span.Last);
        return new(In(LabelState.Activated), In(LabelState.Spoiled), In(LabelState.Withdrawn), In(LabelState.Retired));
    }
}
