using System.Net;
using System.Text.RegularExpressions;
using Traceability.Stories.People;

namespace Traceability.Stories.Sweep;

/// <summary>Follows every link of the desk's pages from its first one, a few of each kind, as whoever signed in.</summary>
internal static partial class Crawl
{
    private const int OfOneKindMax = 3;

    /// <summary>The pages that somebody reaches, by their addresses without the language.</summary>
    public static async Task<Dictionary<string, string>> From(DeskBrowser person)
    {
        var (pages, kinds, open) = (new Dictionary<string, string>(), new Dictionary<string, int>(), new Queue<string>(["/"]));
        while (open.TryDequeue(out var path))
        {
            var kind = KindOf(path);
            if (pages.ContainsKey(path) || kinds.GetValueOrDefault(kind) >= OfOneKindMax)
                continue;
            kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
            var page = await person.Get(path);
            Assert.True(page.Status == HttpStatusCode.OK, $"A link leads to {path}, which answers {(int)page.Status}.");
            if (!page.Text.StartsWith("<!DOCTYPE html>", StringComparison.Ordinal))
                continue;
            pages[path] = page.Text;
            foreach (Match link in Links().Matches(page.Text))
                open.Enqueue(Plain(link));
        }

        return pages;
    }

    /// <summary>The address with what names one thing among its like taken out, and without a query.</summary>
    public static string KindOf(string path) => Identity().Replace(path.Split('?')[0], "*");

    /// <summary>The addresses to which the forms of a page are sent.</summary>
    public static IEnumerable<string> FormsOf(string page) => Forms().Matches(page).Select(Plain);

    // Without the language and the place on the page.
    private static string Plain(Match address) => Language().Replace(WebUtility.HtmlDecode(address.Groups[1].Value).Split('#')[0], "").TrimEnd('?', '&');

    [GeneratedRegex("<a [^>]*?href=\"(/(?!openapi)[^\"]*)\"")]
    private static partial Regex Links();

    [GeneratedRegex("<form method=\"post\" action=\"([^\"]+)\"")]
    private static partial Regex Forms();

    [GeneratedRegex("(?<=[?&])lang=(zh|en)&?")]
    private static partial Regex Language();

    [GeneratedRegex("(?<=/)([0-9a-f]{8}-[0-9a-f-]{27}|[0-9A-Z]{20}|[0-9A-Z]{5}(-[0-9A-Z]{5}){3}|[0-9]+)(?=/|$|\\.)")]
    private static partial Regex Identity();
}
