using System.Globalization;
using System.Text;
using Traceability.Origins;

namespace Traceability.Pages.Maps;

/// <summary>
/// Where places lie in a picture: the spherical Mercator projection of web maps, so that directions are true and a background of tiles would fit. The picture is <see cref="Width"/> units wide and
/// <see cref="Height"/> high, north up.
/// </summary>
internal sealed class MapView
{
    public const int Width = 600;

    private const double EarthRadiusMetres = 6_378_137;

    // The map of a thumb's width still shows what lies around it.
    private const double MetresAcrossMin = 60;

    // Web maps end here; nobody grows anything beyond.
    private const double LatitudeMax = 85;

    private readonly double _north, _south;

    private MapView(double west, double north, double south, double unitsPerRadian, int height) =>
        (West, North, _north, _south, UnitsPerRadian, Height) = (west, north, north, south, unitsPerRadian, height);

    /// <summary>Units from the top to the bottom.</summary>
    public int Height { get; }

    /// <summary>The left edge, in radians of longitude.</summary>
    public double West { get; }

    /// <summary>The upper edge, in radians of Mercator's latitude.</summary>
    public double North { get; }

    /// <summary>Units of the picture for one radian of longitude.</summary>
    public double UnitsPerRadian { get; }

    private double MetresPerUnit => EarthRadiusMetres / Math.Cosh((_north + _south) / 2) / UnitsPerRadian;

    /// <summary>The smallest view that shows all of the places with some room around them; all of the world when there are none.</summary>
    public static MapView Over(IEnumerable<GeoPoint> places)
    {
        var (west, east, south, north) = (double.MaxValue, double.MinValue, double.MaxValue, double.MinValue);
        foreach (var place in places)
        {
            var (x, y) = Project(place);
            (west, east, south, north) = (Math.Min(west, x), Math.Max(east, x), Math.Min(south, y), Math.Max(north, y));
        }

        if (west > east)
            (west, east, south, north) = (-Math.PI, Math.PI, -Math.PI, Math.PI);
        var least = MetresAcrossMin / EarthRadiusMetres * Math.Cosh((north + south) / 2);
        var across = Math.Max(east - west, least) * 1.16;
        var down = Math.Max(north - south, least) * 1.16;
        // Neither a ribbon nor a tower: on a phone both would hide what is on them.
        (across, down) = (Math.Max(across, down / 1.1), Math.Max(down, across / 2));
        var (x0, y0) = ((west + east - across) / 2, (south + north + down) / 2);
        return new MapView(x0, y0, y0 - down, Width / across, (int)Math.Round(Width * down / across));
    }

    /// <summary>A place in units of the picture.</summary>
    public (double X, double Y) At(GeoPoint place)
    {
        var (x, y) = Project(place);
        return ((x - West) * UnitsPerRadian, (North - y) * UnitsPerRadian);
    }

    /// <summary>Closed rings as the path of an SVG picture: to a ten-thousandth of a unit, so that a field keeps its shape when the map of a whole province is zoomed in to it.</summary>
    public string Path(IEnumerable<IReadOnlyList<GeoPoint>> rings)
    {
        var path = new StringBuilder();
        foreach (var ring in rings)
        {
            var command = 'M';
            foreach (var place in ring.SkipLast(1))
            {
                var (x, y) = At(place);
                path.Append(CultureInfo.InvariantCulture, $"{command}{x:0.####} {y:0.####}");
                command = 'L';
            }

            path.Append('Z');
        }

        return path.ToString();
    }

    /// <summary>The longest round distance (1, 2 or 5 with noughts) that fits into a third of the picture, with its length in units.</summary>
    public (double Metres, double Units) Scale()
    {
        var room = MetresPerUnit * Width / 3;
        var power = Math.Pow(10, Math.Floor(Math.Log10(room)));
        var metres = power * (room / power) switch { >= 5 => 5, >= 2 => 2, _ => 1 };
        return (metres, metres / MetresPerUnit);
    }

    private static (double X, double Y) Project(GeoPoint place) =>
        (place.Longitude * Math.PI / 180, Math.Asinh(Math.Tan(Math.Clamp(place.Latitude, -LatitudeMax, LatitudeMax) * Math.PI / 180)));
}
