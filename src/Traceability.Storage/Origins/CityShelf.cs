using System.Collections.Concurrent;
using System.Net;
using NetTopologySuite.Geometries;
using Traceability.Geo;
using Traceability.Origins;
using Traceability.Scans;

namespace Traceability.Storage.Origins;

/// <summary>Tells the city of a place that a scanner offered, or of the network he came from, and a city's name. The exact place goes no further than here.</summary>
/// <param name="pack">The data pack of boundaries.</param>
/// <param name="networksFile">The operator's file of networks; none when he brought none. A <see cref="SettingException"/> tells what is wrong with it.</param>
public sealed class CityShelf(ZonePack pack, string? networksFile)
{
    private const string City = "prefecture";

    private readonly Lazy<IReadOnlyList<(string Adcode, Geometry Shape)>> _shapes = new(() =>
    [
        .. pack.Units.Where(unit => unit.Level == City).Select(unit => (unit.Adcode, pack.FindUnit(unit.Adcode)))
            .Where(unit => unit.Item2 is PackZone.Found).Select(unit => (unit.Adcode, ((PackZone.Found)unit.Item2).Zone.Geometry)),
    ]);

    // Found once for each city of the operator's file, so that a scan costs a look into a dictionary.
    private readonly ConcurrentDictionary<string, ScanPlace?> _middles = [];

    private readonly NetworkCities _networks = new(networksFile, pack.Units.Where(unit => unit.Level == City).ToDictionary(unit => unit.Adcode, unit => unit.Name));

    /// <summary>The name of a city by its division code; none when neither the data pack nor the operator's file knows it.</summary>
    public PlainWords? NameOf(string? adcode) =>
        // The pack's romanised names were made by machine: a wrong reading is worse than the Chinese name.
        adcode is not null && _networks.NameOf(adcode) is { } name ? new PlainWords(name, name) : null;

    /// <summary>The division code of the city where an address is used, by the operator's file (<see cref="NetworkCities"/>).</summary>
    public string? CityOf(IPAddress address) => _networks.CityOf(address);

    /// <summary>The middle of a city by its division code, off by as much as a city reaches; none when nobody told where it lies.</summary>
    public ScanPlace? MiddleOf(string? adcode) => adcode is null ? null : _middles.GetOrAdd(adcode, FindMiddle);

    /// <summary>The middle of a city by its name, with or without the 市 behind it; none when nobody knows such a city or where it lies.</summary>
    public ScanPlace? MiddleOfNamed(string name) => MiddleOf(_networks.CityNamed(name) ?? _networks.CityNamed($"{name}市"));

    /// <summary>The division code of the city around a remembered place, or of which it is the middle; none when nobody told.</summary>
    public string? CityAt(ScanPlace place) =>
        (PointClaim.TryCreate(place.Point.Longitude, place.Point.Latitude, Datum.Wgs84, place.AccuracyMetres, out var claim) ? CityAt(claim) : null) ?? _networks.CityWithMiddle(place.Point);

    /// <summary>The division code of the city around a place; none when it lies outside the cities of the data pack.</summary>
    public string? CityAt(PointClaim place)
    {
        var point = DatumShift.ToWgs84(place);
        var at = new Coordinate(point.Longitude, point.Latitude);
        return _shapes.Value.Where(city => city.Shape.EnvelopeInternal.Contains(at) && city.Shape.Covers(new Point(at))).Select(city => city.Adcode).FirstOrDefault();
    }

    // The boundary knows better than a line of a file. The middle of a crooked one would lie outside: a point well inside does not.
    private ScanPlace? FindMiddle(string adcode)
    {
        var inside = _shapes.Value.Where(city => city.Adcode == adcode).Select(city => city.Shape.InteriorPoint).FirstOrDefault();
        var middle = inside is null ? _networks.MiddleOf(adcode) : GeoPoint.At(Math.Round(inside.X, 3), Math.Round(inside.Y, 3));
        return middle is { } point ? new ScanPlace(point, Sighting.CityMetres) : null;
    }
}
