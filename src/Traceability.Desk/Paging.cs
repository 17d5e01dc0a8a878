using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Traceability.Pages.Doors;

namespace Traceability.Desk;

/// <summary>One page of a list, and where the next one begins.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">At most <c>limit</c> of them, oldest first.</param>
/// <param name="Next">Give it as <c>after</c> to get the next page; none on the last.</param>
public sealed record PageOf<T>(IReadOnlyList<T> Items, Guid? Next);

/// <summary>Cuts lists into pages by identity, which grows with time: no page shifts while others write.</summary>
internal static class Paging
{
    public const int LimitMax = 200;

    /// <summary>The page, or why there is none.</summary>
    public static IResult Reply<T>((PageOf<T>? Page, Problem? Problem) answer) => answer.Page is { } page ? TypedResults.Ok(page) : answer.Problem!;

    /// <summary>The page after an identity, or the problem with the limit asked for.</summary>
    public static async Task<(PageOf<TItem>? Page, Problem? Problem)> Page<TRow, TItem>(
        this IQueryable<TRow> rows, Expression<Func<TRow, Guid>> id, Guid? after, int? limit, Func<TRow, TItem> item, CancellationToken cancellation)
    {
        var take = limit ?? 50;
        if (take is < 1 or > LimitMax)
            return (null, Problem.BadInput("limit", $"Ask for 1 to {LimitMax} at a time.", zh: $"一次要 1 到 {LimitMax} 项。"));

        var idOf = id.Compile();
        if (after is { } start)
        {
            // Guid has no operator > in C#, but SQL compares it: the expression is built by hand.
            var compare = Expression.Call(id.Body, nameof(Guid.CompareTo), null, Expression.Constant(start));
            rows = rows.Where(Expression.Lambda<Func<TRow, bool>>(Expression.GreaterThan(compare, Expression.Constant(0)), id.Parameters));
        }

        var found = await rows.OrderBy(id).Take(take + 1).ToListAsync(cancellation);
        var page = found.Take(take).ToList();
        return (new PageOf<TItem>([.. page.Select(item)], found.Count > take ? idOf(page[^1]) : null), null);
    }
}
