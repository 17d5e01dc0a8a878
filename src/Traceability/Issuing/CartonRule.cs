namespace Traceability.Issuing;

/// <summary>Cartons are arithmetic: of n items a carton, carton i stands for items (i−1)·n+1 to i·n, the last for what is left. Nothing is kept per carton.</summary>
public static class CartonRule
{
    /// <summary>Fewest items to a carton: of one the item's own code says all.</summary>
    public const int ItemsPerCartonMin = 2;

    /// <summary>Most items to a carton: more than anything that one person lifts holds.</summary>
    public const int ItemsPerCartonMax = 10_000;

    /// <summary>Refused with the first reason that stands, else how many cartons hold all items.</summary>
    /// <param name="kind">What the codes of the batch are for.</param>
    /// <param name="itemCount">How many items it has.</param>
    /// <param name="itemsPerCarton">Items wanted to a carton.</param>
    /// <param name="hasCartons">Its items already lie in cartons.</param>
    public static CartonDecision Judge(BatchKind kind, uint itemCount, long itemsPerCarton, bool hasCartons) => itemsPerCarton switch
    {
        < ItemsPerCartonMin or > ItemsPerCartonMax => new CartonDecision.BadSize(ItemsPerCartonMin, ItemsPerCartonMax),
        _ when kind != BatchKind.Items => new CartonDecision.NotItems(kind),
        _ when hasCartons => new CartonDecision.PackedAlready(),
        _ => new CartonDecision.Packed((uint)((itemCount + itemsPerCarton - 1) / itemsPerCarton)),
    };

    /// <summary>The items that a carton stands for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such carton over so many items.</exception>
    public static SerialSpan Contents(uint carton, uint itemCount, int itemsPerCarton)
    {
        var last = (long)carton * itemsPerCarton;
        return SerialSpan.TryCreate(last - itemsPerCarton + 1, Math.Min(last, itemCount), itemCount, out var items)
            ? items
            : throw new ArgumentOutOfRangeException(nameof(carton));
    }

    /// <summary>False when a code that was itself taken back would put items on sale. To take items back it speaks always: a recall is never refused.</summary>
    public static bool SpeaksFor(LabelState ownState, LabelState wanted) =>
        wanted != LabelState.Activated || LabelStateRule.Allows(ownState, wanted);
}

/// <summary>What became of a wish for carton codes.</summary>
public abstract record CartonDecision
{
    private CartonDecision() { }

    /// <summary>All items lie in so many cartons.</summary>
    public sealed record Packed(uint Cartons) : CartonDecision;

    /// <summary>Too few or too many items to a carton.</summary>
    public sealed record BadSize(int Min, int Max) : CartonDecision;

    /// <summary>These codes are not for items.</summary>
    public sealed record NotItems(BatchKind Kind) : CartonDecision;

    /// <summary>Two carton codes for one item would be ambiguous.</summary>
    public sealed record PackedAlready : CartonDecision;
}
