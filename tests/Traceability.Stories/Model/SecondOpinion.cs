namespace Traceability.Stories.Model;

/// <summary>What the house ought to say, from dictionaries and counting alone. It borrows no rule of the product: where the two differ, one of them is wrong.</summary>
internal class SecondOpinion
{
    public const long GramsPerLabel = 5_000;

    private static readonly HashSet<(string From, string To)> LawfulChanges =
    [
        ("NotActivated", "Activated"), ("NotActivated", "Spoiled"), ("NotActivated", "Withdrawn"), ("Activated", "Withdrawn"), ("Activated", "Retired"), ("Retired", "Withdrawn"),
    ];

    private readonly List<string> _plots = [];
    private readonly Dictionary<string, (string Lot, int Count, string Batch)> _orders = [];

    public DateTimeOffset Now { get; set; }

    /// <summary>Grams by account: what grew, what the parties hold, what is offered, what a lot has left and what its labels carry.</summary>
    public Dictionary<string, long> Grams { get; } = [];

    public List<string> Lots { get; } = [];

    public List<Offer> Offers { get; } = [];

    public List<Batch> Batches { get; } = [];

    public IEnumerable<Label> Labels => Batches.SelectMany(batch => batch.Labels);

    public long Held(string account) => Grams.GetValueOrDefault(account);

    public long HeldBy(string party) => _plots.Sum(plot => Held($"{party} {plot}"));

    public string Grant(string plot) => _plots.Contains(plot) ? "409 alreadyGranted" : "201";

    /// <summary>Land is measured, which is the business of other tests: how much it carries is heard from the house.</summary>
    public void Granted(string plot, long grams)
    {
        _plots.Add(plot);
        Move($"land {plot}", $"farm {plot}", grams);
    }

    public string MakeOffer(string name, string from, string to, long grams)
    {
        if (HeldBy(from) < grams)
            return $"409 allowanceExceeded {HeldBy(from)}";
        TakeOldestFirst(from, name, grams);
        Offers.Add(new Offer(name, from, to));
        return "201";
    }

    public string Answer(Offer offer, string who, bool confirms)
    {
        if (confirms && who != offer.To)
            return "403 takerConfirms";
        if (offer.IsAnswered)
            return "409 alreadyAnswered";
        offer.IsAnswered = true;
        foreach (var plot in _plots)
            Move($"{offer.Name} {plot}", $"{(confirms ? offer.To : offer.From)} {plot}", Held($"{offer.Name} {plot}"));
        return "200";
    }

    public string MakeLot(string name, long grams)
    {
        if (Lots.Contains(name))
            return "409 lotKnown";
        if (HeldBy("mill") < grams)
            return $"409 allowanceExceeded {HeldBy("mill")}";
        foreach (var plot in TakeOldestFirst("mill", name, grams))
            Move($"{name} {plot}", name, Held($"{name} {plot}"));
        Lots.Add(name);
        return $"201 left {Held(name) / GramsPerLabel}";
    }

    /// <summary>The same key is the same order, whatever happened since.</summary>
    public string Issue(string name, string lot, int count, string key)
    {
        if (count < 1)
            return "400 badInput";
        if (_orders.TryGetValue(key, out var done))
            return done.Lot == lot && done.Count == count ? $"201 {done.Batch}" : "422 idempotencyKeyReused";
        if (Held(lot) / GramsPerLabel < count)
            return $"409 allowanceExceeded {Held(lot) / GramsPerLabel}";
        Move(lot, $"{lot} issued", count * GramsPerLabel);
        Batches.Add(new Batch(name, lot, count));
        _orders.Add(key, (lot, count, name));
        return "201 new";
    }

    /// <summary>All of a range or none. What was spoiled unused gives its allowance back.</summary>
    public string Change(Batch batch, int first, int last, string state, string? reason)
    {
        if (state == "NotActivated")
            return "400 badInput";
        if (state != "Activated" && reason is null)
            return "400 reasonNeeded";
        if (first < 1 || last < first || last > batch.Labels.Count)
            return "400 badInput";
        var touched = batch.Labels[(first - 1)..last].Where(label => label.State != state).ToList();
        if (touched.Find(label => !IsLawful(label.State, state)) is { } forbids)
            return $"409 unlawfulState {forbids.Serial} {forbids.State}";
        if (state == "Spoiled")
            Move($"{batch.Lot} issued", batch.Lot, GramsBack(touched.Count));
        foreach (var label in touched)
            (label.State, label.Reason, label.Since) = (state, reason, Now);
        return $"200 changed {touched.Count}";
    }

    public string Suspect(Label label, string? reason)
    {
        if (reason is null && label.Suspicion is null)
            return "409 notSuspicious";
        label.Suspicion = reason is null ? null : (reason, Now);
        return "204";
    }

    /// <summary>Looking changes nothing. The receipt of a confirmation is its owner's; any other is as good as none.</summary>
    public string Look(Label label, Scan? shown) => Tell(label, Own(label, shown));

    /// <summary>Counts a scan unless it was counted before: the first to arrive is the first, whatever the clock says.</summary>
    public string Count(Label label, Scan scan, Scan? shown)
    {
        var own = Own(label, shown);
        if (own is null && label.Scans.TryGetValue(scan.Id, out var same))
            return $"{Tell(label, Own(label, same))} receipt {same.Name}";
        if (own is not null)
            return $"{Tell(label, own)} receipt {own.Name}";

        scan.Verdict = Judge(label, null);
        label.Scans.Add(scan.Id, scan);
        if (!Confirms(scan.Verdict))
            return $"{Tell(label, null)} receipt new";
        label.Count++;
        label.FirstAt = FirstOf(label.FirstAt, Now);
        return $"{Words(scan.Verdict, Because(label, scan.Verdict), label.Count, label.FirstAt, isYours: true)} receipt new";
    }

    public static string Words(string verdict, string because, long count, DateTimeOffset? firstAt, bool isYours) =>
        $"{verdict}{because}, {count} times{(firstAt is { } first ? $" since {Moment(first)}" : "")}{(isYours ? ", yours" : "")}";

    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("MM-dd'T'HH:mm:ss.fff");

    protected virtual bool IsLawful(string from, string to) => LawfulChanges.Contains((from, to));

    protected virtual bool Confirms(string verdict) => verdict is "FirstScan" or "SeenBefore" or "Suspicious";

    public bool IsConfirmation(Scan scan) => Confirms(scan.Verdict);

    protected virtual long GramsBack(int labels) => labels * GramsPerLabel;

    protected virtual DateTimeOffset FirstOf(DateTimeOffset? first, DateTimeOffset now) => first ?? now;

    protected virtual Scan? Own(Label label, Scan? shown) => shown is not null && shown.Label == label && Confirms(shown.Verdict) ? shown : null;

    protected virtual string Judge(Label label, Scan? own) => label switch
    {
        { State: "Spoiled" or "Withdrawn" or "Retired" } => "Withdrawn",
        { State: "NotActivated" } => "NotActivated",
        { Suspicion: not null } => "Suspicious",
        { FirstAt: null } => "FirstScan",
        _ => own?.Verdict == "FirstScan" ? "FirstScan" : "SeenBefore",
    };

    private string Tell(Label label, Scan? own)
    {
        var verdict = Judge(label, own);
        return Words(verdict, Because(label, verdict), label.Count, label.FirstAt, own is not null);
    }

    private static string Because(Label label, string verdict) => verdict switch
    {
        "Withdrawn" => $" ({label.State}: {label.Reason}, {Moment(label.Since)})",
        "Suspicious" => $" (OfficerDecision: {label.Suspicion!.Value.Reason}, {Moment(label.Suspicion.Value.Since)})",
        _ => "",
    };

    private List<string> TakeOldestFirst(string from, string to, long grams)
    {
        foreach (var plot in _plots.Order())
        {
            var part = Math.Min(grams, Held($"{from} {plot}"));
            Move($"{from} {plot}", $"{to} {plot}", part);
            grams -= part;
        }

        return _plots;
    }

    private void Move(string from, string to, long grams) => (Grams[from], Grams[to]) = (Held(from) - grams, Held(to) + grams);
}

/// <summary>Allowance on its way from one party to the other.</summary>
internal sealed record Offer(string Name, string From, string To)
{
    public bool IsAnswered { get; set; }
}
