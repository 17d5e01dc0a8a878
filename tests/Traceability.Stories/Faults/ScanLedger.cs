using System.Collections.Concurrent;

namespace Traceability.Stories.Faults;

/// <summary>One try to have a scan counted, and what came of it.</summary>
/// <param name="Id">The scan.</param>
/// <param name="Code">The code.</param>
/// <param name="Status">HTTP status of the answer; 0 when there was none.</param>
/// <param name="SentAt">When, in ticks of the stopwatch.</param>
/// <param name="Took">Until the answer was there in full.</param>
internal sealed record ScanTry(Guid Id, string Code, int Status, long SentAt, TimeSpan Took)
{
    public bool IsAcknowledged => Status is >= 200 and < 300;

    /// <summary>The answer had begun and did not come to its end.</summary>
    public bool IsCut { get; init; }

    public string? Verdict { get; init; }

    public string? Receipt { get; init; }

    /// <summary>Count of confirmations that the answer told.</summary>
    public long Count { get; init; }

    public string? MediaType { get; init; }

    public bool SaysWhenToComeAgain { get; init; }

    /// <summary>A refusal as it should be: for now, in words, and with the time to come again.</summary>
    public bool IsAskedToComeAgain => Status is 503 or 507 && MediaType == "application/problem+json" && SaysWhenToComeAgain;

    /// <summary>The answer in a word or two.</summary>
    public string Kind => Status == 0 ? IsCut ? "cut" : "no answer" : $"{Status} {MediaType}{(SaysWhenToComeAgain ? " with Retry-After" : "")}";

    public override string ToString() => $"{Kind} after {Took.TotalMilliseconds:0} ms";
}

/// <summary>What a crowd knows by itself: every scan it sent, before sending it, and every answer, after it was there. A fault may lose the database's word, never this one.</summary>
internal sealed class ScanLedger(HouseDatabase database)
{
    private readonly HashSet<Guid> _before = [.. database.Scans()];
    private readonly ConcurrentDictionary<Guid, string> _sent = new();
    private readonly ConcurrentQueue<ScanTry> _tries = new();

    public IReadOnlyCollection<ScanTry> Tries => _tries;

    public List<ScanTry> Acknowledged => [.. _tries.Where(scan => scan.IsAcknowledged)];

    public void Sends(Guid scan, string code) => _sent[scan] = code;

    public void Hears(ScanTry scan) => _tries.Enqueue(scan);

    /// <summary>What contradicts acknowledged ⊆ stored ⊆ sent, each stored once; nothing when all is well.</summary>
    public IReadOnlyList<string> Faults(IReadOnlyCollection<Guid> stored)
    {
        var ids = stored.ToHashSet();
        var lost = _tries.Where(scan => scan.IsAcknowledged && !ids.Contains(scan.Id)).ToList();
        var foreign = ids.Where(id => !_sent.ContainsKey(id) && !_before.Contains(id)).ToList();
        var gone = _before.Where(id => !ids.Contains(id)).ToList();
        return
        [
            .. lost.Take(1).Select(first => $"{lost.Count} of {Acknowledged.Count} acknowledged scans are lost, the first {first.Id}"),
            .. foreign.Take(1).Select(first => $"{foreign.Count} stored scans were never sent, the first {first}"),
            .. gone.Take(1).Select(first => $"{gone.Count} scans from before are gone, the first {first}"),
            .. stored.Count == ids.Count ? (string[])[] : [$"{stored.Count - ids.Count} scans are stored twice"],
        ];
    }

    /// <summary>Every acknowledged scan is stored, nothing else is, the database is sound, and first scans are first once.</summary>
    public void HoldsAgainst(HouseDatabase house)
    {
        Assert.Empty(Faults(house.Scans()));
        Assert.Empty(house.Faults());
        Assert.Empty(Acknowledged.Where(scan => scan.Verdict == "FirstScan").GroupBy(scan => scan.Code).Where(firsts => firsts.DistinctBy(scan => scan.Id).Count() > 1).Select(firsts => firsts.Key));
    }

    /// <summary>Every scan was acknowledged or refused for now, in words; never failed, never left without an answer.</summary>
    public void WasOnlyAskedToComeAgain() =>
        Assert.True(_tries.All(scan => scan.IsAcknowledged || scan.IsAskedToComeAgain), Told);

    /// <summary>Kinds of answers, with how many of each.</summary>
    public string Told => string.Join(", ", _tries.GroupBy(scan => scan.Kind).Select(kind => $"{kind.Key} × {kind.Count()}"));
}
