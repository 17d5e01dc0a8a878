using System.Data.Common;
using Traceability.Storage.Scans;

namespace Traceability.Storage.Postgres;

/// <summary>The columns of a label's row behind its key, in one order for every statement written by hand.</summary>
internal static class LabelColumns
{
    public const string Names = "scan_count, first_scan_at, first_scan_adcode, suspicion_reason, suspicion_since, label.version, memory, places_until, conflict_since, explained_at";

    /// <summary>The row of a label; none when an outer join found none.</summary>
    public static LabelRow? Read(DbDataReader row, int at, LabelKey key) => row.IsDBNull(at) ? null : new LabelRow(key.Shard, key.Batch, key.Serial)
    {
        ScanCount = row.GetInt64(at),
        FirstScanAt = Moment(row, at + 1),
        FirstScanAdcode = row.IsDBNull(at + 2) ? null : row.GetString(at + 2),
        SuspicionReason = row.IsDBNull(at + 3) ? null : row.GetString(at + 3),
        SuspicionSince = Moment(row, at + 4),
        Version = row.GetInt64(at + 5),
        Memory = row.IsDBNull(at + 6) ? null : row.GetFieldValue<byte[]>(at + 6),
        PlacesUntil = Moment(row, at + 7),
        ConflictSince = Moment(row, at + 8),
        ExplainedAt = Moment(row, at + 9),
    };

    private static DateTimeOffset? Moment(DbDataReader row, int at) => row.IsDBNull(at) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(at));
}
