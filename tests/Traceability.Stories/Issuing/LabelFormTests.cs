using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Traceability.Labels.Ink;
using Traceability.Storage.Access;
using Traceability.Stories.Acts;
using Traceability.Stories.Desk;

namespace Traceability.Stories.Issuing;

/// <summary>What a producer gets who asks for labels to print on what he has: an office printer, a thermal one, a press.</summary>
public sealed class LabelFormTests
{
    private const string DejaVu = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";

    [Fact]
    public async Task Every_form_carries_every_code_of_the_run_in_order()
    {
        await using var house = await OpenHouse.Open();
        var (village, batch) = await Issued(house, 41);
        SkipWithoutFont();
        var addresses = (await village.Codes(batch, 1, 41)).Select(code => $"HTTPS://ZY.EXAMPLE.CN/{code}").ToList();

        foreach (var form in (string[])["zpl", "tspl"])
        {
            var commands = Encoding.Latin1.GetString(await village.Producer.GetFile($"/api/v1/batches/{batch}/labels.{form}?count=41&dpi=300"));
            Assert.Equal(addresses, Regex.Matches(commands, "HTTPS://ZY.EXAMPLE.CN/[0-9A-Z]{20}").Select(match => match.Value));
        }

        using (var zip = new ZipArchive(new MemoryStream(await village.Producer.GetFile($"/api/v1/batches/{batch}/labels.png?count=41&medium=textile"))))
            Assert.Equal(addresses.Select((address, at) => $"{at + 1:D9}-{address[^20..]}.png"), zip.Entries.Select(entry => entry.FullName));

        var roll = Encoding.Latin1.GetString(await village.Producer.GetFile($"/api/v1/batches/{batch}/labels.pdf?count=41&widthMm=50&heightMm=30"));
        Assert.Equal(41, Regex.Count(roll, "/Type/Page/"));
        Assert.Equal(addresses.Select(address => address[^20..]), Regex.Matches(roll, @"\(([0-9A-Z-]{23})\)Tj").Select(match => match.Groups[1].Value.Replace("-", "")));
    }

    [Fact]
    public async Task A_sheet_that_is_sold_has_labels_of_its_own_size()
    {
        await using var house = await OpenHouse.Open();
        var (village, batch) = await Issued(house, 41);
        SkipWithoutFont();
        var sheets = Encoding.Latin1.GetString(await village.Producer.GetFile($"/api/v1/batches/{batch}/labels.pdf?count=41&sheet=a4-4x10"));
        Assert.Equal((2, 41), (Regex.Count(sheets, "/Type/Page/"), Regex.Count(sheets, "/S Do")));
        Assert.Contains("MediaBox[0 0 595.276 841.89]", sheets);
    }

    [Fact]
    public async Task Every_preset_can_be_asked_for()
    {
        await using var house = await OpenHouse.Open();
        var (village, batch) = await Issued(house, 3);
        SkipWithoutFont();
        var presets = await village.Producer.Get("/api/v1/label-presets");
        foreach (var roll in presets.GetProperty("rolls").EnumerateArray())
            await village.Producer.GetFile($"/api/v1/batches/{batch}/labels.zpl?widthMm={roll.GetProperty("widthMm")}&heightMm={roll.GetProperty("heightMm")}");
        foreach (var sheet in presets.GetProperty("sheets").EnumerateArray())
            await village.Producer.GetFile($"/api/v1/batches/{batch}/labels.pdf?dpi=600&sheet={sheet.GetProperty("name")}");
        Assert.Equal((5, 4), (presets.GetProperty("rolls").GetArrayLength(), presets.GetProperty("sheets").GetArrayLength()));
    }

    [Theory]
    [InlineData("labels.pdf?sheet=a5", HttpStatusCode.BadRequest, "badInput", "sheet")]
    [InlineData("labels.pdf?sheet=a4-4x10&widthMm=99", HttpStatusCode.BadRequest, "badInput", "widthMm")]
    [InlineData("labels.csv?sheet=a4", HttpStatusCode.BadRequest, "badInput", "sheet")]
    [InlineData("labels.svg?sheet=a4-4x10", HttpStatusCode.BadRequest, "badInput", "sheet")]
    [InlineData("labels.png?sheet=a4", HttpStatusCode.BadRequest, "badInput", "sheet")]
    [InlineData("labels.pdf?sheet=a4&widthMm=250", HttpStatusCode.BadRequest, "badInput", "sheet")]
    [InlineData("labels.tspl?dpi=200", HttpStatusCode.UnprocessableEntity, "printerCannot", "dpi")]
    [InlineData("labels.png?widthMm=300&heightMm=300&dpi=1200", HttpStatusCode.UnprocessableEntity, "tooManyDots", "dpi")]
    [InlineData("labels.zpl?widthMm=300&heightMm=300&dpi=600", HttpStatusCode.UnprocessableEntity, "tooManyDots", "dpi")]
    [InlineData("labels.pdf?widthMm=25&heightMm=15&medium=Curved&forShopScanner=true", HttpStatusCode.UnprocessableEntity, "modulesTooSmall", "widthMm")]
    public async Task What_cannot_be_printed_is_refused_with_the_field_and_no_code_leaves(string path, HttpStatusCode status, string code, string field)
    {
        await using var house = await OpenHouse.Open();
        var (_, batch) = await Issued(house, 3);
        using var mill = await house.Client("Mill", Role.Producer);
        var refused = (await mill.Look($"/batches/{batch}/{path}")).Expect(status);
        Assert.Equal((code, field), (refused.Code, refused.Field));
        Assert.Equal(0, house.Count("SELECT count(*) FROM download"));
    }

    // The platform's own reader makes of two names whatever their bits say: once stored, such a form could never be read out again.
    [Fact]
    public async Task Two_forms_in_one_are_none()
    {
        await using var house = await OpenHouse.Open();
        var (_, batch) = await Issued(house, 3);
        using var mill = await house.Client("Mill", Role.Producer);
        foreach (var form in (string[])["Png, Zpl", "Csv,Svg", "6", "", " "])
        {
            var refused = (await mill.Post($"/batches/{batch}/reprints", $$"""{"form":"{{form}}","first":1,"last":3,"reason":"r"}""")).Expect(HttpStatusCode.BadRequest);
            Assert.Equal("form", refused.Field);
            Assert.Equal("form", (await mill.Post("/print-jobs", $$"""{"batchId":"{{batch}}","form":"{{form}}"}""")).Expect(HttpStatusCode.BadRequest).Field);
        }

        (await mill.Look($"/batches/{batch}/reprints")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_font_without_the_characters_of_the_label_draws_none()
    {
        Assert.SkipUnless(File.Exists(DejaVu), $"{DejaVu} is not installed: tests/run installs it.");
        await using var house = await OpenHouse.Open(("Labels:FontFile", DejaVu));
        var (_, batch) = await Issued(house, 3);
        using var mill = await house.Client("Mill", Role.Producer);
        var refused = (await mill.Look($"/batches/{batch}/labels.pdf")).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("characterNotInFont", "U+76D8"), (refused.Code, refused["character"].GetString()));
        (await mill.Look($"/batches/{batch}/labels.svg")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_font_file_that_is_none_stops_the_start_with_a_sentence()
    {
        var file = Path.GetTempFileName();
        try
        {
            var error = await Assert.ThrowsAnyAsync<InvalidDataException>(() => OpenHouse.Open(("Labels:FontFile", file)));
            Assert.StartsWith($"The font file {file} cannot be used.", error.Message);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Few_labels_of_very_many_dots_are_a_job_like_many_labels_of_few()
    {
        await using var house = await OpenHouse.Open();
        var (_, batch) = await Issued(house, 100);
        SkipWithoutFont();
        using var mill = await house.Client("Mill", Role.Producer);
        (await mill.Look($"/batches/{batch}/labels.png?count=100&widthMm=100&heightMm=100&dpi=1200")).Expect(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Artwork_is_printed_as_supplied_and_gone_when_taken_back()
    {
        await using var house = await OpenHouse.Open();
        var (village, batch) = await Issued(house, 3);
        SkipWithoutFont();
        using var mill = await house.Client("Mill", Role.Producer);
        var path = $"/products/{village.Product}/artwork";
        (await mill.Look(path)).Expect(HttpStatusCode.NotFound);

        var kept = (await mill.PutFile(path, DeskDeeds.Artwork())).Expect(HttpStatusCode.OK);
        Assert.Equal((8, 8), (kept["width"].GetInt32(), kept["height"].GetInt32()));
        Assert.Equal(DeskDeeds.Artwork(), await village.Producer.GetFile("/api/v1" + path));
        Assert.Equal(2, Regex.Count(Encoding.Latin1.GetString(await village.Producer.GetFile($"/api/v1/batches/{batch}/labels.pdf?count=1&widthMm=60&heightMm=40")), "/IM true"));

        using var rival = await house.Client("Rival", Role.Producer);
        (await rival.Look(path)).Expect(HttpStatusCode.NotFound);
        (await rival.PutFile(path, DeskDeeds.Artwork())).Expect(HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.NotFound, (await rival.DeleteAsync("/api/v1" + path)).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await mill.DeleteAsync("/api/v1" + path)).StatusCode);
        (await mill.Look(path)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Artwork_that_is_no_plain_PNG_is_refused_and_what_was_kept_stays()
    {
        await using var house = await OpenHouse.Open();
        var (village, _) = await Issued(house, 1);
        using var mill = await house.Client("Mill", Role.Producer);
        var path = $"/products/{village.Product}/artwork";
        (await mill.PutFile(path, DeskDeeds.Artwork())).Expect(HttpStatusCode.OK);
        var acts = house.Acts();

        (await mill.PutFile(path, "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray())).Expect(HttpStatusCode.UnsupportedMediaType);
        (await mill.PutFile(path, [])).Expect(HttpStatusCode.UnsupportedMediaType);
        (await mill.PutFile(path, DeskDeeds.Artwork()[..^20])).Expect(HttpStatusCode.BadRequest);
        (await mill.PutFile(path, [.. DeskDeeds.Artwork(), .. new byte[PngPicture.MostBytes]])).Expect(HttpStatusCode.RequestEntityTooLarge);
        // Two numbers of the header say that the picture has a thousand million dots.
        var huge = DeskDeeds.Artwork();
        (huge[16], huge[17], huge[20], huge[21]) = (0, 0x7F, 0, 0x7F);
        (await mill.PutFile(path, huge)).Expect(HttpStatusCode.BadRequest);

        Assert.Equal(acts, house.Acts());
        Assert.Equal(DeskDeeds.Artwork(), await village.Producer.GetFile("/api/v1" + path));
    }

    private static async Task<(Village Village, Guid Batch)> Issued(OpenHouse house, int count)
    {
        var village = await Village.Settle(house);
        await village.Transfer(10_000_000);
        return (village, await village.Issue(await village.MakeLot("F", 5_000_000), count, "forms"));
    }

    private static void SkipWithoutFont() =>
        Assert.SkipWhen(OutlineFont.FindInstalled() is null, "no Chinese font is installed: tests/run installs fonts-noto-cjk.");
}
