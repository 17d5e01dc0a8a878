namespace Traceability.Scans;

/// <summary>查验记录: a scan in the memory of its label. It names nobody: its numbers link scans of one day only.</summary>
/// <param name="At">When it arrived.</param>
/// <param name="Verdict">What was answered.</param>
/// <param name="Cause">The fact that spoke against the label then, if one did.</param>
/// <param name="Place">Where its scanner said it stood; none when no place was offered.</param>
/// <param name="Network">Stands for the network's address on that day; the same address on another day is another number.</param>
/// <param name="Phone">Stands for address and browser on that day, likewise.</param>
/// <param name="Receipt">Stands for the receipt of this label that it showed; none when it showed none.</param>
public sealed record Sighting(DateTimeOffset At, Verdict Verdict, Cause Cause, ScanPlace? Place, ulong Network, ulong Phone, ulong? Receipt)
{
    /// <summary>The middle of the city where its network is used, by the operator's file, off by up to <see cref="CityMetres"/>; none when no file knows it.</summary>
    public ScanPlace? City { get; init; }

    /// <summary>Metres within which of its middle a city's people live.</summary>
    public const double CityMetres = 50_000;

    /// <summary>Where it was as far as anything tells it: the place offered, else the city of the network.</summary>
    public ScanPlace? Whereabouts => Place ?? City;

    /// <summary>The id that its client gave the scan.</summary>
    public Guid Scan { get; init; }

    /// <summary>It showed this label's receipt: the same person looking again.</summary>
    public bool IsOwn => Receipt is not null;

    /// <summary>It came in a flood, so it is evidence of abuse and of nothing else; once marked, it stays so when the rest of the flood is forgotten.</summary>
    public bool InFlood { get; init; }

    /// <summary>True when neither network nor phone of that day is shared.</summary>
    public bool IsUnrelatedTo(Sighting other) => Network != other.Network && Phone != other.Phone;
}
