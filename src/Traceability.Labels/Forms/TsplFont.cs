namespace Traceability.Labels.Forms;

/// <summary>A font in the memory of every TSPL printer whose characters are all of one size, in dots (TSPL manual, TEXT).</summary>
internal sealed record TsplFont(string Name, int Width, int Height)
{
    private static readonly TsplFont[] LargestFirst = [new("5", 32, 48), new("4", 24, 32), new("3", 16, 24), new("2", 12, 20), new("1", 8, 12)];

    /// <summary>The largest whose characters fit the cell; the smallest when none does.</summary>
    public static TsplFont Within(double cellDots, int heightDots) =>
        LargestFirst.FirstOrDefault(font => font.Width <= cellDots && font.Height <= heightDots, LargestFirst[^1]);
}
