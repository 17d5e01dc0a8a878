namespace Traceability.Origins;

/// <summary>Where a client says it stood: angles in degrees of the datum it declared, and how far off, in metres, they may be.</summary>
public readonly record struct PointClaim
{
    /// <summary>No accuracy worse than this says anything about a zone: half the way round the earth, in metres.</summary>
    public const double MaxAccuracyMetres = 20_037_508;

    private PointClaim(double longitude, double latitude, Datum datum, double accuracyMetres) =>
        (Longitude, Latitude, Datum, AccuracyMetres) = (longitude, latitude, datum, accuracyMetres);

    /// <summary>Degrees east in <see cref="Datum"/>.</summary>
    public double Longitude { get; }

    /// <summary>Degrees north in <see cref="Datum"/>.</summary>
    public double Latitude { get; }

    /// <summary>The system the angles were measured in.</summary>
    public Datum Datum { get; }

    /// <summary>Radius in metres within which the client holds its true place, 0 to <see cref="MaxAccuracyMetres"/>.</summary>
    public double AccuracyMetres { get; }

    /// <summary>Accepts finite angles within ±180 and ±90, a known datum and an accuracy within its range.</summary>
    public static bool TryCreate(double longitude, double latitude, Datum datum, double accuracyMetres, out PointClaim claim)
    {
        var valid = GeoPoint.TryCreate(longitude, latitude, out _)
            && Enum.IsDefined(datum)
            && accuracyMetres is >= 0 and <= MaxAccuracyMetres;
        claim = valid ? new(longitude, latitude, datum, accuracyMetres) : default;
        return valid;
    }
}
