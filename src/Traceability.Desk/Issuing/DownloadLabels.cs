using Traceability.Codes;
using Traceability.Desk.Access;
using Traceability.Labels;
using Traceability.Labels.Forms;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Codes;

namespace Traceability.Desk.Issuing;

/// <summary>Turns codes into what is printed: the press CSV of a whole batch, streamed, and SVG labels of a small run. Each download is an act, recorded before the first byte leaves.</summary>
internal static class DownloadLabels
{
    private const int SvgCountMax = 1000;

    public static void Map(IEndpointRouteBuilder api)
    {
        // A hundred million rows take minutes, and a slow line longer: cut at the usual limit, the file would look whole.
        api.MapGet("/batches/{id:guid}/labels.csv", Csv).For(Role.Producer).Produces(StatusCodes.Status200OK, contentType: "text/csv").DisableRequestTimeout();
        api.MapGet("/batches/{id:guid}/labels.svg", Svg).For(Role.Producer).Produces(StatusCodes.Status200OK, contentType: "application/zip");
    }

    private static async Task<IResult> Csv(
        Guid id, Caller caller, HttpContext context, Store store, KeyShelf keys, LabelUri address, TimeProvider clock, CancellationToken cancellation,
        long from = 1, long count = int.MaxValue)
    {
        if (count < 1)
            return Problem.BadInput("count", "Ask for at least one label.");
        var (run, problem) = await PrintRun.TakeOut(store, caller, id, from, count, "csv", clock.GetUtcNow(), null, cancellation);
        if (run is null)
            return problem!;

        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"labels-{id}-{run.First}.csv\"";
        context.Response.Headers.CacheControl = "no-store";
        await LabelFile.Write(context.Response.BodyWriter, new PressCsv(ContentOf(run, address), run.Product.Name), run.First, run.Count, SealOf(run, keys), cancellation);
        return Results.Empty;
    }

    private static async Task<IResult> Svg(
        Guid id, Caller caller, HttpContext context, Store store, KeyShelf keys, LabelUri address, TimeProvider clock, CancellationToken cancellation,
        long from = 1, long count = 40, double widthMm = 40, double heightMm = 30)
    {
        if (count is < 1 or > SvgCountMax)
            return Problem.BadInput("count", $"Ask for 1 to {SvgCountMax} labels.");
        if (!LabelSize.TryCreate(widthMm, heightMm, out var size))
            return Problem.BadInput("widthMm", $"A label is {LabelSize.LeastWidthMillimetres} × {LabelSize.LeastHeightMillimetres} to {LabelSize.MostMillimetres} mm.");
        LabelPlan? plan = null;
        var (run, problem) = await PrintRun.TakeOut(store, caller, id, from, count, "svg", clock.GetUtcNow(), run =>
        {
            var planning = LabelPlan.For(ContentOf(run, address), new LabelWish { Size = size });
            plan = (planning as LabelPlanning.Planned)?.Plan;
            return planning is LabelPlanning.ModulesTooSmall small
                ? new Problem(StatusCodes.Status422UnprocessableEntity, "modulesTooSmall",
                    $"At this size a module would be {small.ModuleMillimetres:0.00} mm; {small.LeastMillimetres} mm are needed. Choose a larger label.", "widthMm")
                : null;
        }, cancellation);
        if (run is null)
            return problem!;
        context.Response.ContentType = LabelFormFacts.MediaType(LabelFormKind.Svg);
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"labels-{id}-{run.First}.zip\"";
        await LabelFile.Write(context.Response.BodyWriter, LabelZip.OfSvg(plan!), run.First, run.Count, SealOf(run, keys), cancellation);
        return Results.Empty;
    }

    private static SealRange SealOf(PrintRun run, KeyShelf keys) =>
        (first, number, ascii) => keys.Seal.SealRange(run.Batch.KeySymbol, run.Batch.Number, first, number, ascii);

    private static LabelContent ContentOf(PrintRun run, LabelUri address) => new()
    {
        UrlPrefix = GtinOf(run) is { } gtin ? address.PrefixFor(gtin) : address.Prefix,
        RightName = run.Right.Title,
        RightNumber = run.RightNumber,
        ProductName = run.Product.Name,
        ProducerName = run.Producer,
        Uscc = run.Uscc,
        Lot = run.Lot,
        IsDemonstration = run.IsDemonstration,
    };

    private static Gtin? GtinOf(PrintRun run) => Gtin.TryParse(run.Product.Gtin, out var gtin) ? gtin : null;
}
