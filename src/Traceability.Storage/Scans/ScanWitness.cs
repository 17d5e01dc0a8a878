using Traceability.Scans;

namespace Traceability.Storage.Scans;

/// <summary>What is known of whoever scans, and no more than may be remembered.</summary>
/// <param name="Adcode">Prefecture of the place offered; none when none was offered, or the data pack does not know it.</param>
/// <param name="Place">The place offered, coarse.</param>
/// <param name="Network">Stands for the network's address on this day (<see cref="DailyNumber"/>).</param>
/// <param name="Phone">Stands for address and browser on this day.</param>
public sealed record ScanWitness(string? Adcode, ScanPlace? Place, ulong Network, ulong Phone)
{
    /// <summary>The middle of the city where the network is used (<see cref="Sighting.City"/>).</summary>
    public ScanPlace? City { get; init; }

    /// <summary>What stands for the network's address on another day: a scan may be sent again after midnight. Left out, the same.</summary>
    public Func<DateOnly, ulong>? NetworkOn { get; init; }

    /// <summary>Nothing is known.</summary>
    public static readonly ScanWitness Unknown = new(null, null, 0, 0);
}
