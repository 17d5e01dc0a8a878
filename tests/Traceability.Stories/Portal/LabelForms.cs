using Traceability.Stories.People;

namespace Traceability.Stories.Portal;

/// <summary>How each form from lot to label is sent with success by somebody of the mill who did not issue over the API.</summary>
internal static class LabelForms
{
    /// <summary>A batch of more waits for a second person.</summary>
    public const int FourEyesAbove = 1_500;

    public static Dictionary<string, Func<OpenHouse, DeskBrowser, Task<(string Path, (string, string)[] Fields)>>> All { get; } = new()
    {
        ["POST /lots/new"] = async (house, mill) =>
        {
            var (village, _) = await Mill(house, mill);
            return ("/lots/new", [("productId", $"{village.Product}"), ("holding", $"{village.Season} {village.Mill}"), ("name", "L"), ("grams", "50")]);
        },
        ["POST /lots/{id:guid}/issue"] = async (house, mill) => ($"/lots/{(await Mill(house, mill)).Lot}/issue", [("key", "k"), ("count", "10")]),
        ["POST /batches/{id:guid}/approval"] = async (house, mill) => ($"/batches/{await Batch(house, mill, FourEyesAbove + 1)}/approval", [("agree", "yes")]),
        ["POST /batches/{id:guid}/labels"] = async (house, mill) => ($"/batches/{await Batch(house, mill, 40)}/labels", [.. LabelPageTests.Usual.Where(one => one.Name != "form"), ("form", "Csv")]),
        ["POST /batches/ranges"] = async (house, mill) =>
            ($"/batches/ranges?batch={await Batch(house, mill, 40)}", [("first", "1"), ("last", "40"), ("state", "Activated"), ("reason", ""), ("act", "change")]),
        ["POST /batches/{id:guid}/stock"] = async (house, mill) =>
            ($"/batches/{await Batch(house, mill, 40)}/stock", [("first", "1"), ("last", "40"), ("applied", "40"), ("spoiled", "0"), ("destroyed", "0"), ("inStock", "0")]),
        ["POST /batches/{id:guid}/rolls/new"] = async (house, mill) => ($"/batches/{await Batch(house, mill, 40)}/rolls/new", [("name", "卷 1"), ("first", "1"), ("last", "40")]),
        ["POST /batches/{id:guid}/reprints/new"] = async (house, mill) =>
            ($"/batches/{await Batch(house, mill, 40)}/reprints/new", [("form", "Pdf"), ("first", "1"), ("last", "2"), ("reason", "卡纸")]),
        ["POST /print-jobs/{id:guid}/cancel"] = async (house, mill) => ($"/print-jobs/{await Job(house, mill)}/cancel", []),
        ["POST /print-jobs/{id:guid}/parts/{number:int}"] = async (house, mill) => ($"/print-jobs/{await Job(house, mill)}/parts/1", []),
    };

    private static async Task<(Village Village, Guid Lot)> Mill(OpenHouse house, DeskBrowser mill)
    {
        var village = await Village.Settle(house);
        await village.Transfer(20_000_000);
        await mill.Get("/");
        await mill.Post("/tenant", ("tenantId", $"{await house.IdOf("Mill")}"));
        return (village, await village.MakeLot("A", 10_000_000));
    }

    private static async Task<Guid> Batch(OpenHouse house, DeskBrowser mill, int count)
    {
        var (village, lot) = await Mill(house, mill);
        return await village.Issue(lot, count, "form");
    }

    private static async Task<Guid> Job(OpenHouse house, DeskBrowser mill)
    {
        var (village, lot) = await Mill(house, mill);
        return await village.PrintJob(new { batchId = await village.Issue(lot, 40, "form"), form = "Svg" });
    }
}
