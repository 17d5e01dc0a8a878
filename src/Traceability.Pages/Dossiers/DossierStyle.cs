using System.Globalization;
using System.Text;
using Traceability.Pages.Maps;

namespace Traceability.Pages.Dossiers;

/// <summary>What a dossier looks like beyond the desk's own rules: on a screen, and on paper with who read it, what and when at the head of every sheet.</summary>
internal static class DossierStyle
{
    private const string Css = """
        main .code{font:600 1.25rem/1.5 ui-monospace,monospace}
        .says{border:2px solid var(--r);border-radius:.75rem;padding:1rem 1.25rem;margin-top:1.25rem;max-width:40rem}.says p:first-child{margin:0;font-size:1.375rem;font-weight:700}
        article{margin-top:1.5rem}article h3{font-size:1.25rem}
        .paper{display:block;max-width:min(100%,24rem);max-height:28rem;border:1px solid var(--r);margin-top:1rem}
        .wide table{min-width:34rem}
        @media print{:root{--p:#fff;--i:#000;--m:#444;--r:#999;--a:#000;--w:#000}header,.way,.acts,nav{display:none}body{font-size:10.5pt}main h1{font-size:20pt}main h2{margin:1.25rem 0 .25rem}.in{padding:0}tr,.says,.map,.paper{break-inside:avoid}h2,h3,caption{break-after:avoid}.wide{overflow:visible}.wide table{min-width:0}main p{max-width:none}}

        """;

    /// <summary>The rules, with what stands at the head of every printed sheet.</summary>
    public static string Of(string head) => $"{Css}{MapStyle.Css}@page{{margin:20mm 15mm 15mm;@top-left{{content:{Quoted(head)};font:9pt sans-serif}}@bottom-right{{content:counter(page) \" / \" counter(pages);font:9pt sans-serif}}}}\n";

    // CSS Syntax 3, §4.3.7: every symbol may be written as its number, and then none ends the string or the style.
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
            quoted.Append(CultureInfo.InvariantCulture, $"\\{rune.Value:X} ");
        return quoted.Append('"').ToString();
    }
}
