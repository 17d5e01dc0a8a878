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
    private readonly Dictionary<LabelKey, Known> _labels = [];
    private readonly Dictionary<ScanKey, PastScan> _counted = [];
    private readonly List<ScanRow> _scans = [];
    private readonly List<ForgottenScanRow> _forgotten = [];
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

        if (!_labels.TryGetValue(key, out var known))
            _labels.Add(key, known = new Known(facts.Labels.TryGetValue(key, out var found) ? found with { } : new LabelRow(key.Shard, key.Batch, key.Serial) { Version = 0 }, batch.Terms));
        var (label, before) = (known.Row, known.Memory);

        // A receipt from before the label was on sale owns nothing: else its holder would be told FirstScan for ever and never be counted.
        if (entry.OwnScanId is { } own && PastScan.Older(before.Oldest(own), Found(facts.Owned, own)) is { } mine && ScanRule.Confirms(mine.Verdict))
        {
            if (own != entry.ScanId)
                RememberOwner(own);
            return Again(own, mine);
        }

        if ((_counted.TryGetValue(new ScanKey(key, entry.ScanId), out var same) ? same : PastScan.Newer(before.Newest(entry.ScanId), Found(facts.Repeats, entry.ScanId))) is { } again
            && again.At > entry.At - RepeatedWithin)
            return Again(entry.ScanId, again) with { IsAnothers = IsAnothers(known.Memory.Find(entry.ScanId), entry) };

        var judgement = LabelBook.Judge(_keys, batch, label, null, entry.At);
        var confirms = ScanRule.Confirms(judgement.Verdict);
        var now = SightingOf(entry, judgement, receipt: null);
        if (confirms)
        {
            label.ScanCount++;
            // Decided by the order of the database, whatever clocks say.
            if (label.FirstScanAt is null)
                (label.FirstScanAt, label.FirstScanAdcode) = (entry.At, entry.Witness.Adcode);
            if (now.Place is not null && TurnsSuspicious([.. before.History.Sightings, now]))
            {
                judgement = LabelBook.Judge(_keys, batch, label, null, entry.At);
                now = now with { Verdict = judgement.Verdict, Cause = judgement.Cause };
            }
        }

        Remember(now);
        _counted.Add(new ScanKey(key, entry.ScanId), new PastScan(entry.At, judgement.Verdict));
        _scans.Add(new ScanRow(key.Shard, key.Batch, key.Serial, entry.ScanId, entry.At, judgement.Verdict, entry.Witness.Adcode, null, null));
        return new ScanOutcome.Judged(judgement, label with { }, entry.ScanId, confirms) { Before = before.History, Now = now };

        PastScan? Found(IReadOnlyDictionary<ScanKey, PastScan> asked, Guid id) => asked.TryGetValue(new ScanKey(key, id), out var scan) ? scan : null;

        ScanOutcome.Judged Again(Guid scanId, PastScan scan)
        {
            var placed = RememberPlace();
            return new(LabelBook.Judge(_keys, batch, label, scan.Verdict, entry.At), label with { }, scanId, ScanRule.Confirms(scan.Verdict))
            {
                Before = placed is null ? null : LabelHistory.Of(batch.Terms, known.Memory.History.Sightings.SkipLast(1)),
                Now = placed,
            };
        }

        // Who tells afterwards where he stood tells it of the scan that was counted. The rules hear of it while it is the newest; later the next scan brings it to them.
        Sighting? RememberPlace()
        {
            if (entry.Witness.Place is not { } place || before.WithPlace(entry.ScanId, place, entry.At) is not { } after)
                return null;
            (known.Memory, known.IsChanged) = (after, true);
            if (label.FirstScanAt is { } first && after.Find(entry.ScanId)?.At == first)
                label.FirstScanAdcode ??= entry.Witness.Adcode;
            TurnsSuspicious(after.History.Sightings);
            return after.History.Sightings[^1] is var newest && newest.Scan == entry.ScanId ? newest : null;
        }

        bool TurnsSuspicious(IReadOnlyList<Sighting> sightings)
        {
            if (label.ConflictSince is not null || !ConflictRule.IsOverwhelming([.. sightings.Where(sighting => !(sighting.At <= label.ExplainedAt))]))
                return false;
            label.ConflictSince = entry.At;
            return true;
        }

        // An owner who looks again tells something only where his receipt has not been, so that nobody can fill the memory with his own looks.
        void RememberOwner(Guid scanId)
        {
            var receipt = BitConverter.ToUInt64(scanId.ToByteArray());
            if (entry.Witness.Place is { } place && !before.History.Sightings.Any(sighting =>
                sighting.Receipt == receipt && sighting.Place is { } there && there.CertainMetresTo(place) <= AlertThresholds.Default.TravelMetresMin))
                Remember(SightingOf(entry, new Judgement(Verdict.SeenBefore, Cause.None, null, null), receipt));
        }

        void Remember(Sighting sighting)
        {
            known.Memory = before.With(sighting, out var forgotten);
            known.IsChanged = true;
            if (forgotten is { IsOwn: false })
                _forgotten.Add(new ForgottenScanRow(key.Shard, key.Batch, key.Serial, forgotten.Scan, forgotten.At, forgotten.Verdict));
        }
    }

    private static bool IsAnothers(Sighting? counted, ScanEntry again) =>
        counted is null || counted.Network != (again.Witness.NetworkOn?.Invoke(HouseTime.DayOf(counted.At)) ?? again.Witness.Network);

    private static Sighting SightingOf(ScanEntry entry, Judgement judgement, ulong? receipt) =>
        new(entry.At, judgement.Verdict, judgement.Cause, entry.Witness.Place, entry.Witness.Network, entry.Witness.Phone, receipt) { Scan = entry.ScanId, City = entry.Witness.City };

    private ScanPage Page(DateTimeOffset now)
    {
        var labels = _labels.Where(label => label.Value.IsChanged).OrderBy(label => label.Key).Select(label => label.Value.ToRow()).ToList();
        var misses = _misses.OrderBy(day => day.Key).Select(day => new MissTally(day.Key, day.Value.Count,
            [.. day.Value.DistinctBy(entry => entry.Code).Take(MissTally.SamplesMax).Select(entry => new NeverIssuedSampleRow(day.Key, entry.Code.ToString(), entry.At, entry.Witness.Adcode))])).ToList();
        if (_scans.Count == 0)
            return new ScanPage(labels, [], _forgotten, null, misses);

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
        return new ScanPage(labels, scans, _forgotten, ActRow.Of(act, actId, null) with { Leaves = leaves }, misses);
    }

    // A label while its group is judged.
    private sealed class Known(LabelRow row, SaleTerms terms)
    {
        public LabelRow Row { get; } = row;

        public LabelMemory Memory { get; set; } = LabelMemory.Of(row, terms);

        public bool IsChanged { get; set; }

        public LabelRow ToRow()
        {
            (Row.Memory, Row.PlacesUntil) = (Memory.ToBytes(), Memory.PlacesUntil);
            Row.Version++;
            return Row;
        }
    }
}
