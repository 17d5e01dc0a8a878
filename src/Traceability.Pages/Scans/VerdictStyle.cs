namespace Traceability.Pages.Scans;

/// <summary>What a verdict page looks like beyond the shared tokens.</summary>
internal static class VerdictStyle
{
    internal const string Css = """
        .demo{background:#f3d35b;color:#211f1b;text-align:center;padding:.5rem 1rem;font-weight:700}
        .v,.n{background:var(--l);color:#fffdf6}
        .n{background:#3d1210}
        .n h2{font-size:clamp(2.4rem,9vw,3.75rem);color:inherit;letter-spacing:0;margin:0 0 .5rem}
        .v .in,.n .in{padding-block:2rem 2.25rem;display:grid;gap:1rem 3rem;align-items:center}
        .v p+p,.n p+p{margin-top:.5rem}
        .v .lead{font-size:1.25rem;margin:.5rem 0 1rem}
        .v small{color:inherit}
        .s{width:6.5rem;height:6.5rem;fill:none;stroke:currentColor;stroke-width:3;stroke-linejoin:round}.t{stroke-width:1}.b{stroke-width:5;stroke-linecap:round}
        .v button,.v .go{background:#fffdf6;color:var(--l);margin:.75rem .75rem 0 0}
        .f section{break-inside:avoid;padding:1.5rem 0;border-top:1px solid var(--r)}
        h3{font-size:1.375rem;margin-bottom:.25rem}
        dl{display:grid;align-items:baseline;grid-template-columns:minmax(5em,max-content) 1fr;gap:.25rem 1rem;margin-top:.5rem}dd{margin:0}
        article+article{margin-top:1.5rem}
        .ok,.no{font-weight:700}.no{color:var(--w)}
        article small{display:block}article small::first-letter,.n p::first-letter{text-transform:uppercase}
        .map{display:block;width:100%;max-height:16rem;margin:1rem 0 .5rem}
        .z{fill:var(--a);fill-opacity:.14;stroke:var(--a);stroke-width:1.5}.c{fill:var(--i);fill-opacity:.3;stroke:var(--i)}
        .p img{width:8rem;height:6rem;object-fit:contain;background:#fff;margin:.5rem .5rem 0 0}
        ul{padding-left:1.2em}
        .tel .go{margin:0 .75rem .5rem 0}
        .code{font:600 1.125rem/1.6 ui-monospace,monospace}
        @media(max-width:49.9rem){.f section:first-child{border:0}}
        @media(min-width:50rem){.v .in,.n .in{grid-template-columns:auto 1fr;padding-block:3.5rem}.s{width:13rem;height:13rem}.f{columns:2;column-gap:4rem}}

        """;
}
