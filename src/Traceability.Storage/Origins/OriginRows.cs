using Traceability.Origins;

namespace Traceability.Storage.Origins;

/// <summary>A stored protected area; geometry is WKB in WGS 84, whatever datum its file had.</summary>
public sealed record ZoneRow(
    Guid Id, string Name, string Source, string File, DateOnly FileDate, Datum Datum, double BoundaryAccuracyMetres,
    DateOnly? ValidFrom, DateOnly? ValidTo, string Adcodes, byte[] Geometry, DateTimeOffset RecordedAt);

/// <summary>A stored plot; geometry is WKB in WGS 84, the box is for finding candidates only.</summary>
public sealed record PlotRow(
    Guid Id, Guid TenantId, Guid PartyId, string Name, Datum Datum, double AccuracyMetres, byte[] Geometry, double AreaSquareMetres,
    double West, double South, double East, double North, DateTimeOffset RecordedAt) : ITenantOwned;
