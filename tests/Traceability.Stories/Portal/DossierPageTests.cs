using System.Net;
using System.Text.RegularExpressions;
using Traceability.Scans;
using Traceability.Storage.Access;
using Traceability.Stories.Alerts;
using Traceability.Stories.Desk;
using Traceability.Stories.People;

namespace Traceability.Stories.Portal;

/// <summary>The dossier of a code, as an officer reads it on a page or a program by its key.</summary>
public sealed class DossierPageTests
{
    private static readonly object InPanjin = new { lon = 122.07, lat = 41.12, datum = "wgs84", accuracyMetres = 50 };

    [Fact]
    public async Task Every_verdict_has_its_dossier_and_every_read_is_an_act()
    {
        await using var bureau = await Bureau.Open();
        var (shop, officer) = (bureau.Shop, bureau.Officer);
        await shop.Scan(shop.Codes[1]);
        await shop.Village.Range(shop.Batch, 3, 3, "Withdrawn", "运输途中被盗");
        using (var key = await bureau.House.Client("Authority", Role.Officer))
            (await key.Put($"/labels/{shop.Codes[3]}/suspicion", """{"reason":"包装不符"}""")).Expect(HttpStatusCode.NoContent);

        var read = 0;
        foreach (var (code, verdict, told) in (((string, string, string)[])
            [(shop.Codes[0], "FirstScan", "First check"), (shop.Codes[1], "SeenBefore", "Checked once"), (shop.Codes[2], "Withdrawn", "运输途中被盗"), (shop.Codes[3], "Suspicious", "包装不符"),
             (shop.Codes[7], "NotActivated", "Not activated"), (shop.NeverIssued(1), "NeverIssued", "We never issued it")]))
        {
            var before = bureau.House.Acts();
            var page = await bureau.Get(officer, $"/dossier/{code}?lang=en");
            Assert.Equal((code, HttpStatusCode.OK), (code, page.Status));
            Assert.Contains($"data-verdict=\"{verdict}\"", page.Text, StringComparison.Ordinal);
            Assert.Contains(told, page.Text, StringComparison.Ordinal);
            Assert.Equal(before + 1, bureau.House.Acts());
            var act = (await bureau.Reads())[read++];
            Assert.Contains($"\"by\":\"{await bureau.House.PersonId("wang")}\"", act, StringComparison.Ordinal);
            Assert.Contains($"\"verdict\":\"{verdict}\"", act, StringComparison.Ordinal);
            Assert.Matches(verdict == "NeverIssued" ? $"\"code\":\"{code}\"" : "\"batch\":\\d+,.*\"serial\":\\d", act);
        }

        // Looking counted nothing, whatever was looked at.
        Assert.Equal("FirstScan", (await shop.Scan(shop.Codes[0])).Verdict);
    }

    [Fact]
    public async Task A_dossier_tells_rights_land_allowance_ranges_and_scans_and_keeps_the_place_of_a_scan_for_thirty_days()
    {
        await using var bureau = await Bureau.Open();
        var (shop, officer) = (bureau.Shop, bureau.Officer);
        await shop.Village.Association.PutFile($"/api/v1/rights/{shop.Village.GiRight}/certificate", Acts.DeskDeeds.Artwork(), "image/png");
        await shop.Village.Producer.PostFile($"/api/v1/products/{shop.Village.Product}/pictures", Acts.DeskDeeds.Artwork(), "image/png");
        await shop.Scan(shop.Codes[0], place: InPanjin);
        var page = (await officer.Get($"/dossier/{shop.Codes[0]}?lang=en")).Text;
        foreach (var told in (string[])
            ["Panjin Rice 5 kg", "辽河口米业", "Harvested on, as told</dt><dd>2026-10-08", "国家质检总局2002年第48号公告", "Known since", "register", "A-1", "一号田", "大洼农场", "100.0 %", "WGS 84", "Left in the lot", "activated", "1–7", ">one<", "盘锦市", "41.120° N, 122.070° E",
             "<svg viewBox=", "王警官 (Authority)"])
            Assert.Contains(told, page, StringComparison.Ordinal);
        var pictures = Regex.Matches(page, "<img class=\"paper\" src=\"([^\"]+)\"").Select(found => found.Groups[1].Value).ToList();
        Assert.Equal([$"/dossier/{shop.Codes[0]}/pictures/{Manners.AttackedHouse.Picture}", $"/dossier/{shop.Codes[0]}/certificates/{shop.Village.GiRight}"], pictures);
        foreach (var (picture, name, other) in (IEnumerable<(string, string, string)>)[(pictures[0], Manners.AttackedHouse.Picture, new string('0', 64)), (pictures[1], $"{shop.Village.GiRight}", $"{Guid.Empty}")])
        {
            // Whoever opens a part by itself reads of the label, page or no page.
            var before = bureau.House.Acts();
            Assert.Equal(HttpStatusCode.OK, (await officer.Get(picture)).Status);
            Assert.Equal(before + 1, bureau.House.Acts());
            Assert.Single(await bureau.Reads(), facts => facts.Contains($"\"part\":\"{(picture == pictures[0] ? "picture" : "right")}:{name}\"", StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.NotFound, (await officer.Get(picture.Replace(name, other, StringComparison.Ordinal))).Status);
            Assert.Equal(before + 1, bureau.House.Acts());
        }

        bureau.House.Clock.GoTo(OpenHouse.Noon.AddDays(31));
        using var later = await bureau.House.Staffed("Authority", Role.Officer, "li");
        page = (await later.Get($"/dossier/{shop.Codes[0]}?lang=en")).Text;
        Assert.Contains("盘锦市", page, StringComparison.Ordinal);
        Assert.DoesNotContain("41.120° N", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reason_that_names_a_batch_puts_no_deed_of_another_one_into_its_dossiers()
    {
        await using var bureau = await Bureau.Open();
        var (village, shop) = (bureau.Shop.Village, bureau.Shop);
        var other = await village.Issue(await village.MakeLot("B", 1_000_000), 2, "other");
        await village.Range(other, 1, 1, "Withdrawn", $"见 {shop.Batch}");
        Assert.DoesNotContain("Withdrawn", (await bureau.Get(bureau.Officer, $"/dossier/{shop.Codes[0]}?lang=en")).Text.Split("Who changed the state")[1].Split("</table>")[0], StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"见 {shop.Batch}", (await bureau.Get(bureau.Officer, $"/dossier/{(await village.Codes(other, 1, 1)).Single()}?lang=en")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_is_typed_in_any_spelling_or_pasted_as_an_address_and_what_is_no_code_of_ours_is_told_without_an_act()
    {
        await using var bureau = await Bureau.Open();
        var (code, officer) = (bureau.Shop.Codes[0], bureau.Officer);
        var spaced = $"{code[..5].ToLowerInvariant()} {code[5..10]}-{code[10..]}";
        foreach (var typed in (string[])[code, spaced, $"{OpenHouse.PublicUrl}/{code}"])
            Assert.Equal($"/dossier/{code}?lang=en", (await officer.Get($"/dossier?lang=en&code={Uri.EscapeDataString(typed)}")).Location);

        var before = bureau.House.Acts();
        var mistyped = code[..19] + (code[19] == '0' ? '1' : '0');
        foreach (var (typed, status, told) in (((string, int, string)[])
            [(mistyped, 400, "核对输入"), ("hello", 400, "这不是溯源码"), ($"https://evil.example/{code}", 422, "不是我们的")]))
        {
            var page = await officer.Get($"/dossier?lang=zh&code={Uri.EscapeDataString(typed)}");
            Assert.Equal((typed, status), (typed, (int)page.Status));
            Assert.Contains(told, page.Text.Split("id=\"code-fault\">")[1].Split('<')[0], StringComparison.Ordinal);
            Assert.Contains($"value=\"{typed}\"", page.Text, StringComparison.Ordinal);
        }

        Assert.Contains("核对输入", (await officer.Get($"/dossier/{mistyped}?lang=zh")).Text, StringComparison.Ordinal);
        Assert.Equal(before, bureau.House.Acts());
        Assert.Contains("<form class=\"form\" method=\"get\" action=\"/dossier\">", (await officer.Get("/dossier")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_of_our_batch_under_another_key_says_that_somebody_else_seals()
    {
        await using var bureau = await Bureau.Open();
        await bureau.House.House.Keys.Rotate(TestContext.Current.CancellationToken);
        await using var db = bureau.House.House.Store.Read(Storage.TenantScope.House);
        var number = db.Batches.Single().Number;
        var other = bureau.House.House.Keys.Ring.Keys.Single(key => key.Symbol != bureau.Shop.Codes[0][0]).Symbol;
        var forged = bureau.House.House.Keys.Seal.Seal(other, number, 1).ToString();
        var page = (await bureau.Officer.Get($"/dossier/{forged}?lang=en")).Text;
        Assert.Contains("data-verdict=\"NeverIssued\"", page, StringComparison.Ordinal);
        Assert.Contains("somebody else seals", page, StringComparison.Ordinal);
        Assert.DoesNotContain("辽河口米业", page, StringComparison.Ordinal);
        Assert.Single(await bureau.Reads());
    }

    [Fact]
    public async Task A_program_gets_the_same_by_an_officers_key()
    {
        await using var bureau = await Bureau.Open();
        var shop = bureau.Shop;
        await shop.Scan(shop.Codes[0], place: InPanjin);
        var alert = await Alarm.Tell(bureau.House, shop.Batch, 1, AlertCause.ManyPlaces, Alarm.Panjin, Alarm.Shenyang);
        using var key = await bureau.House.Client("Authority", Role.Officer);
        var read = (await key.Look($"/dossiers/{shop.Codes[0]}")).Expect(HttpStatusCode.OK);
        var label = read["label"];
        Assert.Equal(("SeenBefore", "辽河口米业", alert), (read["verdict"].GetString(), label.GetProperty("producer").GetProperty("name").GetString(), label.GetProperty("alerts")[0].GetProperty("id").GetGuid()));
        Assert.Equal(("Activated", 1, 7), (label.GetProperty("ranges")[0].GetProperty("state").GetString(), label.GetProperty("ranges")[0].GetProperty("first").GetInt32(), label.GetProperty("ranges")[0].GetProperty("last").GetInt32()));
        Assert.Equal((122.07, "盘锦市"), (label.GetProperty("scans")[0].GetProperty("place").GetProperty("lon").GetDouble(), label.GetProperty("scans")[0].GetProperty("city").GetString()));
        Assert.Equal("Granted", label.GetProperty("rights")[0].GetProperty("states")[0].GetProperty("state").GetString());

        var never = (await key.Look($"/dossiers/{shop.NeverIssued(2)}")).Expect(HttpStatusCode.OK);
        Assert.Equal("NeverIssued", never["verdict"].GetString());
        Assert.False(never.Json.TryGetProperty("label", out _));
        Assert.Equal(2, (await bureau.Reads()).Count);
        Assert.Equal("mistyped", (await key.Look($"/dossiers/{shop.Codes[0][..19]}{(shop.Codes[0][19] == '0' ? '1' : '0')}")).Expect(HttpStatusCode.BadRequest).Code);
        Assert.Equal(2, (await bureau.Reads()).Count);
    }

    [Fact]
    public async Task PostgreSQL_says_the_same()
    {
        await using var bureau = await Bureau.Open(() => OpenHouse.OpenOnPostgres());
        await bureau.Shop.Scan(bureau.Shop.Codes[0], place: InPanjin);
        var page = (await bureau.Officer.Get($"/dossier/{bureau.Shop.Codes[0]}?lang=en")).Text;
        Assert.Contains("41.120° N, 122.070° E", page, StringComparison.Ordinal);
        Assert.Contains("1–7", page, StringComparison.Ordinal);
        using var far = await bureau.OfficerOf("Shanghai", "310000");
        await Alarm.Tell(bureau.House, bureau.Shop.Batch, 1, AlertCause.ManyPlaces, Alarm.Panjin, Alarm.Shenyang);
        Assert.Equal(HttpStatusCode.NotFound, (await far.Get($"/dossier/{bureau.Shop.Codes[0]}")).Status);
        Assert.DoesNotContain("/alerts/0", (await far.Get("/alerts")).Text, StringComparison.Ordinal);
        using var near = await bureau.OfficerOf("Liaoning", "210000");
        Assert.Equal(HttpStatusCode.OK, (await near.Get($"/dossier/{bureau.Shop.Codes[0]}")).Status);
        Assert.Contains("/alerts/0", (await near.Get("/alerts")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_officer_marks_a_label_with_a_reason_and_takes_it_back_on_its_page()
    {
        await using var bureau = await Bureau.Open();
        var (code, officer) = (bureau.Shop.Codes[0], bureau.Officer);
        await officer.Get($"/dossier/{code}/suspicion?lang=zh");
        var before = bureau.House.Count("SELECT count(*) FROM act WHERE kind = 'SuspicionChanged'");
        var refused = await officer.Post($"/dossier/{code}/suspicion?lang=zh", ("suspicious", "yes"), ("reason", " "));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("不能空着", refused.Text.Split("id=\"reason-fault\">")[1], StringComparison.Ordinal);
        Assert.Equal(before, bureau.House.Count("SELECT count(*) FROM act WHERE kind = 'SuspicionChanged'"));

        Assert.Equal($"/dossier/{code}?done=marked&lang=zh", (await officer.Post($"/dossier/{code}/suspicion?lang=zh", ("suspicious", "yes"), ("reason", "包装<b>不符"))).Location);
        Assert.Contains("包装&lt;b&gt;不符", (await officer.Get($"/dossier/{code}?lang=zh&done=marked")).Text, StringComparison.Ordinal);
        Assert.Equal("Suspicious", (await bureau.Shop.Scan(code)).Verdict);
        await bureau.Get(officer, $"/dossier/{code}/suspicion?lang=zh");
        var silent = await officer.Post($"/dossier/{code}/suspicion?lang=zh", ("suspicious", "no"), ("reason", " "));
        Assert.Contains("不能空着", silent.Text.Split("id=\"reason-fault\">")[1], StringComparison.Ordinal);
        Assert.Equal("Suspicious", (await bureau.Shop.Scan(code)).Verdict);
        Assert.Equal($"/dossier/{code}?done=cleared&lang=zh", (await officer.Post($"/dossier/{code}/suspicion?lang=zh", ("suspicious", "no"), ("reason", "实地查过<b>"))).Location);
        Assert.Equal(HttpStatusCode.BadRequest, (await officer.Post($"/dossier/{code}/suspicion?lang=zh", ("suspicious", "no"), ("reason", "实地查过"))).Status);

        // Who did it and why stays in the dossier, of this label and of no other; batch 1 and label 1 are no part of 11.
        var told = (await officer.Get($"/dossier/{code}?lang=en")).Text;
        Assert.Matches("王警官</span>\\s+took the suspicion back: <span lang=\"zh\">实地查过&lt;b&gt;</span>[\\s\\S]+王警官</span>\\s+marked it suspicious: <span lang=\"zh\">包装&lt;b&gt;不符", told);
        Assert.DoesNotContain("marked it suspicious", (await officer.Get($"/dossier/{bureau.Shop.Codes[1]}?lang=en")).Text, StringComparison.Ordinal);
        // A program may say it or leave it out.
        using var key = await bureau.House.Client("Authority", Role.Officer);
        foreach (var (query, said) in ((string, string?)[])[("?reason=seen%20there", "seen there"), ("", null)])
        {
            bureau.House.Clock.GoTo(bureau.House.Clock.GetUtcNow().AddSeconds(1));
            (await key.Put($"/labels/{code}/suspicion", """{"reason":"r"}""")).Expect(HttpStatusCode.NoContent);
            Assert.Equal("reason", (await key.Delete($"/labels/{code}/suspicion?reason={new string('x', 201)}")).Expect(HttpStatusCode.BadRequest).Field);
            bureau.House.Clock.GoTo(bureau.House.Clock.GetUtcNow().AddSeconds(1));
            (await key.Delete($"/labels/{code}/suspicion{query}")).Expect(HttpStatusCode.NoContent);
            var last = (await key.Look($"/dossiers/{code}"))["label"].GetProperty("suspicions")[0];
            Assert.Equal((said, false), (last.TryGetProperty("takenBackFor", out var why) ? why.GetString() : null, last.TryGetProperty("reason", out _)));
        }
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task Whatever_others_typed_is_text_on_the_page_which_runs_no_script(string language)
    {
        const string hostile = "<img src=x onerror=alert(1)>";
        await using var bureau = await Bureau.Open();
        var (shop, village) = (bureau.Shop, bureau.Shop.Village);
        await village.Producer.Put($"/api/v1/parties/{village.Mill}", new { name = $"厂{hostile}", kind = "Mill" });
        await village.Producer.Put($"/api/v1/products/{village.Product}", new { name = $"米{hostile}" });
        await village.Range(shop.Batch, 1, 1, "Withdrawn", hostile);
        using var officer = await bureau.House.Staffed("Authority", Role.Officer, "eve", "</style><script>alert(1)</script>");
        var page = await officer.Get($"/dossier/{shop.Codes[0]}?lang={language}");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotMatch("<script|<img src=x", page.Text);
        Assert.DoesNotContain("script-src", page.Policy, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", page.Text, StringComparison.Ordinal);
        Assert.Equal(2, page.Text.Split("</style>").Length);
    }
}
