using System.Text.Json;
using Traceability.Codes;

namespace Traceability.Stories.Model;

/// <summary>The steps of whoever holds a label: look, scan, scan again, show a receipt; and of the officer who suspects one.</summary>
internal sealed class ScanSteps(Walk walk)
{
    private readonly Dictionary<Label, string> _codes = [];
    private readonly Dictionary<Batch, SealOpening.Opened> _numbers = [];
    private readonly Dictionary<string, string> _receiptOf = [], _scanOf = [];
    private readonly List<Scan> _scans = [];
    private readonly List<Label> _recent = [];

    private SecondOpinion Opinion => walk.Opinion;

    /// <summary>The codes of a new batch, as its producer reads them.</summary>
    public async Task ReadCodes(Batch batch)
    {
        var reply = await walk.House.Desk("mill", $"/batches/{walk.Ids[batch.Name]}/codes?from=1&count={batch.Labels.Count}");
        foreach (var (label, code) in batch.Labels.Zip(reply.Body.GetProperty("codes").EnumerateArray(), (label, code) => (label, code.GetString()!)))
            _codes.Add(label, code);
        Assert.Equal(_codes.Count, _codes.Values.Distinct().Count());
        Assert.True(SourceCode.TryParse(_codes[batch.Labels[0]], out var first));
        _numbers.Add(batch, Assert.IsType<SealOpening.Opened>(walk.House.Now.House.Keys.Seal.Open(first)));
    }

    /// <summary>Something happened to these labels, so the next steps go there more often.</summary>
    public void Remember(IEnumerable<Label> labels)
    {
        _recent.AddRange(labels.Except(_recent));
        _recent.RemoveRange(0, Math.Max(0, _recent.Count - 4));
    }

    public async Task Count()
    {
        var label = Pick();
        var shown = walk.Chance(45) ? AnyReceipt(label) : null;
        var scan = new Scan($"s{_scans.Count + 1}", ScanId(label, shown), label, Opinion.Now);
        var (known, isElsewhere, isBefore) = (label.Scans.GetValueOrDefault(scan.Id), _scans.Exists(other => other.Id == scan.Id), label.FirstAt > scan.At);
        var told = Opinion.Count(label, scan, shown);
        var isNew = told.EndsWith(" receipt new", StringComparison.Ordinal);

        var step = $"scan {label} {(known is not null ? $"as {known.Name} again" : isNew ? $"as {scan.Name}" : "once more")}{(known is null && isElsewhere ? " with the id of another label's scan" : "")}{Showing(shown)}";
        var receipt = shown is null ? null : _receiptOf[shown.Name];
        var reply = walk.Chance(15)
            // The button says no verdict: it leads back to the label and brings the receipt as a cookie.
            ? await walk.Compare($"{step}, by the button", $"303{told[told.LastIndexOf(" receipt ", StringComparison.Ordinal)..]}",
                () => walk.House.Push(_codes[label], scan.Id, receipt), reply => $"{reply.Outcome} receipt {NameOf(reply.Cookie)}")
            : await walk.Compare(step, $"200 {told}", Send(label, scan.Id, receipt), reply => $"{Verdict(reply)} receipt {NameOf(reply["receipt"])}");
        if (!isNew)
            return;

        if (isBefore && Opinion.IsConfirmation(scan))
            walk.Tell($"{scan.Name} came later than the first, at an earlier moment", "a later scan at an earlier moment");
        _scans.Add(scan);
        _receiptOf[scan.Name] = (reply["receipt"] ?? reply.Cookie)!;
        _scanOf[_receiptOf[scan.Name]] = scan.Name;
    }

    public Task Look()
    {
        var label = Pick();
        return LookAt(label, walk.Chance(60) ? AnyReceipt(label) : null);
    }

    /// <summary>A slip of the finger, or a serial beyond the batch: nothing of ours, looked at or counted.</summary>
    public Task TryNoLabel()
    {
        var batch = walk.One(Opinion.Batches);
        var (symbol, number, count) = (_numbers[batch].KeySymbol, _numbers[batch].Batch, batch.Labels.Count);
        var (what, code, expected) = walk.Below(3) switch
        {
            0 => ("a mistyped code", Mistype(_codes[walk.One(batch.Labels)]), "400 mistyped Mistyped"),
            1 => ($"a serial beyond {batch.Name}", Seal(symbol, number, count + 1), "200 NeverIssued, 0 times"),
            _ => ($"serial 0 of {batch.Name}", Seal(symbol, number, 0), "200 NeverIssued, 0 times"),
        };
        return walk.Chance(50)
            ? walk.Compare($"look at {what}", expected, () => walk.House.Look(code, null), Verdict)
            : walk.Compare($"scan {what}", $"{expected} receipt none", () => walk.House.Count(new { scanId = walk.NewId(), code }, null), reply => $"{Verdict(reply)} receipt {NameOf(reply["receipt"])}");
    }

    public Task Suspect()
    {
        var suspected = Opinion.Labels.Where(label => label.Suspicion is not null).ToList();
        var label = suspected.Count > 0 && walk.Chance(50) ? walk.One(suspected) : Pick();
        var reason = walk.Chance(label.Suspicion is null ? 85 : 30) ? $"q{walk.Below(3)}" : null;
        Remember([label]);
        return walk.Compare($"the officer {(reason is null ? "clears" : "suspects")} {label}", Opinion.Suspect(label, reason), () => walk.House.Desk("officer", $"/labels/{_codes[label]}/suspicion",
            reason is null ? null : new { reason }, method: reason is null ? HttpMethod.Delete : HttpMethod.Put));
    }

    /// <summary>Every label as a stranger sees it and as each holder of a receipt does, in the end.</summary>
    public async Task CompareAll()
    {
        foreach (var label in Opinion.Labels)
            await LookAt(label, null);
        foreach (var scan in _scans)
            await LookAt(scan.Label, scan);
    }

    private Task LookAt(Label label, Scan? shown) => walk.Compare($"look at {label}{Showing(shown)}", $"200 {Opinion.Look(label, shown)}",
        () => walk.House.Look(Spell(_codes[label]), shown is null ? null : _receiptOf[shown.Name]), Verdict);

    private Func<Task<Reply>> Send(Label label, Guid scanId, string? receipt)
    {
        var cookie = walk.Chance(50) ? receipt : null;
        var inBody = cookie is null ? receipt : null;
        object body = walk.Chance(30)
            ? new { scanId, url = $"HTTPS://ZY.EXAMPLE.CN/{_codes[label]}", receipt = inBody }
            : new { scanId, code = Spell(_codes[label]), receipt = inBody };
        return () => walk.House.Count(body, cookie);
    }

    // Mostly a new one; or one of this label's again; or one that stands for a scan of another label.
    private Guid ScanId(Label label, Scan? shown)
    {
        // Nobody is promised anything of an id that is more than a day old, nor of one that was first sent with a receipt and comes again without.
        var isOwn = shown?.Label == label && Opinion.IsConfirmation(shown);
        var again = isOwn ? [shown!] : label.Scans.Values.Where(scan => walk.Latest - scan.At < TimeSpan.FromMinutes((24 * 60) - 1)).ToList();
        if (again.Count > 0 && walk.Chance(35))
            return walk.One(again).Id;
        var elsewhere = _scans.Where(scan => !label.Scans.ContainsKey(scan.Id)).ToList();
        return elsewhere.Count > 0 && !isOwn && walk.Chance(8) ? walk.One(elsewhere).Id : walk.NewId();
    }

    // Two in three steps stay with the labels that something just happened to.
    private Label Pick()
    {
        var label = _recent.Count > 0 && walk.Chance(66) ? walk.One(_recent) : walk.One(Opinion.Labels.ToList());
        Remember([label]);
        return label;
    }

    private Scan? AnyReceipt(Label label) =>
        label.Scans.Count > 0 && walk.Chance(75) ? walk.One(label.Scans.Values.ToList()) : _scans.Count > 0 ? walk.One(_scans) : null;

    private static string Showing(Scan? shown) => shown is null ? "" : $" with the receipt of {shown.Name} of {shown.Label}";

    private string NameOf(string? receipt) => receipt is null ? "none" : _scanOf.GetValueOrDefault(receipt, "new");

    private static string Verdict(Reply reply)
    {
        if (reply.Status != 200)
            return $"{reply.Outcome} {reply["verdict"]}";
        var scans = reply.Body.GetProperty("scans");
        var because = reply["because"] is { } cause ? $" ({cause}: {reply["reason"]}, {SecondOpinion.Moment(reply.Body.GetProperty("since").GetDateTimeOffset())})" : "";
        DateTimeOffset? firstAt = scans.TryGetProperty("firstAt", out var at) && at.ValueKind == JsonValueKind.String ? at.GetDateTimeOffset() : null;
        return $"200 {SecondOpinion.Words(reply["verdict"]!, because, scans.GetProperty("count").GetInt64(), firstAt, scans.GetProperty("yours").GetBoolean())}";
    }

    // As people type it.
    private string Spell(string code) => walk.Below(4) switch
    {
        0 => code.ToLowerInvariant(),
        1 => string.Join('-', code.Chunk(5).Select(chunk => new string(chunk))),
        2 => code.Replace('0', 'O').Replace('1', 'i'),
        _ => code,
    };

    private string Mistype(string code)
    {
        const string symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        var at = walk.Below(code.Length);
        return code[..at] + symbols[(symbols.IndexOf(code[at], StringComparison.Ordinal) + 1 + walk.Below(31)) % 32] + code[(at + 1)..];
    }

    private string Seal(char keySymbol, uint number, int serial) => walk.House.Now.House.Keys.Seal.Seal(keySymbol, number, (uint)serial).ToString();
}
