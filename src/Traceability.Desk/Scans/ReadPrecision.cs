using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Scans;
using Traceability.Storage;

namespace Traceability.Desk.Scans;

/// <summary>Tells how often each rule was right, brand by brand: confirmed over all that was decided.</summary>
internal static class ReadPrecision
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/alerts/precision", List).For(Everyone.Readers)
        .WithSummary("Tells for each brand and cause how many alerts were confirmed, explained or voided.").Produces<PageOf<PrecisionReply>>();

    private static async Task<IResult> List(Guid? after, int? limit, Caller caller, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.AlertScope());
        var decided = from alert in await db.AlertsFor(caller, cancellation)
                      where alert.State == AlertState.Confirmed || alert.State == AlertState.Explained || alert.State == AlertState.Voided
                      join batch in db.Batches on alert.BatchId equals batch.Id
                      join lot in db.Lots on batch.LotId equals lot.Id
                      join product in db.Products on lot.ProductId equals product.Id
                      select new { Brand = product.TrademarkId ?? product.Id, alert.Cause, alert.State };
        var (page, problem) = await decided.Select(alert => alert.Brand).Distinct().Page(brand => brand, after, limit, brand => brand, cancellation);
        if (page is null)
            return problem!;

        var counts = (await decided.Where(alert => page.Items.Contains(alert.Brand)).GroupBy(alert => alert)
            .Select(same => new { same.Key.Brand, same.Key.Cause, same.Key.State, Count = same.LongCount() }).ToListAsync(cancellation)).ToLookup(count => count.Brand);
        var marks = await db.Rights.Where(right => page.Items.Contains(right.Id)).ToDictionaryAsync(right => right.Id, right => right.Title, cancellation);
        var products = await db.Products.Where(product => page.Items.Contains(product.Id)).ToDictionaryAsync(product => product.Id, product => product.Name, cancellation);
        return TypedResults.Ok(new PageOf<PrecisionReply>(
        [
            .. page.Items.Select(brand => new PrecisionReply(
                products.ContainsKey(brand) ? null : brand, marks.GetValueOrDefault(brand), products.ContainsKey(brand) ? brand : null, products.GetValueOrDefault(brand),
                [.. counts[brand].GroupBy(count => count.Cause).OrderBy(cause => cause.Key).Select(cause => RulePrecision.Of(cause.Key, state => cause.Where(count => count.State == state).Sum(count => count.Count)))])),
        ], page.Next));
    }
}

/// <summary>How often the rules were right about one brand.</summary>
/// <param name="TrademarkId">Its trademark; left out for a product without one.</param>
/// <param name="Trademark">The trademark's title.</param>
/// <param name="ProductId">The product, when it bears no trademark.</param>
/// <param name="Product">The product's name.</param>
/// <param name="Rules">Rule by rule, those that told anything that was decided.</param>
public sealed record PrecisionReply(Guid? TrademarkId, string? Trademark, Guid? ProductId, string? Product, IReadOnlyList<RulePrecision> Rules);

/// <summary>How often one rule was right.</summary>
/// <param name="Cause">The rule.</param>
/// <param name="Confirmed">Alerts that an officer confirmed.</param>
/// <param name="Explained">Alerts that had an honest explanation, those that fitted a remembered pattern among them.</param>
/// <param name="Voided">Alerts whose evidence came in a flood.</param>
/// <param name="Precision">Confirmed over all three, 0 to 1.</param>
public sealed record RulePrecision(AlertCause Cause, long Confirmed, long Explained, long Voided, double Precision)
{
    internal static RulePrecision Of(AlertCause cause, Func<AlertState, long> count)
    {
        var (confirmed, explained, voided) = (count(AlertState.Confirmed), count(AlertState.Explained), count(AlertState.Voided));
        return new(cause, confirmed, explained, voided, Math.Round((double)confirmed / (confirmed + explained + voided), 4));
    }
}
