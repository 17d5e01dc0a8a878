namespace Traceability.Pages.Maps;

/// <summary>The look of maps: lines keep their width at any scale, and every kind of shape differs by its line, not by its colour alone.</summary>
public static class MapStyle
{
    /// <summary>The rules, for a page that shows a map.</summary>
    public const string Css = """
        .map{max-width:36rem;margin-top:1rem}.map svg{display:block;width:100%;height:auto;color:var(--i)}.map>svg{border:1px solid var(--r);border-radius:.5rem}
        .map path,.map circle,.map line{vector-effect:non-scaling-stroke;stroke-width:2}
        .map .zone{fill:var(--a);fill-opacity:.1;stroke:var(--a);stroke-dasharray:7 4}.map .plot{fill:var(--w);fill-opacity:.3;stroke:var(--w)}.map .neighbour{fill:none;stroke:var(--m)}.map .cell{fill:var(--m);fill-opacity:.25;stroke:var(--m);stroke-dasharray:1 3}
        .map .spot{fill:var(--p);stroke:var(--i)}.map .ring{fill:none;stroke:var(--w)}
        .map text{font-size:22px;fill:var(--i);stroke:var(--p);stroke-width:5px;paint-order:stroke}.map .rule{stroke:var(--i);stroke-width:3}.map figcaption{font-size:.9375rem;color:var(--m);margin-top:.375rem}

        """;
}
