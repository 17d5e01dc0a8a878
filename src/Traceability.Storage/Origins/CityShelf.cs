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

    private readonly NetworkCities _networks = new(networksFile, pack.Units.Where(unit => unit.Level == City).ToDictionary(unit => unit.Adcode, unit => unit.Name));

    /// <summary>The name of a city by its division code; none when neither the data pack nor the operator's file knows it.</summary>
    public PlainWords? NameOf(string? adcode) =>
        // The pack's romanised names were made by machine: a wrong reading is worse than the Chinese name.
        adcode is not null && _networks.NameOf(adcode) is { } name ? new PlainWords(name, name) : null;

    /// <summary>The division code of the city where an address is used, by the operator's file (<see cref="NetworkCities"/>).</summary>
    public string? CityOf(IPAddress address) => _networks.CityOf(address);

    /// <summary>The division code of the city around a place; none when it lies outside the cities of the data pack.</summary>
    public string? CityAt(PointClaim place)
    {
        var point = DatumShift.ToWgs84(place);
        var at = new Coordinate(point.Longitude, point.Latitude);
        return _shapes.Value.Where(city => city.Shape.EnvelopeInternal.Contains(at) && city.Shape.Covers(new Point(at))).Select(city => city.Adcode).FirstOrDefault();
    }

    /// <summary>The same for a place that is kept of a scan.</summary>
    public string? CityAt(ScanPlace place) =>
        PointClaim.TryCreate(place.Point.Longitude, place.Point.Latitude, Datum.Wgs84, place.AccuracyMetres, out var claim) ? CityAt(claim) : null;
}
