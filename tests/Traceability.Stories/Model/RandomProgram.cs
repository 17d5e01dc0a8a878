using System.Text.Json;
using Traceability.Codes;

namespace Traceability.Stories.Model;

/// <summary>A program that a seed alone decides: each step is told to the second opinion first and to the house then, and both must say the same.</summary>
internal sealed class RandomProgram
{
    /// <summary>A program takes less, so that programs of one house follow each other on its calendar and in its fields.</summary>
    public const int DaysMax = 6;

    private readonly int _seed, _slot;
    private readonly ModelHouse _house;
    private readonly SecondOpinion _opinion;
    private readonly Random _random;
    private readonly Action<string> _met;

    private readonly List<string> _told = [];
    private readonly Dictionary<string, Guid> _ids = [];
    private readonly Dictionary<string, string> _receipts = [], _scanOf = [];
    private readonly Dictionary<Label, string> _codes = [];
    private readonly Dictionary<Batch, SealOpening.Opened> _numbers = [];
    private readonly List<(string Key, string Lot, int Count)> _orders = [];
    private readonly List<Scan> _scans = [];
    private readonly Queue<Label> _recent = new();
    private DateTimeOffset _start, _latest;
    private int _offers, _lots, _batches, _restarts;

    /// <summary>The program of a seed, in one of the places of a house.</summary>
    /// <param name="seed">Decides everything.</param>
    /// <param name="slot">Days and fields of its own: a number that no other program of the house has, ascending.</param>
    /// <param name="house">The house.</param>
    /// <param name="opinion">What it is compared with.</param>
    /// <param name="met">Hears what was met, so that a walk through nothing is noticed.</param>
    public RandomProgram(int seed, int slot, ModelHouse house, SecondOpinion opinion, Action<string> met) =>
        (_seed, _slot, _house, _opinion, _random, _met) = (seed, slot, house, opinion, new Random(seed), met);

    public async Task Run(int steps)
    {
        try
        {
            await Settle();
            for (var step = 0; step < steps; step++)
                await Step();
            await CompareEverything();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new DisagreementException(_seed, _told, error);
        }
    }

    // Parties and plots of this program's own: what other programs hold or scan is nothing to it.
    private async Task Settle()
    {
        _start = OpenHouse.Noon.AddDays(1 + _slot * DaysMax).AddMinutes(_random.Next(24 * 60));
        Set(_start);
        foreach (var (party, who, name) in ((string, int, string)[])[("farm", 1, "田"), ("mill", 2, "米")])
            await Make(party, party, "/parties", new { name = $"{name} {_seed}", uscc = Uscc(who), kind = party == "farm" ? "Producer" : "Mill" });
        await Make("approval", "association", $"/rights/{_house.Village.GiRight}/permissions",
            new { kind = "MarkUseApproval", partyId = _ids["mill"], documentNumber = $"M-{_seed}", validFrom = "2026-01-01" });
        foreach (var plot in (string[])["plot1", "plot2"])
        {
            Set(_house.Clock.GetUtcNow().AddSeconds(1));
            await Make(plot, "farm", "/plots", new { partyId = _ids["farm"], name = plot, datum = "wgs84", accuracyMetres = 3, geometry = Field(plot == "plot1" ? 0 : 1) });
        }

        Set(_start.AddHours(1));
    }

    private Task Step()
    {
        Set(_opinion.Now.AddMilliseconds(_random.Next(2) * _random.Next(1_500)));
        var (holds, offered, hasLots, hasBatches) = (_opinion.HeldBy("mill") > 0, _opinion.Offers.Exists(offer => !offer.IsAnswered), _opinion.Lots.Count > 0, _opinion.Batches.Count > 0);
        (double Weight, Func<Task> Take)[] choices =
        [
            (_opinion.HeldBy("farm") + _opinion.HeldBy("mill") > 0 ? 1 : 6, Grant),
            (hasLots || holds || offered ? 2 : 8, MakeOffer),
            (_opinion.Offers.Count == 0 ? 0 : hasLots || !offered ? 1.5 : 12, Answer),
            (holds ? hasLots ? 1.5 : 12 : 0.3, MakeLot),
            (hasLots ? hasBatches ? 3 : 16 : 0, Issue),
            (hasBatches ? 9 : 0, Change),
            (hasBatches ? 18 : 0, Count),
            (hasBatches ? 5 : 0, Look),
            (hasBatches ? 2 : 0, TryNoLabel),
            (hasBatches ? 1.5 : 0, Suspect),
            (5, TurnClock),
            (_restarts == 0 ? 0.4 : 0, Restart),
        ];
        var at = _random.NextDouble() * choices.Sum(choice => choice.Weight);
        foreach (var (weight, take) in choices)
        {
            if ((at -= weight) < 0)
                return take();
        }

        return TurnClock();
    }

    private async Task Grant()
    {
        var plot = Chance(50) ? "plot1" : "plot2";
        var expected = _opinion.Grant(plot);
        var reply = await Compare($"grant {plot}", expected, async () => await _house.Desk("association", "/allowances/grants", new { seasonId = _house.Village.Season, plotId = _ids[plot] }), reply => reply.Outcome);
        if (expected == "201")
            _opinion.Granted(plot, reply.Body.GetProperty("grams").GetInt64());
    }

    private async Task MakeOffer()
    {
        var (from, to) = Chance(80) ? ("farm", "mill") : ("mill", "farm");
        var (name, grams) = ($"offer{_offers + 1}", Part(_opinion.HeldBy(from)));
        var expected = _opinion.MakeOffer(name, from, to, grams);
        var reply = await Compare($"{name}: {from} offers {to} {grams} g", expected,
            async () => await _house.Desk(from, "/allowances/transfers", new { seasonId = _house.Village.Season, fromPartyId = _ids[from], toPartyId = _ids[to], grams }), reply => reply.Outcome);
        if (expected == "201")
            (_offers, _ids[name]) = (_offers + 1, reply.Body.GetProperty("id").GetGuid());
    }

    private Task Answer()
    {
        var open = _opinion.Offers.Where(offer => !offer.IsAnswered).ToList();
        var offer = One(open.Count > 0 && Chance(85) ? open : _opinion.Offers);
        var (who, confirms) = (Chance(80) ? offer.To : offer.From, Chance(75));
        return Compare($"{who} {(confirms ? "confirms" : "declines")} {offer.Name}", _opinion.Answer(offer, who, confirms),
            async () => await _house.Desk(who, $"/allowances/transfers/{_ids[offer.Name]}/{(confirms ? "confirm" : "decline")}", new { }), reply => reply.Outcome);
    }

    private async Task MakeLot()
    {
        var name = _opinion.Lots.Count > 0 && Chance(10) ? One(_opinion.Lots) : $"lot{_lots + 1}";
        var grams = Part(_opinion.HeldBy("mill"));
        var expected = _opinion.MakeLot(name, grams);
        var reply = await Compare($"make {name} of {grams} g", expected, async () => await _house.Desk("mill", "/lots",
            new { productId = _house.Village.Product, partyId = _ids["mill"], name = $"{_seed}-{name}", seasonId = _house.Village.Season, grams }), reply => reply.Status == 201 ? $"201 left {reply["remainingAllowance"]}" : reply.Outcome);
        if (reply.Status == 201)
            (_lots, _ids[name]) = (_lots + 1, reply.Body.GetProperty("id").GetGuid());
    }

    private async Task Issue()
    {
        var left = _opinion.Lots.ToDictionary(lot => lot, lot => (int)(_opinion.Held(lot) / SecondOpinion.GramsPerLabel));
        var lot = One(_opinion.Lots);
        var count = _random.Next(10) switch { 0 => 0, 1 => left[lot], 2 => left[lot] + 1, _ => _random.Next(1, 7) };
        var order = _orders.Count > 0 && Chance(15) ? One(_orders) : (Key: $"order{_orders.Count + 1}", Lot: lot, Count: count);
        if (Chance(20))
            order.Count++;
        var name = $"B{_batches + 1}";
        var expected = _opinion.Issue(name, order.Lot, order.Count, order.Key);
        var reply = await Compare($"{order.Key}: issue {name}, {order.Count} labels of {order.Lot}", expected, async () => await _house.Desk("mill", "/batches", new { lotId = _ids[order.Lot], count = order.Count }, $"{_seed} {order.Key}"),
            reply => reply.Status == 201 ? $"201 {_ids.FirstOrDefault(known => known.Value == reply.Body.GetProperty("id").GetGuid()).Key ?? "new"}" : reply.Outcome);
        if (expected != "201 new")
            return;

        _orders.Add(order);
        (_batches, _ids[name]) = (_batches + 1, reply.Body.GetProperty("id").GetGuid());
        var batch = _opinion.Batches[^1];
        var codes = (await _house.Desk("mill", $"/batches/{_ids[name]}/codes?from=1&count={order.Count}")).Body.GetProperty("codes").EnumerateArray().Select(code => code.GetString()!).ToList();
        Assert.Equal(order.Count, codes.Distinct().Count());
        foreach (var (label, code) in batch.Labels.Zip(codes))
            _codes.Add(label, code);
        Assert.True(SourceCode.TryParse(codes[0], out var first));
        _numbers.Add(batch, Assert.IsType<SealOpening.Opened>(_house.Now.House.Keys.Seal.Open(first)));
    }

    private Task Change()
    {
        var batch = Chance(50) ? _opinion.Batches[^1] : One(_opinion.Batches);
        var first = _random.Next(1, batch.Labels.Count + 1);
        var last = Math.Min(batch.Labels.Count, first + _random.Next(4));
        if (Chance(5))
            (first, last) = One<(int, int)>([(0, 1), (1, batch.Labels.Count + 1), (batch.Labels.Count + 1, batch.Labels.Count + 1), (2, 1)]);
        var state = One(["Activated", "Activated", "Activated", "Activated", "Activated", "Spoiled", "Spoiled", "Withdrawn", "Withdrawn", "Retired", Chance(20) ? "NotActivated" : "Retired"]);
        var reason = Chance(state == "Activated" ? 90 : 5) ? null : $"r{_random.Next(3)}";
        foreach (var label in batch.Labels.Where(label => label.Serial >= first && label.Serial <= last))
            Remember(label);
        return Compare($"{state} {batch.Name}#{first}-{last}, {reason ?? "no reason"}", _opinion.Change(batch, first, last, state, reason),
            async () => await _house.Desk("mill", $"/batches/{_ids[batch.Name]}/ranges", new { first, last, state, reason }), reply => reply.Status == 200 ? $"200 changed {reply["changed"]}" : reply.Outcome);
    }

    private async Task Count()
    {
        var label = Pick();
        var shown = Chance(45) ? AnyReceipt(label) : null;
        var isOwn = shown?.Label == label && _opinion.IsConfirmation(shown);
        // What is said of an id more than a day old is promised to nobody; neither is what becomes of an id that was sent with a receipt and comes again without.
        var again = isOwn ? [shown!] : label.Scans.Values.Where(scan => _latest - scan.At < TimeSpan.FromHours(24) - TimeSpan.FromMinutes(1)).ToList();
        var elsewhere = _scans.Where(scan => !label.Scans.ContainsKey(scan.Id)).ToList();
        var id = again.Count > 0 && Chance(35) ? One(again).Id
            : elsewhere.Count > 0 && !isOwn && Chance(8) ? One(elsewhere).Id
            : NewId();
        var scan = new Scan($"s{_scans.Count + 1}", id, label, _opinion.Now);
        var expected = _opinion.Count(label, scan, shown);
        var isNew = expected.EndsWith(" receipt new", StringComparison.Ordinal);
        if (isNew)
            _scans.Add(scan);

        var known = label.Scans.GetValueOrDefault(id);
        var step = $"scan {label} {(known is null || isNew ? $"as {scan.Name}" : $"as {known.Name} again")}{(isNew && _scans.Exists(other => other != scan && other.Id == id) ? " with another label's id" : "")}{Showing(shown)}";
        var receipt = shown is null ? null : _receipts[shown.Name];
        Reply reply;
        if (Chance(15))
        {
            // The button answers with no verdict but leads back to the label, whose cookie it brings.
            reply = await Compare($"{step} by the button", $"303 receipt {expected[(expected.LastIndexOf(' ') + 1)..]}", async () => await _house.Push(_codes[label], id, receipt), reply => $"{reply.Outcome} receipt {NameOf(reply.Cookie)}");
        }
        else
        {
            var asCookie = Chance(50);
            object body = Chance(30) ? new { scanId = id, url = $"HTTPS://ZY.EXAMPLE.CN/{_codes[label]}", receipt = asCookie ? null : receipt } : new { scanId = id, code = Spell(_codes[label]), receipt = asCookie ? null : receipt };
            reply = await Compare(step, $"200 {expected}", async () => await _house.Count(body, asCookie ? receipt : null), reply => $"{Verdict(reply)} receipt {NameOf(reply["receipt"])}");
        }

        if (isNew)
            (_receipts[scan.Name], _scanOf[(reply["receipt"] ?? reply.Cookie)!]) = ((reply["receipt"] ?? reply.Cookie)!, scan.Name);
    }

    private Task Look()
    {
        var (label, shown) = (Pick(), (Scan?)null);
        if (Chance(60))
            shown = AnyReceipt(label);
        return LookAt(label, shown);
    }

    private Task LookAt(Label label, Scan? shown) => Compare($"look at {label}{Showing(shown)}", $"200 {_opinion.Look(label, shown)}",
        async () => await _house.Look(Spell(_codes[label]).Replace(" ", "", StringComparison.Ordinal), shown is null ? null : _receipts[shown.Name]), Verdict);

    // A slip of the finger, a serial beyond the batch, a batch that never was: nothing of ours, looked at or counted.
    private Task TryNoLabel()
    {
        var batch = One(_opinion.Batches);
        var (what, code, expected) = (_random.Next(3), _numbers[batch]) switch
        {
            (0, _) => ("a mistyped code", Mistype(_codes[One(batch.Labels)]), "400 mistyped Mistyped"),
            (1, var (symbol, number, _)) => ($"{batch.Name}#{batch.Labels.Count + 1}, which is beyond it", Seal(symbol, number, (uint)batch.Labels.Count + 1), "200 NeverIssued, 0 times"),
            (_, var (symbol, number, _)) => ($"{batch.Name}#0", Seal(symbol, number, 0), "200 NeverIssued, 0 times"),
        };
        string Said(Reply reply) => reply.Status == 200 ? Verdict(reply) + (reply["receipt"] is null ? "" : " receipt") : $"{reply.Outcome} {reply["verdict"]}";
        return Chance(50)
            ? Compare($"look at {what}", expected, async () => await _house.Look(code, null), Said)
            : Compare($"scan {what}", expected, async () => await _house.Count(new { scanId = NewId(), code }, null), Said);
    }

    private Task Suspect()
    {
        var label = Pick();
        var reason = Chance(65) ? $"q{_random.Next(3)}" : null;
        return Compare($"officer {(reason is null ? "clears" : "suspects")} {label}", _opinion.Suspect(label, reason), async () => await _house.Desk("officer", $"/labels/{_codes[label]}/suspicion",
            reason is null ? null : new { reason }, method: reason is null ? HttpMethod.Delete : HttpMethod.Put), reply => reply.Outcome);
    }

    private Task TurnClock()
    {
        var by = _random.Next(10) switch
        {
            0 when _opinion.Now.AddHours(-1) > _start.AddHours(1) => TimeSpan.FromHours(-1),
            1 or 2 => TimeSpan.FromHours(_random.Next(1, 20)),
            3 => TimeSpan.FromMinutes((23 * 60) + _random.Next(60)),
            4 => TimeSpan.FromHours(_random.Next(25, 49)),
            _ => TimeSpan.FromMinutes(_random.Next(1, 60)),
        };
        if (_opinion.Now + by > _start.AddDays(DaysMax - 1))
            by = TimeSpan.FromSeconds(1);
        _told.Add($"the clock {(by < TimeSpan.Zero ? "back" : "on")} by {by:c}");
        _met(by < TimeSpan.Zero ? "clock back" : by > TimeSpan.FromHours(24) ? "clock more than a day on" : "clock on");
        Set(_opinion.Now + by);
        return Task.CompletedTask;
    }

    private Task Restart()
    {
        _restarts++;
        _told.Add("the house is closed and opened again");
        _met("restart");
        return _house.Restart();
    }

    private async Task CompareEverything()
    {
        foreach (var label in _opinion.Labels)
            await LookAt(label, null);
        foreach (var scan in _scans)
            await LookAt(scan.Label, scan);
        foreach (var batch in _opinion.Batches)
        {
            await Compare($"the states of {batch.Name}", Tally(state => batch.Labels.Count(label => label.State == state)),
                async () => await _house.Desk("mill", $"/batches/{_ids[batch.Name]}"), reply => Tally(state => reply.Body.GetProperty("labels").GetProperty(state).GetInt32()));
        }

        foreach (var lot in _opinion.Lots)
        {
            await Compare($"what {lot} has left", $"{_opinion.Held(lot) / SecondOpinion.GramsPerLabel}", async () => await _house.Desk("mill", $"/lots/{_ids[lot]}"), reply => reply["remainingAllowance"] ?? "");
            Agree($"grams of {lot}", _opinion.Held(lot), Grams($"kind = 'Lot' AND lot_id = '{_ids[lot]}'"));
            Agree($"grams issued of {lot}", _opinion.Held($"{lot} issued"), Grams($"kind = 'Issued' AND lot_id = '{_ids[lot]}'"));
        }

        foreach (var offer in _opinion.Offers)
            Agree($"grams in {offer.Name}", _opinion.HeldBy(offer.Name), Grams($"kind = 'InTransfer' AND transfer_id = '{_ids[offer.Name]}'"));
        foreach (var party in (string[])["farm", "mill"])
        {
            var holdings = (await _house.Desk(party, $"/allowances?seasonId={_house.Village.Season}&partyId={_ids[party]}")).Body.GetProperty("items").EnumerateArray().ToList();
            foreach (var plot in (string[])["plot1", "plot2"])
            {
                Agree($"what {party} holds of {plot}", _opinion.Held($"{party} {plot}"),
                    holdings.Where(row => row.GetProperty("plotId").GetGuid() == _ids[plot]).Sum(row => row.GetProperty("grams").GetInt64()));
            }
        }

        // Double entry, over the whole house: nothing is made and nothing is lost, and every balance is what its movements say.
        Agree("the sum of all balances", 0, _house.Now.Count("SELECT coalesce(sum(balance), 0) FROM account"));
        Agree("accounts that differ from their movements", 0, _house.Now.Count("""
            SELECT count(*) FROM account a WHERE a.balance <> (SELECT coalesce(sum(quantity), 0) FROM movement WHERE to_account_id = a.id)
                - (SELECT coalesce(sum(quantity), 0) FROM movement WHERE from_account_id = a.id)
            """));
    }

    private long Grams(string account) => _house.Now.Count($"SELECT coalesce(sum(balance), 0) FROM account WHERE {account} COLLATE NOCASE");

    private void Agree(string what, long expected, long actual)
    {
        _told.Add($"{what}: {expected}");
        Assert.True(expected == actual, $"{what}: {expected} was expected, the house has {actual}");
    }

    private async Task<Reply> Compare(string step, string expected, Func<Task<Reply>> send, Func<Reply, string> said)
    {
        _told.Add($"{SecondOpinion.Moment(_opinion.Now)} {step} → {expected}");
        var reply = await send();
        var actual = said(reply);
        Assert.True(expected == actual, $"{step}: {expected} was expected, the house said {actual} {reply.Body}");
        _met(Kind(step, expected));
        return reply;
    }

    // The words of a step without what is particular to it, so that what was met can be counted.
    private static string Kind(string step, string expected) =>
        string.Join(' ', $"{step} → {expected}".Split(' ', ',').Where(word => word.Length > 0 && !word.Any(char.IsAsciiDigit) || word is "200" or "201" or "400" or "409" or "422" or "403" or "303"));

    private async Task Make(string name, string who, string path, object body)
    {
        var reply = await _house.Desk(who, path, body);
        Assert.True(reply.Status == 201, $"{name}: {reply}");
        _ids[name] = reply.Body.GetProperty("id").GetGuid();
    }

    private void Set(DateTimeOffset moment)
    {
        _house.Clock.SetTo(moment);
        _opinion.Now = moment;
        _latest = moment > _latest ? moment : _latest;
    }

    // Two in three steps stay with the labels that something just happened to.
    private Label Pick()
    {
        var label = _recent.Count > 0 && Chance(66) ? One(_recent.ToList()) : One(_opinion.Labels.ToList());
        Remember(label);
        return label;
    }

    private void Remember(Label label)
    {
        if (_recent.Contains(label))
            return;
        _recent.Enqueue(label);
        if (_recent.Count > 4)
            _recent.Dequeue();
    }

    private Scan? AnyReceipt(Label label) =>
        label.Scans.Count > 0 && Chance(75) ? One(label.Scans.Values.ToList()) : _scans.Count > 0 ? One(_scans) : null;

    private string Showing(Scan? shown) => shown is null ? "" : $" with the receipt of {shown.Name} ({shown.Label})";

    private string NameOf(string? receipt) => receipt is null ? "none" : _scanOf.GetValueOrDefault(receipt, "new");

    private string Verdict(Reply reply)
    {
        if (reply.Status != 200)
            return $"{reply.Outcome} {reply["verdict"]}";
        var scans = reply.Body.GetProperty("scans");
        var because = reply["because"] is { } cause ? $" ({cause}: {reply["reason"]}, {SecondOpinion.Moment(reply.Body.GetProperty("since").GetDateTimeOffset())})" : "";
        DateTimeOffset? firstAt = scans.TryGetProperty("firstAt", out var at) && at.ValueKind == JsonValueKind.String ? at.GetDateTimeOffset() : null;
        return $"200 {SecondOpinion.Words(reply["verdict"]!, because, scans.GetProperty("count").GetInt64(), firstAt, scans.GetProperty("yours").GetBoolean())}";
    }

    private static string Tally(Func<string, int> count) =>
        string.Join(", ", ((string[])["NotActivated", "Activated", "Spoiled", "Withdrawn", "Retired"]).Select(state => $"{state} {count(state)}"));

    // Some of it, all of it, or one gram more.
    private long Part(long held) => _random.Next(8) switch { 0 => held + 1, 1 when held > 0 => held, _ => 1 + _random.NextInt64(Math.Max(held, 1)) };

    private string Spell(string code) => _random.Next(4) switch
    {
        0 => code.ToLowerInvariant(),
        1 => string.Join('-', code.Chunk(5).Select(chunk => new string(chunk))),
        2 => code.Replace('0', 'O').Replace('1', 'i'),
        _ => code,
    };

    private string Mistype(string code)
    {
        const string symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        var at = _random.Next(code.Length);
        return code[..at] + symbols[(symbols.IndexOf(code[at], StringComparison.Ordinal) + _random.Next(1, symbols.Length)) % symbols.Length] + code[(at + 1)..];
    }

    private string Seal(char keySymbol, uint number, uint serial) => _house.Now.House.Keys.Seal.Seal(keySymbol, number, serial).ToString();

    private string Uscc(int who) => "0123456789ABCDEFGHJKLMNPQRTUWXY".Select(check => $"91210000{who}{_seed:D8}{check}").First(code => Parties.Uscc.TryParse(code, out _));

    private object Field(int row)
    {
        var (west, south) = (122.02 + (_slot * 0.004), 41.02 + (row * 0.004));
        var (east, north) = (west + 0.00024, south + 0.00018);
        return new { type = "Polygon", coordinates = (double[][][])[[[west, south], [east, south], [east, north], [west, north], [west, south]]] };
    }

    private Guid NewId()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private bool Chance(int percent) => _random.Next(100) < percent;

    private T One<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];
}

/// <summary>House and second opinion differ; the message is the seed and the whole program up to there.</summary>
internal sealed class DisagreementException(int seed, IReadOnlyList<string> told, Exception error) : Exception(
    $"Seed {seed} (MODEL_SEED={seed} runs it alone): {error.Message}\n{string.Join('\n', told.Select((step, at) => $"{at + 1,4}. {step}"))}", error);
