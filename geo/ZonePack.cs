using System.Collections.Concurrent;
using System.Text.Json;
using NetTopologySuite.Operation.OverlayNG;

namespace Traceability.Geo;

/// <summary>What the pack knows of an area.</summary>
public abstract record PackZone
{
    private PackZone()
    {
    }

    /// <summary>Its zone, checked and in WGS 84.</summary>
    public sealed record Found(Zone Zone) : PackZone;

    /// <summary>There is no zone to rely on, and why, as a word for programs and a sentence for people.</summary>
    public sealed record None(string Code, string Reason) : PackZone;
}

/// <summary>
/// The data pack: administrative boundaries and geographical indications from one directory, described by its <c>pack.json</c>. Opening reads the
/// manifest and the tables; a boundary file is read when one of its units is first asked for. Safe for any number of threads.
/// </summary>
public sealed class ZonePack
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private readonly (PackFile File, Lazy<PackUnits> Units)[] files;
    private readonly ConcurrentDictionary<string, PackZone> units = [];
    private readonly ConcurrentDictionary<GiProduct, PackZone> zones = [];

    private ZonePack(string directory, Manifest manifest)
    {
        files = [.. manifest.Files.Select(file => (file, new Lazy<PackUnits>(() => new(directory, file))))];
        Products = GiProduct.ReadAll(Path.Combine(directory, manifest.Products));
        NameChanges = NameChange.ReadAll(Path.Combine(directory, manifest.NameChanges));
    }

    /// <summary>Where the build puts the pack that comes with the service.</summary>
    public static string DefaultDirectory => Path.Combine(AppContext.BaseDirectory, "geo", "zones");

    /// <summary>The geographical indications, one entry per registration.</summary>
    public IReadOnlyList<GiProduct> Products { get; }

    /// <summary>Counties that carry another name or code in older papers.</summary>
    public IReadOnlyList<NameChange> NameChanges { get; }

    /// <summary>The files, with the source and licence that an answer must name.</summary>
    public IEnumerable<PackFile> Files => files.Select(entry => entry.File);

    /// <summary>Every unit by code and name; reads all files.</summary>
    public IEnumerable<PackUnit> Units => files.SelectMany(entry => entry.Units.Value.All);

    /// <summary>Opens a pack; throws <see cref="InvalidDataException"/>, naming the file to mend, when the directory holds none that can be used.</summary>
    public static ZonePack Load(string directory)
    {
        var file = Path.Combine(directory, "pack.json");
        try
        {
            var manifest = JsonSerializer.Deserialize<Manifest>(File.ReadAllBytes(file), Strict)!;
            if (manifest.Files.Select(entry => entry.Fault(directory)).FirstOrDefault(fault => fault is not null) is { } fault)
                throw new InvalidDataException(fault);
            return new(directory, manifest);
        }
        catch (Exception broken) when (broken is IOException or JsonException or KeyNotFoundException)
        {
            throw new InvalidDataException($"The zone pack cannot be used ({file}): {broken.Message}", broken);
        }
    }

    /// <summary>The zone of one county or prefecture.</summary>
    public PackZone FindUnit(string adcode) => units.GetOrAdd(
        adcode,
        code => Array.Find(files, entry => entry.File.MayHold(code)) is { Units: { } found }
            ? found.Value.Find(code)
            : new PackZone.None("unknownUnit", $"No file of the pack holds unit {code}."));

    /// <summary>
    /// The union of a product's units, or none where its source names no unit or protects one only in part: a border that was not announced is not made up.
    /// </summary>
    public PackZone ZoneOf(GiProduct product) => zones.GetOrAdd(product, Unite);

    /// <summary>Every file and shape of the pack that is not to be relied on; reads and checks all files.</summary>
    public IEnumerable<PackZone.None> Faults() => files
        .Select(entry => entry.Units.Value.Fault)
        .OfType<PackZone.None>()
        .Concat(Units.Select(unit => FindUnit(unit.Adcode)).OfType<PackZone.None>());

    private PackZone Unite(GiProduct product)
    {
        if (product.Adcodes.Count == 0)
            return new PackZone.None("noUnits", "Its source names no administrative unit.");
        if (product.OnlyPartlyCovered)
            return new PackZone.None("partlyCovered", "Only a part of these units is protected: " + string.Join(", ", product.PartlyCovered));

        var parts = product.Adcodes.Select(FindUnit).ToList();
        if (parts.OfType<PackZone.None>().FirstOrDefault() is { } missing)
            return missing;

        var found = parts.ConvertAll(part => ((PackZone.Found)part).Zone);
        var file = string.Join(';', found.Select(zone => zone.File).Distinct());
        var date = found.Min(zone => zone.FileDate);
        return new PackZone.Found(found[0] with
        {
            Id = ZoneId.Of(product.NameZh, product.Adcodes, file, date),
            Name = product.NameZh,
            File = file,
            FileDate = date,
            BoundaryAccuracyMetres = found.Max(zone => zone.BoundaryAccuracyMetres),
            Adcodes = product.Adcodes,
            Geometry = OverlayNGRobust.Union(found.ConvertAll(zone => zone.Geometry)),
        });
    }

    private sealed record Manifest(string Products, string NameChanges, IReadOnlyList<PackFile> Files);
}
