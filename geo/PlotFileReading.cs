namespace Traceability.Geo;

/// <summary>What a file of land held: polygons to choose from, or the reason why it was not read.</summary>
public abstract record PlotFileReading
{
    private PlotFileReading()
    {
    }

    /// <summary>At least one polygon, each a GeoJSON Polygon in the degrees of whatever datum the file is drawn in. They are not checked: <see cref="GeoJson"/> judges the one that is chosen.</summary>
    public sealed record Read(IReadOnlyList<string> Polygons) : PlotFileReading;

    /// <summary>Why the file was refused, as a word for programs and a sentence for people.</summary>
    public sealed record Refused(string Code, PlainWords Words) : PlotFileReading;
}

/// <summary>Ends the reading of a file of land; <see cref="PlotFile"/> turns it into an answer.</summary>
internal sealed class PlotFileFault(string code, string zh, string en) : Exception(en)
{
    public PlotFileReading.Refused Refusal { get; } = new(code, new PlainWords(zh, en));
}
