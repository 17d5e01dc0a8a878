namespace Traceability.Labels.Forms;

/// <summary>How labels lie on a sheet (标签纸排版), in millimetres from its upper left corner.</summary>
/// <param name="Name">What users call it.</param>
/// <param name="PageWidth">Width of the sheet.</param>
/// <param name="PageHeight">Height of the sheet.</param>
/// <param name="Columns">Labels in a row.</param>
/// <param name="Rows">Rows of labels.</param>
/// <param name="Label">The size of each.</param>
/// <param name="Left">Where the first column begins.</param>
/// <param name="Top">Where the first row begins.</param>
/// <param name="PitchX">From one column to the next.</param>
/// <param name="PitchY">From one row to the next.</param>
/// <param name="IsCut">Plain paper that is cut into labels: marks in its margins show where.</param>
public sealed record LabelSheet(
    string Name, double PageWidth, double PageHeight, int Columns, int Rows, LabelSize Label, double Left, double Top, double PitchX, double PitchY, bool IsCut = false)
{
    private const double A4Width = 210, A4Height = 297;

    // No office printer reaches the edge of its paper.
    private const double UnprintableMillimetres = 6;

    /// <summary>Grids that A4 label sheets are sold in.</summary>
    public static IReadOnlyList<LabelSheet> Usual { get; } =
    [
        Grid("A4-3x7", 3, 7, 63.5, 38.1, 7.2, 15.15, 66.04, 38.1),
        Grid("A4-3x8", 3, 8, 70, 37, 0, 0.5, 70, 37),
        Grid("A4-4x10", 4, 10, 52.5, 29.7, 0, 0, 52.5, 29.7),
        Grid("A4-5x13", 5, 13, 38.1, 21.2, 4.75, 10.7, 40.6, 21.2),
    ];

    /// <summary>Labels on one sheet.</summary>
    public int LabelsPerSheet => Columns * Rows;

    /// <summary>The sheet of a name, letter case aside; none when there is no such sheet.</summary>
    public static LabelSheet? Find(string name) => Usual.FirstOrDefault(sheet => sheet.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>As many labels of a size as A4 paper holds, edge to edge in its middle, to be cut; none when not even one fits.</summary>
    public static LabelSheet? OnA4(LabelSize label)
    {
        var (width, height) = (label.WidthHundredths / 100.0, label.HeightHundredths / 100.0);
        var (columns, rows) = ((int)((A4Width - (2 * UnprintableMillimetres)) / width), (int)((A4Height - (2 * UnprintableMillimetres)) / height));
        return columns * rows == 0
            ? null
            : new LabelSheet("A4", A4Width, A4Height, columns, rows, label, (A4Width - (columns * width)) / 2, (A4Height - (rows * height)) / 2, width, height, IsCut: true);
    }

    private static LabelSheet Grid(string name, int columns, int rows, double width, double height, double left, double top, double pitchX, double pitchY) =>
        LabelSize.TryCreate(width, height, out var label)
            ? new(name, A4Width, A4Height, columns, rows, label, left, top, pitchX, pitchY)
            : throw new InvalidOperationException($"{name} has impossible labels.");
}
