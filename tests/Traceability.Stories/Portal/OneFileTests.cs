namespace Traceability.Stories.Portal;

/// <summary>Of several files where one is meant none is kept: nobody could tell which it was.</summary>
public sealed class OneFileTests
{
    [Fact]
    public async Task Several_files_for_one_are_refused_at_their_field_and_nothing_is_kept()
    {
        await using var desk = await MillDesk.Open();
        var mark = await desk.Village.Producer.Make("/api/v1/rights", new { kind = "Trademark", number = "91298150", title = "辽河口", holderPartyId = desk.Village.Mill, niceClass = 30, expiresOn = "2030-01-01" });
        foreach (var (path, field, file) in (IEnumerable<(string, string, string)>)
        [
            ($"/rights/{mark}/certificate", "certificate", Recorded.Paper),
            ($"/products/{desk.Village.Product}/artwork", "artwork", Recorded.Artwork),
            ($"/products/{desk.Village.Product}/pictures", "picture", Recorded.Photo),
            ("/parties/import", "file", $"name,uscc,kind\n甲,{Recorded.Uscc},producer"),
        ])
        {
            await desk.Refused($"{path}?lang=zh", field, "这里只收一个文件，请只选一个。", "<h1>", ($"{field}@one", file), ($"{field}@other", file));
            await desk.Refused($"{path}?lang=en", field, "Only one file is taken here: choose one alone.", "<h1>", ($"{field}@one", file), ($"{field}@other", $"{file} "));
            await desk.Refused($"{path}?lang=en", field, "Choose a file.", "<h1>", ($"{field}@none", ""), ($"{field}@nothing", ""));
        }

        const string corners = "121.85, 40.85";
        foreach (var step in (string[])["look", "measure", "record"])
            await desk.Refused("/plots/new?lang=en", "file", "Only one file", corners, ("step", step), ("corners", corners), ("file@one.geojson", "{}"), ("file@other.geojson", "{}"));
    }
}
