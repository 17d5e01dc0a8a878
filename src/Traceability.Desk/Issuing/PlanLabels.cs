using System.Text.Json.Nodes;
using Traceability.Desk.Access;
using Traceability.Labels;
using Traceability.Labels.Forms;
using Traceability.Labels.Qr;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Traceability.Desk.Issuing.LabelPlanReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Issuing;

/// <summary>Tells how labels would come out before any is printed. No code is read out.</summary>
internal static class PlanLabels
{
    private static readonly PlainWords NoSize = new("这种形状做到 300 毫米也放不下。", "No label of this shape up to 300 mm does.");

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/batches/{id:guid}/labels/plan", Show).For(Everyone.Printers).WithSummary("Tells how labels would come out before any is printed.");

    private static async Task<Reply> Show(Guid id, [AsParameters] LabelQuery query, Caller caller, Store store, LabelPress press, CancellationToken cancellation)
    {
        // The one form that lies on sheets, so that all that can be asked of any form can be planned.
        var (order, bad) = query.Read(LabelFormKind.Pdf);
        if (order is null)
            return bad!;
        await using var db = store.Read(caller.Scope);
        var (run, problem) = await PrintRun.Find(db, id, order.From, order.Count, cancellation);
        if (run is null)
            return problem!;
        var (plan, refused) = press.Plan(run, order.Wish);
        return plan is null ? refused! : TypedResults.Ok(LabelPlanReply.Of(plan));
    }

    /// <summary>The plan, or what is wrong with the wish and which size would do.</summary>
    public static (LabelPlan? Plan, Problem? Problem) Plan(LabelContent content, LabelWish wish) => LabelPlan.For(content, wish) switch
    {
        LabelPlanning.Planned planned => (planned.Plan, null),
        LabelPlanning.ModulesTooSmall small => (null, Refuse("modulesTooSmall",
            new($"这个尺寸下，二维码的小方块只有 {small.ModuleMillimetres:0.###} 毫米，至少要 {small.LeastMillimetres:0.###} 毫米才扫得出。",
                $"At this size a module would be {small.ModuleMillimetres:0.###} mm; {small.LeastMillimetres:0.###} mm are needed."), small.Smallest, new JsonObject
                {
                    ["moduleMm"] = Math.Round(small.ModuleMillimetres, 3),
                    ["leastModuleMm"] = small.LeastMillimetres,
                })),
        LabelPlanning.TextDoesNotFit cut => (null, Refuse("textDoesNotFit", new($"这个尺寸放不下“{cut.Text}”。", $"“{cut.Text}” would be cut at this size."), cut.Smallest, new JsonObject { ["text"] = cut.Text })),
        _ => (null, new Problem(StatusCodes.Status422UnprocessableEntity, "addressTooLong", "The address of the public door is too long for the symbol of a label: the operator must choose a shorter one.") { Zh = "查验网址太长，放不进标签的二维码：请运营方换一个短的。" }),
    };

    private static Problem Refuse(string code, PlainWords fault, LabelSize? smallest, JsonObject more)
    {
        if (smallest is not null)
            (more["smallestWidthMm"], more["smallestHeightMm"]) = (smallest.WidthHundredths / 100m, smallest.HeightHundredths / 100m);
        var size = smallest is null ? "" : $"{smallest.WidthHundredths / 100m} × {smallest.HeightHundredths / 100m}";
        var remedy = smallest is null ? NoSize : new($"同样形状最小要 {size} 毫米。", $"The smallest label of this shape that does is {size} mm.");
        return new Problem(StatusCodes.Status422UnprocessableEntity, code, $"{fault.En} {remedy.En}", "widthMm") { Zh = fault.Zh + remedy.Zh, More = more };
    }
}

/// <summary>How labels would come out.</summary>
/// <param name="Version">The version of the symbol, 2 to 6.</param>
/// <param name="Level">Its error correction.</param>
/// <param name="DotsPerModule">Whole dots on each side of a module.</param>
/// <param name="ModuleMm">The side of a module in millimetres.</param>
/// <param name="WidthDots">The width of a label in dots.</param>
/// <param name="HeightDots">Its height.</param>
/// <param name="Lines">Every line of text that is the same on all labels.</param>
/// <param name="LeftOut">Texts that are cut at this size, or do not stand on the label at all.</param>
public sealed record LabelPlanReply(int Version, QrLevel Level, int DotsPerModule, double ModuleMm, int WidthDots, int HeightDots, IReadOnlyList<string> Lines, IReadOnlyList<string> LeftOut)
{
    internal static LabelPlanReply Of(LabelPlan plan) => new(
        plan.Symbol.Version, LabelMediumRule.Level(plan.Wish.Medium), plan.DotsPerModule, Math.Round(plan.ModuleMillimetres, 3), plan.Width, plan.Height, [.. plan.Lines.Select(line => line.Text)], plan.LeftOut);
}
