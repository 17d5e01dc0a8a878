namespace Traceability.Stories.Model;

/// <summary>The steps at the desk by which land becomes labels: grant, transfer, lot, batch, range.</summary>
internal sealed class IssuingSteps(Walk walk, ScanSteps scanning)
{
    private static readonly string[] States = ["NotActivated", "Activated", "Spoiled", "Withdrawn", "Retired"];

    private static readonly string[] Plots = ["plot1", "plot2"];

    private readonly List<(string Key, string Lot, int Count)> _orders = [];

    private SecondOpinion Opinion => walk.Opinion;

    private Guid Season => walk.House.Village.Season;

    /// <summary>Parties and plots of this walk's own: what other walks hold is nothing to it.</summary>
    public async Task Settle()
    {
        await Make("farm", "farm", "/parties", new { name = $"田 {walk.Seed}", uscc = Uscc(1), kind = "Producer" });
        await Make("mill", "mill", "/parties", new { name = $"米 {walk.Seed}", uscc = Uscc(2), kind = "Mill" });
        await Make("approval", "association", $"/rights/{walk.House.Village.GiRight}/permissions",
            new { kind = "MarkUseApproval", partyId = walk.Ids["mill"], documentNumber = $"M-{walk.Seed}", validFrom = "2026-01-01" });
        foreach (var (row, plot) in Plots.Index())
        {
            walk.SetClock(Opinion.Now.AddSeconds(1));
            await Make(plot, "farm", "/plots", new { partyId = walk.Ids["farm"], name = plot, datum = "wgs84", accuracyMetres = 3, geometry = Field(row) });
        }
    }

    public async Task Grant()
    {
        var plot = walk.One(Plots);
        var expected = Opinion.Grant(plot);
        var reply = await walk.Compare($"grant {plot}", expected, () => walk.House.Desk("association", "/allowances/grants", new { seasonId = Season, plotId = walk.Ids[plot] }));
        if (expected == "201")
            Opinion.Granted(plot, reply.Body.GetProperty("grams").GetInt64());
    }

    public async Task MakeOffer()
    {
        var (from, to) = walk.Chance(Opinion.HeldBy("farm") > 0 ? 85 : 15) ? ("farm", "mill") : ("mill", "farm");
        var (name, grams) = ($"offer{Opinion.Offers.Count + 1}", walk.Part(Opinion.HeldBy(from)));
        var expected = Opinion.MakeOffer(name, from, to, grams);
        var reply = await walk.Compare($"{name}: {from} offers {grams} g to {to}", expected,
            () => walk.House.Desk(from, "/allowances/transfers", new { seasonId = Season, fromPartyId = walk.Ids[from], toPartyId = walk.Ids[to], grams }));
        if (expected == "201")
            walk.Ids[name] = reply.Id;
    }

    public Task Answer()
    {
        var open = Opinion.Offers.Where(offer => !offer.IsAnswered).ToList();
        var offer = walk.One(open.Count > 0 && walk.Chance(85) ? open : Opinion.Offers);
        var (who, confirms) = (walk.Chance(80) ? offer.To : offer.From, walk.Chance(75));
        return walk.Compare($"{who} {(confirms ? "confirms" : "declines")} {offer.Name}", Opinion.Answer(offer, who, confirms),
            () => walk.House.Desk(who, $"/allowances/transfers/{walk.Ids[offer.Name]}/{(confirms ? "confirm" : "decline")}", new { }));
    }

    public async Task MakeLot()
    {
        var name = Opinion.Lots.Count > 0 && walk.Chance(10) ? walk.One(Opinion.Lots) : $"lot{Opinion.Lots.Count + 1}";
        var grams = walk.Part(Opinion.HeldBy("mill"));
        var reply = await walk.Compare($"make {name} of {grams} g", Opinion.MakeLot(name, grams), () => walk.House.Desk("mill", "/lots",
            new { productId = walk.House.Village.Product, partyId = walk.Ids["mill"], name = $"{walk.Seed} {name}", seasonId = Season, grams }),
            reply => reply.Status == 201 ? $"201 left {reply["remainingAllowance"]}" : reply.Outcome);
        if (reply.Status == 201)
            walk.Ids[name] = reply.Id;
    }

    public async Task Issue()
    {
        var lots = Opinion.Lots.Where(lot => Opinion.Held(lot) >= SecondOpinion.GramsPerLabel).ToList();
        var lot = walk.One(lots.Count > 0 && walk.Chance(80) ? lots : Opinion.Lots);
        var left = (int)(Opinion.Held(lot) / SecondOpinion.GramsPerLabel);
        var count = walk.Below(10) switch { 0 => 0, 1 => left, 2 => left + 1, _ => 1 + walk.Below(Math.Clamp(left, 1, 6)) };
        var order = _orders.Count > 0 && walk.Chance(20) ? walk.One(_orders) : (Key: $"order{_orders.Count + 1}", Lot: lot, Count: count);
        if (walk.Chance(10))
            order.Count++;
        var name = $"B{Opinion.Batches.Count + 1}";
        var expected = Opinion.Issue(name, order.Lot, order.Count, order.Key);
        var reply = await walk.Compare($"{order.Key}: issue {order.Count} labels of {order.Lot} as {name}", expected,
            () => walk.House.Desk("mill", "/batches", new { lotId = walk.Ids[order.Lot], count = order.Count }, $"{walk.Seed} {order.Key}"),
            reply => reply.Status == 201 ? $"201 {walk.Ids.FirstOrDefault(known => known.Value == reply.Id).Key ?? "new"}" : reply.Outcome);
        if (expected != "201 new")
            return;

        _orders.Add(order);
        walk.Ids[name] = reply.Id;
        await scanning.ReadCodes(Opinion.Batches[^1]);
    }

    public Task Change()
    {
        var batch = walk.Chance(50) ? Opinion.Batches[^1] : walk.One(Opinion.Batches);
        var (first, last, state, reason) = (1, batch.Labels.Count, "Activated", (string?)null);
        // Most batches go on sale whole; then things happen to some labels.
        if (!batch.Labels.TrueForAll(label => label.State == "NotActivated") || walk.Chance(50))
        {
            first = 1 + walk.Below(batch.Labels.Count);
            last = Math.Min(batch.Labels.Count, first + walk.Below(4));
            state = walk.Weighted([(5, "Activated"), (3, "Spoiled"), (2, "Withdrawn"), (1.5, "Retired"), (0.3, "NotActivated")]);
            reason = walk.Chance(state == "Activated" ? 90 : 5) ? null : $"r{walk.Below(3)}";
            if (walk.Chance(5))
                (first, last) = walk.One<(int, int)>([(0, 1), (1, batch.Labels.Count + 1), (batch.Labels.Count + 1, batch.Labels.Count + 1), (2, 1)]);
        }

        scanning.Remember(batch.Labels.Where(label => label.Serial >= first && label.Serial <= last));
        return walk.Compare($"{state} {batch.Name}#{first}-{last}, {(reason is null ? "no reason" : $"reason {reason}")}", Opinion.Change(batch, first, last, state, reason),
            () => walk.House.Desk("mill", $"/batches/{walk.Ids[batch.Name]}/ranges", new { first, last, state, reason }), reply => reply.Status == 200 ? $"200 changed {reply["changed"]}" : reply.Outcome);
    }

    /// <summary>Every state, lot, holding and account in the end.</summary>
    public async Task CompareAll()
    {
        foreach (var batch in Opinion.Batches)
        {
            await walk.Compare($"read the states of {batch.Name}", Tally(state => batch.Labels.Count(label => label.State == state)),
                () => walk.House.Desk("mill", $"/batches/{walk.Ids[batch.Name]}"), reply => Tally(state => reply.Body.GetProperty("labels").GetProperty(state).GetInt32()));
        }

        foreach (var lot in Opinion.Lots)
        {
            await walk.Compare($"read {lot}", $"200 left {Opinion.Held(lot) / SecondOpinion.GramsPerLabel}", () => walk.House.Desk("mill", $"/lots/{walk.Ids[lot]}"), reply => $"200 left {reply["remainingAllowance"]}");
            walk.Agree($"grams of {lot}", Opinion.Held(lot), Grams($"kind = 'Lot' AND lot_id = '{walk.Ids[lot]}'"));
            walk.Agree($"grams on labels of {lot}", Opinion.Held($"{lot} issued"), Grams($"kind = 'Issued' AND lot_id = '{walk.Ids[lot]}'"));
        }

        foreach (var offer in Opinion.Offers)
            walk.Agree($"grams in {offer.Name}", Opinion.HeldBy(offer.Name), Grams($"kind = 'InTransfer' AND transfer_id = '{walk.Ids[offer.Name]}'"));
        foreach (var party in (string[])["farm", "mill"])
        {
            var holdings = (await walk.House.Desk(party, $"/allowances?seasonId={Season}&partyId={walk.Ids[party]}")).Body.GetProperty("items").EnumerateArray().ToList();
            foreach (var plot in Plots)
            {
                walk.Agree($"grams of {plot} that the {party} holds", Opinion.Held($"{party} {plot}"),
                    holdings.Where(row => row.GetProperty("plotId").GetGuid() == walk.Ids[plot]).Sum(row => row.GetProperty("grams").GetInt64()));
            }
        }

        // Double entry, over the whole house: nothing is made and nothing is lost, and every balance is what its movements say.
        walk.Agree("the sum of all balances", 0, walk.House.Now.Count("SELECT coalesce(sum(balance), 0) FROM account"));
        walk.Agree("accounts that differ from their movements", 0, walk.House.Now.Count("""
            SELECT count(*) FROM account a WHERE a.balance <> (SELECT coalesce(sum(quantity), 0) FROM movement WHERE to_account_id = a.id)
                - (SELECT coalesce(sum(quantity), 0) FROM movement WHERE from_account_id = a.id)
            """));
    }

    private long Grams(string account) => walk.House.Now.Count($"SELECT coalesce(sum(balance), 0) FROM account WHERE {account} COLLATE NOCASE");

    private static string Tally(Func<string, int> count) => string.Join(", ", States.Select(state => $"{state} {count(state)}"));

    private async Task Make(string name, string who, string path, object body)
    {
        var reply = await walk.House.Desk(who, path, body);
        Assert.True(reply.Status == 201, $"{name}: {reply}");
        walk.Ids[name] = reply.Id;
    }

    private string Uscc(int who) => "0123456789ABCDEFGHJKLMNPQRTUWXY".Select(check => $"91210000{who}{walk.Seed:D8}{check}").First(code => Parties.Uscc.TryParse(code, out _));

    // About 20 by 20 m, far from the village's own plot.
    private object Field(int row)
    {
        var (west, south) = (122.01 + (walk.Slot * 0.002), 41.02 + (row * 0.004));
        var (east, north) = (west + 0.00024, south + 0.00018);
        return new { type = "Polygon", coordinates = (double[][][])[[[west, south], [east, south], [east, north], [west, north], [west, south]]] };
    }
}
