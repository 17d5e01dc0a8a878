using Traceability.Origins;

namespace Traceability.Pages.Maps;

/// <summary>What a shape on a map stands for; it decides the look, and the legend says it in words.</summary>
public enum MapLayer
{
    /// <summary>A protected area: dashed border.</summary>
    Zone,
    /// <summary>A cell that counts something, such as scans.</summary>
    Cell,
    /// <summary>Other land, for comparison.</summary>
    Neighbour,
    /// <summary>The land that the page is about.</summary>
    Plot,
}

/// <summary>A shape to be drawn on a map.</summary>
/// <param name="Layer">What it stands for.</param>
/// <param name="Rings">Closed rings in WGS 84, filled by the even-odd rule.</param>
/// <param name="Name">What it is called, told where a pointer rests; none when it needs no name.</param>
public sealed record MapShape(MapLayer Layer, IReadOnlyList<IReadOnlyList<GeoPoint>> Rings, string? Name = null)
{
    /// <summary>A cell of the public grid.</summary>
    public static MapShape Of(PublicPlace cell, string? name = null) => new(MapLayer.Cell,
    [
        [GeoPoint.At(cell.West, cell.South), GeoPoint.At(cell.East, cell.South), GeoPoint.At(cell.East, cell.North), GeoPoint.At(cell.West, cell.North), GeoPoint.At(cell.West, cell.South)],
    ], name);
}

/// <summary>A place to be marked on a map.</summary>
/// <param name="At">Where, in WGS 84.</param>
/// <param name="Name">What is there.</param>
public sealed record MapMarker(GeoPoint At, string? Name = null);
