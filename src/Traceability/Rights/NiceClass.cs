namespace Traceability.Rights;

/// <summary>A class of goods or services of the Nice classification, 1 to 45: 25 apparel, 30 tea and rice, 31 fresh produce.</summary>
public readonly record struct NiceClass
{
    private readonly int number;

    /// <summary>Throws <see cref="ArgumentOutOfRangeException"/> for a number that is no class.</summary>
    public NiceClass(int number)
    {
        if (!Exists(number))
            throw new ArgumentOutOfRangeException(nameof(number), number, "Nice classes run from 1 to 45.");
        this.number = number;
    }

    /// <summary>1 to 45; a default value that names no class throws <see cref="InvalidOperationException"/>.</summary>
    public int Number => number > 0 ? number : throw new InvalidOperationException("A Nice class has a number from 1 to 45.");

    /// <summary>True for 1 to 45.</summary>
    public static bool Exists(int number) => number is >= 1 and <= 45;

    /// <summary>The number of the class.</summary>
    public override string ToString() => $"{number}";
}
