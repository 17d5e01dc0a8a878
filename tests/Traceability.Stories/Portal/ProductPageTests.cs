using System.Net;
using System.Security.Cryptography;
using System.Text;
using Traceability.Storage.Access;
using Traceability.Stories.People;

namespace Traceability.Stories.Portal;

/// <summary>A product on pages, with the rights it rests on.</summary>
public sealed class ProductPageTests
{
    [Fact]
    public async Task What_is_missing_is_told_before_and_after_a_product_is_recorded_until_nothing_is()
    {
        await using var house = await OpenHouse.Open();
        using var producer = await house.Staffed("Mill", Role.Producer, "ami");
        Assert.Contains("href=\"/products/new?lang=en\"", (await producer.Get("/products?lang=en")).Text, StringComparison.Ordinal);
        Assert.Contains("kind=Gi&amp;lang=en", (await producer.Get("/products/new?lang=en")).Text, StringComparison.Ordinal);
        Assert.Contains("Ask its association or the authority for a mark-use approval", (await producer.Get("/products/new?kind=Gi&lang=en")).Text, StringComparison.Ordinal);

        var (gi, mill) = (await house.Gi("Association"), await house.Party("Mill", Tables.Uscc(1), "Mill One"));
        await house.Approve("Association", gi, mill);
        var form = (await producer.Get("/products/new?kind=Gi&lang=en")).Text;
        Assert.Contains($"<option value=\"{gi}\">Chaoyang Millet · AGI2012-02-869</option>", form, StringComparison.Ordinal);
        Assert.DoesNotContain("no codes yet", form, StringComparison.Ordinal);
        var at = (await producer.Post("/products/new?lang=en", ("kind", "Gi"), ("name", "Millet <5> kg"), ("giRightId", $"{gi}"), ("netContentGrams", "５,000"), ("gtin", "6900000000014"), ("trademarkId", ""))).Location!;
        var page = (await producer.Get(at)).Text;
        Assert.Contains("<h1>Millet &lt;5&gt; kg</h1>", page, StringComparison.Ordinal);
        Assert.Contains("06900000000014", page, StringComparison.Ordinal);
        Assert.Matches("<b>Mill One</b>(?:(?!</li>).)*class=\"mark yes\"", page.ReplaceLineEndings(""));

        await Village.RecordState(await house.Caller("Association", Role.Association), house, gi, "Revoked", -1);
        page = (await producer.Get(at)).Text;
        Assert.Contains("revoked on 2026-10-09", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"mark yes\"", page, StringComparison.Ordinal);
        Assert.Contains("revoked on 2026-10-09", (await producer.Get("/products/new?kind=Gi&lang=en")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_issues_is_told_that_a_second_person_found_a_right_to_differ_and_not_that_nobody_looked()
    {
        await using var desk = await MillDesk.Open();
        using var third = await desk.House.Caller("Association", Role.Association, "third");
        await third.Post($"/api/v1/rights/{desk.Village.GiRight}/mismatch", new { reason = "证书上是另一年" });

        var page = MillDesk.Words(await desk.Mill.Get($"/products/{desk.Village.Product}?lang=zh"));
        Assert.Contains("：第二人复核发现和证书不一致", page, StringComparison.Ordinal);
        Assert.DoesNotContain("尚未经第二人复核", page, StringComparison.Ordinal);
        // The words of the second person are for whoever keeps the right.
        Assert.DoesNotContain("证书上是另一年", page, StringComparison.Ordinal);
        Assert.Contains("第二人复核发现和证书不一致", (await desk.Fill($"/lots/{desk.Lot}/issue?lang=zh", ("key", "k"), ("count", "2"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trademark_that_does_not_stand_behind_labels_is_told_before_they_are_issued_in_the_words_of_the_scan_and_refuses_nothing()
    {
        await using var desk = await MillDesk.Open();
        var maker = desk.Village.Producer;
        var holder = await maker.Make("/api/v1/parties", new { name = "商标公司", uscc = Tables.Uscc(1), kind = "RightsHolder" });
        using var second = await desk.House.Caller("Mill", Role.Producer, "second");
        var mark = await Village.RecordRight(maker, second, desk.House, new { kind = "Trademark", number = "91298150", title = "辽河口", holderPartyId = holder, niceClass = 30, expiresOn = "2030-01-01" });
        await maker.Put($"/api/v1/products/{desk.Village.Product}", new { name = "盘锦大米 5 kg", trademarkId = mark });

        const string why = "既非权利人，亦无许可";
        foreach (var path in (string[])[$"/products/{desk.Village.Product}?lang=zh", $"/lots/{desk.Lot}/issue?lang=zh"])
            Assert.Contains($"扫码的人会看到：商标 辽河口 ：{why}", MillDesk.Words(await desk.Mill.Get(path)), StringComparison.Ordinal);
        Assert.Matches("<b>辽河口米业</b>(?:(?!</li>).)*class=\"mark yes\"", (await desk.Mill.Get($"/products/{desk.Village.Product}?lang=zh")).Text.ReplaceLineEndings(""));

        object wanted = new { lotId = desk.Lot, count = 2 };
        var issued = await maker.Post("/api/v1/batches", wanted, "warned");
        Assert.Equal("Whoever scans a label reads: trademark 辽河口: neither holder nor licensee.", issued.GetProperty("warnings")[0].GetString());
        Assert.Equal(issued.GetRawText(), (await maker.Post("/api/v1/batches", wanted, "warned")).GetRawText());
        var batch = issued.GetProperty("id").GetGuid();
        await desk.Village.Range(batch, 1, 2, "Activated");
        Assert.Contains(why, await desk.House.Browser.GetStringAsync($"/{(await desk.Village.Codes(batch, 1, 1))[0]}?lang=zh", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await maker.Make($"/api/v1/rights/{mark}/permissions", new { kind = "Licence", partyId = desk.Village.Mill, documentNumber = "L-1", validFrom = "2026-01-01" });
        foreach (var path in (string[])[$"/products/{desk.Village.Product}?lang=zh", $"/lots/{desk.Lot}/issue?lang=zh"])
            Assert.DoesNotContain("扫码的人会看到", (await desk.Mill.Get(path)).Text, StringComparison.Ordinal);
        Assert.False((await maker.Post("/api/v1/batches", wanted, "sound")).TryGetProperty("warnings", out _));

        // Another certificate that nobody has looked at yet: the scan says whose word the mark is, and so does the desk.
        await maker.PutFile($"/api/v1/rights/{mark}/certificate", "%PDF-1.4\n%%EOF\n\n"u8.ToArray(), "application/pdf");
        Assert.Contains("扫码的人会看到：商标 辽河口 ：登记方自报，未经复核", MillDesk.Words(await desk.Mill.Get($"/lots/{desk.Lot}/issue?lang=zh")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_apparel_design_rests_on_two_rights_and_keeps_the_fingerprints_of_its_pictures()
    {
        await using var house = await OpenHouse.Open();
        using var producer = await house.Staffed("Mill", Role.Producer, "ami");
        Assert.Contains("href=\"/rights/new?kind=DesignPatent&amp;lang=en\"", (await producer.Get("/products/new?kind=Apparel&lang=en")).Text, StringComparison.Ordinal);
        var holder = await house.Party("Mill", name: "Ami Studio");
        using var recorder = await house.Caller("Mill", Role.Producer, "recorder");
        var patent = await recorder.Make("/api/v1/rights", new { kind = "DesignPatent", number = "202030288867.8", title = "Coat", holderPartyId = holder, filedOn = "2024-01-01" });
        var copyright = await recorder.Make("/api/v1/rights", new { kind = "Copyright", number = "国作登字-2021-F-00268255", title = "Coat", holderPartyId = holder });
        Assert.Contains("not granted or registered yet", (await producer.Get("/products/new?kind=Apparel&lang=en")).Text, StringComparison.Ordinal);
        var at = (await producer.Post("/products/new?lang=en",
            ("kind", "Apparel"), ("name", "Coat"), ("designPatentId", $"{patent}"), ("copyrightId", $"{copyright}"), ("designer", "Ami"), ("pictures@front.jpg", "front"), ("pictures@back.jpg", "back"))).Location!;
        var page = (await producer.Get(at)).Text;
        foreach (var picture in (string[])["front", "back"])
            Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(picture))), page, StringComparison.Ordinal);
        Assert.Matches("Design patent <span>202030288867.8</span>: not granted", page);
    }

    [Theory]
    [InlineData("Gi", "name", "", "empty")]
    [InlineData("Gi", "giRightId", "", "names its GI")]
    [InlineData("Gi", "giRightId", "00000000-0000-0000-0000-000000000001", "no geographical indication of yours")]
    [InlineData("Gi", "giRightId", "x", "Choose one")]
    [InlineData("Gi", "netContentGrams", "0", "Give 1 to")]
    [InlineData("Gi", "netContentGrams", "5 kg", "whole number")]
    [InlineData("Gi", "gtin", "6900000000015", "check digit")]
    [InlineData("Apparel", "designPatentId", "", "names its design patent")]
    public async Task What_is_wrong_with_a_product_is_told_at_its_field_and_nothing_changes(string kind, string field, string typed, string told)
    {
        await using var house = await OpenHouse.Open();
        var gi = await house.Gi("Association");
        using var producer = await house.Staffed("Mill", Role.Producer, "ami");
        await producer.Get($"/products/new?kind={kind}");
        var before = house.Acts();
        (string Name, string Value)[] sound = kind == "Gi" ? [("name", "Millet"), ("giRightId", $"{gi}"), ("netContentGrams", "5000")] : [("name", "Coat")];
        var refused = await producer.Post("/products/new?lang=en", [("kind", kind), .. sound.Where(one => one.Name != field), (field, typed)]);
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains(told, refused.Text.Split($"id=\"{field}-fault\">")[1].Split('<')[0], StringComparison.Ordinal);
        Assert.Equal(before, house.Acts());
    }

    [Fact]
    public async Task More_pictures_than_a_design_may_have_are_refused_at_their_field()
    {
        await using var house = await OpenHouse.Open();
        using var producer = await house.Staffed("Mill", Role.Producer, "ami");
        await producer.Get("/products/new?kind=Apparel");
        var refused = await producer.Post("/products/new?lang=en",
            [("kind", "Apparel"), ("name", "Coat"), ("designPatentId", $"{Guid.Empty}"), ("copyrightId", $"{Guid.Empty}"), .. Enumerable.Range(1, 21).Select(number => ($"pictures@{number}.jpg", $"{number}"))]);
        Assert.Contains("At most 20", refused.Text.Split("id=\"pictures-fault\">")[1].Split('<')[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_product_is_corrected_over_the_version_that_was_seen()
    {
        await using var house = await OpenHouse.Open();
        var product = await house.Rice("Mill");
        using var producer = await house.Staffed("Mill", Role.Producer, "ami");
        Assert.Contains("value=\"Millet 5 kg\"", (await producer.Get($"/products/{product}?lang=en")).Text, StringComparison.Ordinal);
        var before = house.Acts();
        Assert.Contains("id=\"gtin-fault\"", (await producer.Post($"/products/{product}?lang=en", ("version", "1"), ("name", "Millet"), ("gtin", "1"))).Text, StringComparison.Ordinal);
        Assert.Contains("Somebody changed this meanwhile", (await producer.Post($"/products/{product}?lang=en", ("version", "7"), ("name", "Millet"))).Text, StringComparison.Ordinal);
        Assert.Equal(before, house.Acts());
        Assert.Equal($"/products/{product}?done=correction&lang=en", (await producer.Post($"/products/{product}?lang=en", ("version", "1"), ("name", "Red Millet"), ("nameEn", "Red Millet"))).Location);
        Assert.Contains("<h1>Red Millet</h1>", (await producer.Get($"/products/{product}?done=correction&lang=en")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Artwork_is_kept_shown_and_taken_off()
    {
        await using var house = await OpenHouse.Open();
        var product = await house.Rice("Mill");
        using var producer = await house.Staffed("Mill", Role.Producer, "ami");
        Assert.DoesNotContain("<img", (await producer.Get($"/products/{product}?lang=en")).Text, StringComparison.Ordinal);
        Assert.Equal($"/products/{product}?done=artwork&lang=en", (await producer.Post($"/products/{product}/artwork?lang=en", ("artwork@mark.png", Recorded.Artwork))).Location);
        Assert.Contains($"src=\"/products/{product}/artwork\"", (await producer.Get($"/products/{product}?lang=en")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await producer.Get($"/products/{product}/artwork")).Status);
        Assert.Equal($"/products/{product}?done=removed&lang=en", (await producer.Post($"/products/{product}/artwork/remove?lang=en")).Location);
        Assert.Equal(HttpStatusCode.NotFound, (await producer.Get($"/products/{product}/artwork")).Status);
    }

    [Fact]
    public async Task Pictures_are_sent_shown_and_taken_off_one_by_one()
    {
        await using var house = await OpenHouse.Open();
        var product = await house.Rice("Mill");
        using var producer = await house.Staffed("Mill", Role.Producer, "ami");
        Assert.Contains("None yet. With one,", (await producer.Get($"/products/{product}?lang=en")).Text, StringComparison.Ordinal);
        foreach (var picture in (string[])[Recorded.Photo, Recorded.Artwork])
            Assert.Equal($"/products/{product}?done=picture&lang=en", (await producer.Post($"/products/{product}/pictures?lang=en", ("picture@rice", picture))).Location);
        var page = (await producer.Get($"/products/{product}?done=picture&lang=en")).Text;
        Assert.Contains("The picture is kept.", page, StringComparison.Ordinal);
        Assert.Contains($"src=\"/products/{product}/pictures/{Recorded.PhotoSha256}\" alt=\"Picture 1 of Millet 5 kg\"", page, StringComparison.Ordinal);
        Assert.Contains("alt=\"Picture 2 of Millet 5 kg\"", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await producer.Get($"/products/{product}/pictures/{Recorded.PhotoSha256}")).Status);

        // The same file again is there already; and when there are as many as may be, no further one is asked for.
        var acts = house.Acts();
        Assert.Equal($"/products/{product}?done=pictureThere&lang=en", (await producer.Post($"/products/{product}/pictures?lang=en", ("picture@rice", Recorded.Photo))).Location);
        Assert.Contains("This picture is here already", (await producer.Get($"/products/{product}?done=pictureThere&lang=en")).Text, StringComparison.Ordinal);
        Assert.Equal(acts, house.Acts());
        Assert.Contains("name=\"picture\"", page, StringComparison.Ordinal);
        foreach (var another in (string[])["a", "b"])
            await producer.Post($"/products/{product}/pictures?lang=en", ("picture@rice", Recorded.Photo + another));
        var full = (await producer.Get($"/products/{product}?lang=en")).Text;
        Assert.Contains("There are 4, as many as there may be", full, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"picture\"", full, StringComparison.Ordinal);
        Assert.Contains("take one off first", (await producer.Post($"/products/{product}/pictures?lang=en", ("picture@rice", Recorded.Photo + "c"))).Text, StringComparison.Ordinal);

        Assert.Equal($"/products/{product}?done=pictureRemoved&lang=en", (await producer.Post($"/products/{product}/pictures/{Recorded.PhotoSha256}/remove?lang=en")).Location);
        Assert.DoesNotContain(Recorded.PhotoSha256, (await producer.Get($"/products/{product}?lang=en")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await producer.Get($"/products/{product}/pictures/{Recorded.PhotoSha256}")).Status);
    }

    public static TheoryData<string, string, string> Pictures => new()
    {
        { "none", "", "Choose a file" },
        { "a paper", Recorded.Paper, "as a JPEG or PNG file" },
        { "cut off", Recorded.Photo[..^99], "damaged or cut short" },
        { "of too many pixels", Recorded.Huge, "too many pixels" },
        { "too large", Recorded.Photo + new string('x', 2 << 20), "at most 2 MiB" },
    };

    [Theory]
    [MemberData(nameof(Pictures))]
    public async Task A_file_that_is_no_picture_for_shoppers_is_refused_at_its_field_and_nothing_changes(string why, string content, string told)
    {
        await using var house = await OpenHouse.Open();
        var product = await house.Rice("Mill");
        using var producer = await house.Staffed("Mill", Role.Producer, "ami");
        await producer.Get($"/products/{product}");
        var before = house.Acts();
        var refused = await producer.Post($"/products/{product}/pictures?lang=en", ("picture@file", content));
        Assert.True((int)refused.Status is >= 400 and < 500, why);
        Assert.Contains(told, refused.Text.Split("id=\"picture-fault\">")[1].Split('<')[0], StringComparison.Ordinal);
        Assert.Equal(before, house.Acts());
    }

    public static TheoryData<string, string, string> Files => new()
    {
        { "none", "", "Choose a file" },
        { "no PNG", "GIF89a", "as a PNG file" },
        { "cut off", Recorded.Artwork[..^9], "damaged" },
        { "too large", Recorded.Artwork + new string('x', 1 << 20), "at most 1 MiB" },
        { "a picture of a phone", Recorded.Artwork + new string('x', 9 << 20), "at most 1 MiB" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_that_is_no_artwork_is_refused_at_its_field_and_nothing_changes(string why, string content, string told)
    {
        await using var house = await OpenHouse.Open();
        var product = await house.Rice("Mill");
        using var producer = await house.Staffed("Mill", Role.Producer, "ami");
        await producer.Get($"/products/{product}");
        var before = house.Acts();
        var refused = await producer.Post($"/products/{product}/artwork?lang=en", ("artwork@file", content));
        Assert.Equal((why, HttpStatusCode.BadRequest), (why, refused.Status));
        Assert.Contains(told, refused.Text.Split("id=\"artwork-fault\">")[1].Split('<')[0], StringComparison.Ordinal);
        Assert.Contains("value=\"Millet 5 kg\"", refused.Text, StringComparison.Ordinal);
        Assert.Equal(before, house.Acts());
    }
}
