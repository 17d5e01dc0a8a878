namespace Traceability.Origins;

/// <summary>
/// How a plot lies to a zone. <see cref="MetresInside"/> is the smallest signed distance of any of its points to the zone border: positive only
/// when the whole plot lies inside, and then the gap between the two; else minus how far its farthest point lies out.
/// </summary>
/// <param name="ShareInside">The part of the plot's area that lies in the zone, 0 to 1.</param>
/// <param name="AreaSquareMetres">The plot's area on the WGS 84 ellipsoid.</param>
/// <param name="AreaInsideSquareMetres">The area of the part in the zone.</param>
/// <param name="MetresInside">Metres, negative outside.</param>
public readonly record struct PlotMeasure(
    double ShareInside, double AreaSquareMetres, double AreaInsideSquareMetres, double MetresInside);
