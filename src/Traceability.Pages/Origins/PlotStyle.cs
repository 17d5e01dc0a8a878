using Traceability.Pages.Maps;

namespace Traceability.Pages.Origins;

/// <summary>The look of pages about land, beside that of the desk.</summary>
internal static class PlotStyle
{
    internal const string Css = MapStyle.Css + """
        .maps{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));gap:1.25rem}
        .form textarea{width:100%;font:1rem/1.5 ui-monospace,monospace;padding:.625rem .875rem;color:var(--i);background:var(--p);border:2px solid var(--m);border-radius:.5rem}
        .land{max-width:36rem}.tools{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:.75rem}.tools[hidden]{display:none}.tools button{min-width:2.75rem;min-height:2.75rem}
        .map .grid line{stroke:var(--r);stroke-width:1}.map .grid text{font-size:18px;fill:var(--m)}.drawing .map>svg{cursor:crosshair;touch-action:none}.map .here{fill:var(--a);fill-opacity:.2;stroke:var(--a)}.map .drawn{fill:var(--w);fill-opacity:.3;stroke:var(--w)}.map .corner{fill:var(--w);stroke:var(--p)}
        .measured{border:2px solid var(--a);border-radius:.75rem;padding:.25rem 1.25rem 1.25rem;margin-top:1.25rem}.measured h2{margin-top:1rem}
        .pair{display:flex;flex-wrap:wrap;gap:.75rem}

        """;
}
