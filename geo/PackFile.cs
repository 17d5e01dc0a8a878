using System.Runtime.InteropServices;
using System.Text.Json;
using NetTopologySuite.Geometries;
using Traceability.Origins;

namespace Traceability.Geo;

/// <summary>One file of boundaries as the manifest describes it.</summary>
/// <param name="File">Name inside the pack.</param>
/// <param name="Level"><c>county</c> or <c>prefecture</c>.</param>
/// <param name="Adcodes">The codes it holds, or their first digits.</param>
/// <param name="Source">Who drew it, edition and approval.</param>
/// <param name="Licence">On what terms it may be used.</param>
/// <param name="FileDate">The day it speaks for.</param>
/// <param name="Datum">Wire name of the datum it is drawn in.</param>
/// <param name="BoundaryAccuracyMetres">How far its lines may lie from the true border.</param>
public sealed record PackFile(
    string File,
    string Level,
    IReadOnlyList<string> Adcodes,
    string Source,
    string Licence,
    DateOnly FileDate,
    string Datum,
    double BoundaryAccuracyMetres)
{
    /// <summary>Why this entry cannot be used, or nothing when it can.</summary>
    internal string? Fault(string directory) =>
        !System.IO.File.Exists(Path.Combine(directory, File)) ? $"{File} is missing."
        : !Datums.TryParse(Datum, out _) ? $"{File}: unknown datum '{Datum}'."
        : BoundaryAccuracyMetres is not (>= 0 and < 100_000) ? $"{File}: boundaryAccuracyMetres must be 0 to 100,000."
        : Adcodes.Count == 0 ? $"{File}: no adcodes."
        : null;

    internal bool MayHold(string adcode) => Adcodes.Any(adcode.StartsWith);
}

/// <summary>An administrative unit of the pack.</summary>
/// <param name="Adcode">Six digits (GB/T 2260).</param>
/// <param name="Name">Its Chinese name.</param>
/// <param name="Level"><c>county</c> or <c>prefecture</c>.</param>
public sealed record PackUnit(string Adcode, string Name, string Level);

/// <summary>The units of one file, found by code; their shapes are checked when asked for.</summary>
internal sealed class PackUnits
{
    private readonly PackFile file;
    private readonly Dictionary<string, (PackUnit Unit, JsonElement Shape)> units = [];

    public PackUnits(string directory, PackFile file)
    {
        this.file = file;
        try
        {
            var document = JsonDocument.Parse(System.IO.File.ReadAllBytes(Path.Combine(directory, file.File)));
            foreach (var feature in document.RootElement.GetProperty("features").EnumerateArray())
            {
                var properties = feature.GetProperty("properties");
                var unit = new PackUnit(properties.GetProperty("adcode").GetString()!, properties.GetProperty("name_zh").GetString()!, file.Level);
                units.Add(unit.Adcode, (unit, feature.GetProperty("geometry")));
            }
        }
        catch (Exception broken) when (broken is IOException or JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            // Found out in the middle of a request: an answer with its reason, not a fall. What was read before the break is not to be relied on either.
            units.Clear();
            Fault = new("brokenFile", $"{file.File} is no collection of units: {broken.Message}");
        }
    }

    public PackZone.None? Fault { get; }

    public IEnumerable<PackUnit> All => units.Values.Select(entry => entry.Unit);

    public PackZone Find(string adcode)
    {
        if (Fault is not null)
            return Fault;
        if (!units.TryGetValue(adcode, out var entry))
            return new PackZone.None("unknownUnit", $"{file.File} holds no unit {adcode}.");

        return GeoJson.Read(JsonMarshal.GetRawUtf8Value(entry.Shape)) switch
        {
            GeoJsonReading.Read read => new PackZone.Found(ToZone(entry.Unit, read.Geometry)),
            GeoJsonReading.Refused refused => new PackZone.None("invalidShape", $"{file.File}, {adcode}: {refused.Message} {refused.Place}"),
            _ => throw new InvalidOperationException("A reading is read or refused."),
        };
    }

    private Zone ToZone(PackUnit unit, Geometry shape)
    {
        Datums.TryParse(file.Datum, out var datum);
        return new(
            ZoneId.Of(unit.Name, [unit.Adcode], file.File, file.FileDate),
            unit.Name,
            file.Source,
            file.File,
            file.FileDate,
            datum,
            file.BoundaryAccuracyMetres,
            ValidFrom: null,
            ValidTo: null,
            [unit.Adcode],
            DatumShift.ToWgs84(shape, datum));
    }
}
