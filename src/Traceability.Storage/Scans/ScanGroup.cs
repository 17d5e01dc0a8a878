using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Traceability.Ledger;
using Traceability.Scans;
using Traceability.Storage.Codes;
using Traceability.Storage.Ledger;

namespace Traceability.Storage.Scans;

/// <summary>Scans that are written together: what they ask of the database, and what becomes of each in the order in which they came.</summary>
internal sealed class ScanGroup
{
    /// <summary>Within this time an id that comes again on the same label is the same scan.</summary>
    public static readonly TimeSpan RepeatedWithin = TimeSpan.FromHours(24);

    private const int SaltBytes = 16;
    private readonly IReadOnlyList<ScanEntry> _entries;
    private readonly KeyShelf _keys;
    private readonly Dictionary<LabelKey, LabelRow> _labels = [];
    private readonly Dictionary<ScanKey, PastScan> _counted = [];
    private readonly HashSet<LabelKey> _changed = [];
    private readonly List<ScanRow> _scans = [];
    private readonly Dictionary<DateOnly, List<ScanEntry>> _misses = [];

    private ScanGroup(IReadOnlyList<ScanEntry> entries, KeyShelf keys) => (_entries, _keys) = (entries, keys);

    /// <summary>What the entries rest on.</summary>
    public static ScanQuestions Questions(IReadOnlyList<ScanEntry> entries)
    {
        var issued = entries.Where(entry => entry.Label is not null).ToList();
        var labels = issued.Select(entry => entry.Label!.Value).Distinct().ToList();
        labels.Sort();
        return new ScanQuestions(
            labels,
            issued.Select(entry => new ScanKey(entry.Label!.Value, entry.ScanId)).ToHashSet(),
            entries.Min(entry => entry.At) - RepeatedWithin,
            issued.Where(entry => entry.OwnScanId is not null).Select(entry => new ScanKey(entry.Label!.Value, entry.OwnScanId!.Value)).ToHashSet());
    }

    /// <summary>Decides on every entry and answers what is to be written.</summary>
    /// <param name="entries">The entries, in the order in which they came.</param>
    /// <param name="facts">What the database answered to their questions.</param>
    /// <param name="keys">Standings of keys.</param>
    /// <param name="now">The moment of the group's act.</param>
    public static ScanPage Judge(IReadOnlyList<ScanEntry> entries, ScanFacts facts, KeyShelf keys, DateTimeOffset now)
    {
        var group = new ScanGroup(entries, keys);
        foreach (var entry in entries)
            entry.Outcome = group.Judge(entry, facts);
        return group.Page(now);
    }

    private ScanOutcome Judge(ScanEntry entry, ScanFacts facts)
    {
        if (entry.FactsVersion != facts.FactsVersion)
            return new ScanOutcome.Stale(facts.FactsVersion);
        if (entry is not { Label: { } key, Snapshot: { } batch })
        {
            var day = HouseTime.DayOf(entry.At);
            (CollectionsMarshal.GetValueRefOrAddDefault(_misses, day, out _) ??= []).Add(entry);
            return new ScanOutcome.Missed();
        }

        if (!_labels.TryGetValue(key, out var label))
            _labels.Add(key, label = facts.Labels.TryGetValue(key, out var found) ? found with { } : new LabelRow(key.Shard, key.Batch, key.Serial) { Version = 0 });

        // A receipt from before the label was on sale owns nothing: else its holder would be told FirstScan for ever and never be counted.
        if (entry.OwnScanId is { } own && facts.Owned.TryGetValue(new ScanKey(key, own), out var mine) && ScanRule.Confirms(mine.Verdict))
            return Again(own, mine);
        var id = new ScanKey(key, entry.ScanId);
        if (_counted.TryGetValue(id, out var same) || (facts.Repeats.TryGetValue(id, out same) && same.At > entry.At - RepeatedWithin))
            return Again(entry.ScanId, same);

        var judgement = LabelBook.Judge(_keys, batch, label, null, entry.At);
        var confirms = ScanRule.Confirms(judgement.Verdict);
        if (confirms)
        {
            label.ScanCount++;
            // Decided by the order of the database, whatever clocks say.
            if (label.FirstScanAt is null)
                (label.FirstScanAt, label.FirstScanAdcode) = (entry.At, entry.Adcode);
        }

        _changed.Add(key);
        _counted.Add(id, new PastScan(entry.At, judgement.Verdict));
        _scans.Add(new ScanRow(key.Shard, key.Batch, key.Serial, entry.ScanId, entry.At, judgement.Verdict, entry.Adcode, null, null));
        return new ScanOutcome.Judged(judgement, label with { }, entry.ScanId, confirms);

        ScanOutcome Again(Guid scanId, PastScan scan) =>
            new ScanOutcome.Judged(LabelBook.Judge(_keys, batch, label, scan.Verdict, entry.At), label with { }, scanId, ScanRule.Confirms(scan.Verdict));
    }

    private ScanPage Page(DateTimeOffset now)
    {
        var labels = _labels.Where(label => _changed.Contains(label.Key)).OrderBy(label => label.Key).Select(label => label.Value).ToList();
        foreach (var label in labels)
            label.Version++;
        var misses = _misses.OrderBy(day => day.Key).Select(day => new MissTally(day.Key, day.Value.Count,
            [.. day.Value.DistinctBy(entry => entry.Code).Take(MissTally.SamplesMax).Select(entry => new NeverIssuedSampleRow(day.Key, entry.Code.ToString(), entry.At, entry.Adcode))])).ToList();
        if (_scans.Count == 0)
            return new ScanPage(labels, [], null, misses);

        var salts = RandomNumberGenerator.GetBytes(SaltBytes * _scans.Count);
        var leaves = new byte[Commitments.HashBytes * _scans.Count];
        var actId = Guid.CreateVersion7(now);
        var scans = _scans.OrderBy(scan => (scan.Shard, scan.Batch, scan.Serial)).Select((scan, i) =>
        {
            var salted = scan with { Salt = salts[(SaltBytes * i)..(SaltBytes * (i + 1))], ActId = actId };
            Commitments.Write(salted.Salt, salted.Facts(), leaves.AsSpan(Commitments.HashBytes * i));
            return salted;
        }).ToList();
        var act = Act.Of(ActKind.Scanned, now, Fact.Number("count", scans.Count), Fact.Text("root", Convert.ToHexStringLower(Commitments.Root(leaves))));
        return new ScanPage(labels, scans, ActRow.Of(act, actId, null) with { Leaves = leaves }, misses);
    }
}
