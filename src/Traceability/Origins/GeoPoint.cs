namespace Traceability.Origins;

/// <summary>A place on WGS 84 in degrees: finite, longitude within ±180, latitude within ±90.</summary>
public readonly record struct GeoPoint
{
    private GeoPoint(double longitude, double latitude) => (Longitude, Latitude) = (longitude, latitude);

    /// <summary>Degrees east of Greenwich, −180 to 180.</summary>
    public double Longitude { get; }

    /// <summary>Degrees north of the equator, −90 to 90.</summary>
    public double Latitude { get; }

    /// <summary>Accepts exactly the finite pairs within the ranges of the two angles.</summary>
    public static bool TryCreate(double longitude, double latitude, out GeoPoint point)
    {
        var valid = IsPosition(longitude, latitude);
        point = valid ? new(longitude, latitude) : default;
        return valid;
    }

    /// <summary>For positions already known to be valid; throws <see cref="ArgumentOutOfRangeException"/> on any other.</summary>
    public static GeoPoint At(double longitude, double latitude) =>
        TryCreate(longitude, latitude, out var point)
            ? point
            : throw new ArgumentOutOfRangeException(nameof(longitude), $"({longitude}, {latitude}) is no position.");

    /// <summary>
    /// True where the two numbers look exchanged: they are a position, or lie in China (73-136° E, 3-54° N), only when read the other way round.
    /// </summary>
    public static bool LooksSwapped(double longitude, double latitude) =>
        IsPosition(longitude, latitude)
            ? !InChina(longitude, latitude) && InChina(latitude, longitude)
            : IsPosition(latitude, longitude);

    private static bool IsPosition(double longitude, double latitude) =>
        Math.Abs(longitude) <= 180 && Math.Abs(latitude) <= 90;

    private static bool InChina(double longitude, double latitude) =>
        longitude is >= 73 and <= 136 && latitude is >= 3 and <= 54;
}
