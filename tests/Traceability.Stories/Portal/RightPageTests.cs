using System.Net;
using Traceability.Storage.Access;
using Traceability.Stories.Desk;
using Traceability.Stories.People;

namespace Traceability.Stories.Portal;

/// <summary>A right on pages: from its certificate to codes, by two people.</summary>
public sealed class RightPageTests
{
    private static readonly (string Name, string Value)[] Sound =
        [("kind", "Trademark"), ("number", "９１２９８１５０"), ("title", "Liao <Mouth>"), ("niceClass", "30"), ("trademarkKind", "Ordinary"), ("expiresOn", "2030-01-01")];

    [Fact]
    public async Task From_the_kind_to_codes_two_people_record_certify_and_check_a_right()
    {
        await using var house = await OpenHouse.Open();
        using var first = await house.Staffed("Mill", Role.Producer, "ami");
        using var second = await house.Joined(first, "bob");
        Assert.Contains("href=\"/parties/new?lang=en\"", (await first.Get("/rights/new?kind=Trademark&lang=en")).Text, StringComparison.Ordinal);
        var holder = await house.Party("Mill");
        Assert.Contains("href=\"/rights/new?lang=en\"", (await first.Get("/rights?lang=en")).Text, StringComparison.Ordinal);
        var kinds = (await first.Get("/rights/new?lang=en")).Text;
        Assert.Contains("kind=DesignPatent&amp;lang=en", kinds, StringComparison.Ordinal);
        Assert.DoesNotContain("kind=GeographicalIndication", kinds, StringComparison.Ordinal);
        await first.Get("/rights/new?kind=Trademark&lang=en");
        var at = (await first.Post("/rights/new?lang=en", [.. Sound, ("holderPartyId", $"{holder}")])).Location!;
        var right = at.Split('?')[0];
        var page = (await first.Get(at)).Text;
        Assert.Contains("<h1>Liao &lt;Mouth&gt;</h1>", page, StringComparison.Ordinal);
        Assert.Contains("not granted or registered yet", page, StringComparison.Ordinal);

        Assert.Equal($"{right}?done=states&lang=en", (await first.Post($"{right}/states?lang=en", ("state", "Granted"), ("effectiveOn", "2026-01-01"), ("source", "公告 <1>"), ("asOf", "2026-10-01"))).Location);
        Assert.Contains("the certificate file is missing", (await first.Get($"{right}?lang=en")).Text, StringComparison.Ordinal);
        Assert.Equal($"{right}?done=certificate&lang=en", (await first.Post($"{right}/certificate?lang=en", ("certificate@scan.jpg", Recorded.Photo))).Location);
        page = (await first.Get($"{right}?lang=en")).Text;
        Assert.Contains($"<img class=\"picture\" src=\"{right}/certificate\"", page, StringComparison.Ordinal);
        Assert.Contains("<span lang=\"zh\">公告 &lt;1&gt;</span>, as of 2026-10-01;", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await first.Get($"{right}/certificate")).Status);

        // Whoever recorded it is told why he cannot check it, and cannot.
        Assert.Contains("so the check is not yours", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"action=\"{right}/check", page, StringComparison.Ordinal);
        var before = house.Acts();
        var refused = await first.Post($"{right}/check?lang=zh", ("version", "3"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("录入人不能复核自己录入的权利", refused.Text, StringComparison.Ordinal);
        Assert.Equal(before, house.Acts());

        Assert.Contains("name=\"version\" value=\"3\"", (await second.Get($"{right}?lang=en")).Text, StringComparison.Ordinal);
        Assert.Equal($"{right}?done=check&lang=en", (await second.Post($"{right}/check?lang=en", ("version", "3"))).Location);
        Assert.Contains("checked</span> 2026-10-10", (await second.Get($"{right}?done=check&lang=en")).Text, StringComparison.Ordinal);
        Assert.Contains("class=\"mark yes\"", (await second.Get("/rights?lang=en")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_person_who_finds_a_difference_says_where_and_the_recorder_reads_it_until_another_file_is_sent()
    {
        await using var house = await OpenHouse.Open();
        using var first = await house.Staffed("Mill", Role.Producer, "ami", "阿米");
        using var second = await house.Joined(first, "bob");
        var holder = await house.Party("Mill");
        await first.Get("/rights/new?kind=Trademark");
        var right = (await first.Post("/rights/new?lang=zh", [.. Sound, ("holderPartyId", $"{holder}")])).Location!.Split('?')[0];
        Task<DeskAnswer> Send(string version) => first.Post($"{right}/certificate?lang=zh", ("version", version), ("certificate@a.pdf", Recorded.Paper));
        await Send("1");
        Assert.DoesNotContain($"{right}/mismatch", (await first.Get($"{right}?lang=zh")).Text, StringComparison.Ordinal);
        var before = house.Acts();
        Assert.Contains("录入人不能复核", (await first.Post($"{right}/mismatch?lang=zh", ("version", "2"), ("reason", "x"))).Text, StringComparison.Ordinal);
        Assert.Contains($"{right}/mismatch", (await second.Get($"{right}?lang=zh")).Text, StringComparison.Ordinal);
        foreach (var (version, reason, told) in ((string, string, string)[])[("2", " ", "不能空着"), ("7", "x", "刚被别人改过")])
            Assert.Contains(told, (await second.Post($"{right}/mismatch?lang=zh", ("version", version), ("reason", reason))).Text, StringComparison.Ordinal);
        Assert.Equal(before, house.Acts());

        Assert.Equal($"{right}?done=mismatch&lang=zh", (await second.Post($"{right}/mismatch?lang=zh", ("version", "2"), ("reason", "末位是 8<b>"))).Location);
        Assert.Equal(before + 1, house.Acts());
        var told2 = MillDesk.Words(await first.Get($"{right}?lang=zh"));
        foreach (var words in (string[])["和证书不一致", "末位是 8&lt;b&gt;", "bob"])
            Assert.Contains(words, told2, StringComparison.Ordinal);
        // The list tells it, too.
        Assert.Contains("和证书不一致", (await first.Get("/rights?lang=zh")).Text, StringComparison.Ordinal);
        // Whoever was given a licence sees the right, and not what colleagues write to each other.
        using var rival = await house.Staffed("Rival", Role.Producer, "eve");
        await first.Post($"{right}/permissions?lang=zh", ("party", $"{await house.Party("Rival", Tables.Uscc(1))}"), ("documentNumber", "L-1"), ("validFrom", "2026-01-01"));
        var seen = await rival.Get($"{right}?lang=zh");
        Assert.Equal(HttpStatusCode.OK, seen.Status);
        Assert.DoesNotContain("class=\"mark no\"", (await rival.Get("/rights?lang=zh")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("末位是 8", seen.Text + await (await house.Caller("Rival", Role.Producer, "reading")).Get($"/api/v1{right}"), StringComparison.Ordinal);
        // It waits for its recorder now, and for nobody else.
        Assert.Contains("末位是 8", (await first.Get("/approvals?lang=zh")).Text, StringComparison.Ordinal);
        Assert.Contains("class=\"mark yes\">1<", (await first.Get("/?lang=zh")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"mark yes\">1<", (await second.Get("/?lang=zh")).Text.Split("/approvals")[1].Split("</li>")[0], StringComparison.Ordinal);

        await Send("3");
        Assert.DoesNotContain("末位是 8", (await first.Get($"{right}?lang=zh")).Text, StringComparison.Ordinal);
        await second.Get(right);
        await second.Post($"{right}/check?lang=zh", ("version", "4"));
        Assert.DoesNotContain($"action=\"{right}/check", (await second.Get($"{right}?lang=zh")).Text, StringComparison.Ordinal);
        // A check that was wrong is taken back by the same word.
        await second.Post($"{right}/mismatch?lang=zh", ("version", "5"), ("reason", "看错了"));
        Assert.Contains($"action=\"{right}/check", (await second.Get($"{right}?lang=zh")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_counts_for_the_file_and_facts_that_were_seen()
    {
        await using var house = await OpenHouse.Open();
        var right = await house.CertifiedMark("Mill");
        using var checker = await house.Staffed("Mill", Role.Producer, "ami");
        await checker.Get($"/rights/{right}");
        var before = house.Acts();
        foreach (var version in (string[])["1", "", "*", "2, 3"])
            Assert.Contains("Somebody changed this meanwhile", (await checker.Post($"/rights/{right}/check?lang=en", ("version", version))).Text, StringComparison.Ordinal);
        Assert.Equal(before, house.Acts());
        Assert.Equal(HttpStatusCode.SeeOther, (await checker.Post($"/rights/{right}/check?lang=en", ("version", "2"))).Status);
    }

    [Theory]
    [InlineData("Trademark", "number", "12", "5 to 8 digits")]
    [InlineData("Trademark", "niceClass", "46", "1 to 45")]
    [InlineData("Trademark", "niceClass", "4294967326", "1 to 45")]
    [InlineData("Trademark", "niceClass", "", "Nice class")]
    [InlineData("Trademark", "title", "\u202Ex", "cannot be printed")]
    [InlineData("Trademark", "holderPartyId", "00000000-0000-0000-0000-000000000001", "no party of yours")]
    [InlineData("Trademark", "holderPartyId", "x", "Choose one")]
    [InlineData("Trademark", "expiresOn", "2030-13-01", "Give a day")]
    [InlineData("Trademark", "filedOn", "2027-01-01", "still to come")]
    [InlineData("Trademark", "trademarkKind", "0", "Choose one")]
    [InlineData("Trademark", "standard", "GB/T 1", "no such field")]
    [InlineData("DesignPatent", "number", "ZL202010288867.7", "another kind of patent")]
    [InlineData("DesignPatent", "number", "ZL202030288867.1", "check digit")]
    [InlineData("Copyright", "number", "2020SR1", "copyright number looks like")]
    public async Task What_is_wrong_with_a_right_is_told_at_its_field_and_nothing_changes(string kind, string field, string typed, string told)
    {
        await using var house = await OpenHouse.Open();
        var holder = await house.Party("Mill");
        using var producer = await house.Staffed("Mill", Role.Producer, "ami");
        await producer.Get($"/rights/new?kind={kind}");
        var before = house.Acts();
        var mark = kind == "Trademark" ? Sound : Sound.Where(one => one.Name is not ("niceClass" or "trademarkKind"));
        var refused = await producer.Post("/rights/new?lang=en", [.. mark.Append(("holderPartyId", $"{holder}")).Where(one => one.Item1 != field && one.Item1 != "kind"), ("kind", kind), (field, typed)]);
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains($"<a href=\"#{field}\">", refused.Text, StringComparison.Ordinal);
        if (field != "standard")
            Assert.Contains(told, refused.Text.Split($"id=\"{field}-fault\">")[1].Split('<')[0], StringComparison.Ordinal);
        Assert.Contains(told, refused.Text, StringComparison.Ordinal);
        Assert.Equal(before, house.Acts());
    }

    public static TheoryData<string, string, string> Files => new()
    {
        { "none", "", "先选一个文件" },
        { "script", "<svg onload=alert(1)>", "PDF、JPEG 或 PNG" },
        { "JPEG cut off", Recorded.Photo[..^1], "不完整" },
        { "JPEG cut in its thumbnail", Recorded.Photo[..12], "不完整" },
        { "PNG cut off", Recorded.Artwork[..^9], "不完整" },
        { "more pixels than a phone opens", Recorded.Huge, "像素太多" },
        { "too large", Recorded.Paper + new string('x', 15 << 20), "最大 15 MB" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_that_is_no_certificate_is_refused_at_its_field_and_nothing_changes(string why, string content, string told)
    {
        await using var house = await OpenHouse.Open();
        var right = await house.Mark("Mill");
        using var producer = await house.Staffed("Mill", Role.Producer, "ami");
        await producer.Get($"/rights/{right}");
        var before = house.Acts();
        var refused = await producer.Post($"/rights/{right}/certificate?lang=zh", ("certificate@file", content));
        Assert.Equal((why, HttpStatusCode.BadRequest), (why, refused.Status));
        Assert.Contains(told, refused.Text.Split("id=\"certificate-fault\">")[1].Split('<')[0], StringComparison.Ordinal);
        Assert.Equal(before, house.Acts());
    }

    [Theory]
    [InlineData("states", "effectiveOn", "2027-10-11")]
    [InlineData("states", "asOf", "2026-10-11")]
    [InlineData("states", "asOf", "")]
    [InlineData("states", "source", "")]
    [InlineData("states", "state", "Lost")]
    [InlineData("permissions", "documentNumber", "")]
    [InlineData("permissions", "validFrom", "tomorrow")]
    [InlineData("permissions", "validTo", "2026-01-01")]
    [InlineData("permissions", "party", "91110000600037341K")]
    [InlineData("permissions", "party", "911522010783762860")]
    [InlineData("permissions", "party", "00000000-0000-0000-0000-000000000001")]
    public async Task What_is_wrong_with_an_entry_is_told_at_its_field_and_only_there(string form, string field, string typed)
    {
        await using var house = await OpenHouse.Open();
        var right = await house.Mark("Mill");
        using var producer = await house.Staffed("Mill", Role.Producer, "ami");
        await producer.Get($"/rights/{right}");
        var before = house.Acts();
        (string Name, string Value)[] sound = form == "states"
            ? [("state", "Granted"), ("effectiveOn", "2026-01-01"), ("source", "公告"), ("asOf", "2026-10-01")]
            : [("party", Recorded.Uscc), ("documentNumber", "L-1"), ("validFrom", "2026-01-01"), ("validTo", "")];
        var refused = await producer.Post($"/rights/{right}/{form}?lang=zh", [.. sound.Where(one => one.Name != field), (field, typed)]);
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Single(refused.Text.Split("role=\"alert\"")[1..]);
        Assert.Contains($"id=\"{field}-fault\"", refused.Text, StringComparison.Ordinal);
        Assert.Matches("<details open[^>]*>(?:(?!</details>).)*-fault\"", refused.Text.ReplaceLineEndings(""));
        Assert.Equal(before, house.Acts());
    }

    [Fact]
    public async Task A_party_of_another_tenant_is_permitted_by_its_code_or_its_record_and_the_permission_withdrawn_once()
    {
        await using var house = await OpenHouse.Open();
        var gi = await house.Gi("Association");
        var mill = await house.Party("Mill", Tables.Uscc(1), "Mill <One>");
        using var keeper = await house.Staffed("Association", Role.Association, "keeper");
        using var miller = await house.Staffed("Mill", Role.Producer, "ami");
        await keeper.Get($"/rights/{gi}");
        Task<DeskAnswer> Approve(string party) => keeper.Post($"/rights/{gi}/permissions?lang=en", ("partyId", ""), ("party", party), ("documentNumber", "A-1"), ("validFrom", "2026-01-01"));
        Assert.DoesNotContain("A-1", (await miller.Get($"/rights/{gi}?lang=en")).Text, StringComparison.Ordinal);
        Assert.Equal($"/rights/{gi}?done=permissions&lang=en", (await Approve(Tables.Uscc(1))).Location);
        Assert.Contains("Mill &lt;One&gt;", (await keeper.Get($"/rights/{gi}?lang=en")).Text, StringComparison.Ordinal);
        Assert.Contains("A-1", (await miller.Get($"/rights/{gi}?lang=en")).Text, StringComparison.Ordinal);

        // Two tenants know this code: only a record says which is meant.
        await house.Party("Rival", Tables.Uscc(1));
        Assert.Contains("Several have recorded this code", (await Approve(Tables.Uscc(1))).Text, StringComparison.Ordinal);
        Assert.Equal($"/rights/{gi}?done=permissions&lang=en", (await Approve($"{mill}")).Location);

        var withdraw = (await keeper.Get($"/rights/{gi}?lang=en")).Text.Split("href=\"/permissions/")[1].Split('?')[0];
        Assert.Contains("Mill &lt;One&gt;", (await keeper.Get($"/permissions/{withdraw}?lang=en")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await miller.Post($"/permissions/{withdraw}", ("on", "2026-10-10"), ("reason", "r"))).Status);
        foreach (var (on, reason, told) in ((string, string, string)[])[("", "r", "Give a day"), ("2025-01-01", "r", "before it begins"), ("2026-10-10", "", "empty")])
            Assert.Contains(told, (await keeper.Post($"/permissions/{withdraw}?lang=en", ("on", on), ("reason", reason))).Text, StringComparison.Ordinal);
        Assert.Equal($"/rights/{gi}?done=withdrawn&lang=en", (await keeper.Post($"/permissions/{withdraw}?lang=en", ("on", "2026-10-10"), ("reason", "未达标准"))).Location);
        Assert.Contains("ended on 2026-10-10", (await miller.Get($"/rights/{gi}?lang=en")).Text, StringComparison.Ordinal);
        Assert.Contains("was withdrawn before", (await keeper.Post($"/permissions/{withdraw}?lang=en", ("on", "2026-10-10"), ("reason", "r"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_keeper_of_a_gi_sets_its_zone_and_nobody_else_is_shown_how()
    {
        await using var house = await OpenHouse.Open();
        var (gi, zone) = (await house.Gi("Association"), await house.Zone());
        using var keeper = await house.Staffed("Association", Role.Association, "keeper");
        using var miller = await house.Staffed("Mill", Role.Producer, "ami");
        Assert.DoesNotContain("<form class=\"form\"", (await miller.Get($"/rights/{gi}?lang=en")).Text, StringComparison.Ordinal);
        var version = (await keeper.Get($"/rights/{gi}?lang=en")).Text.Split("name=\"version\" value=\"")[1].Split('"')[0];
        Assert.Contains("Choose one of the list", (await keeper.Post($"/rights/{gi}/zone?lang=en", ("version", version), ("zoneId", ""))).Text, StringComparison.Ordinal);
        Assert.Equal($"/rights/{gi}?done=zone&lang=en", (await keeper.Post($"/rights/{gi}/zone?lang=en", ("version", version), ("zoneId", $"{zone}"))).Location);
        Assert.Contains(">Chaoyang</p>", (await miller.Get($"/rights/{gi}?lang=en")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_was_cut_off_is_refused_to_programs_too()
    {
        await using var house = await OpenHouse.Open();
        var right = await house.Mark("Mill");
        using var client = await house.Client("Mill", Role.Producer);
        Assert.Equal("pictureDamaged", (await client.PutFile($"/rights/{right}/certificate", System.Text.Encoding.Latin1.GetBytes(Recorded.Photo[..^1]))).Expect(HttpStatusCode.BadRequest).Code);
    }
}
