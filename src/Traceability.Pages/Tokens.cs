namespace Traceability.Pages;

/// <summary>The look of every page: paper and ink, one accent, the reader's own fonts with Chinese ones behind them, light and dark, from 320 px up.</summary>
internal static class Tokens
{
    // Ink, dim and warning text keep 4.5:1 on paper in both schemes; a page sets the accent pair --l and --d.
    internal const string Css = """
        :root{color-scheme:light dark;--p:#faf8f2;--i:#211f1b;--m:#635d54;--r:#ddd6c6;--w:#a5281d;--a:var(--l)}
        @media(prefers-color-scheme:dark){:root{--p:#171613;--i:#ece7dc;--m:#a9a295;--r:#3b372f;--w:#ff9f92;--a:var(--d)}}
        *{box-sizing:border-box;margin:0}
        body{background:var(--p);color:var(--i);font:1.0625rem/1.6 system-ui,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;overflow-wrap:anywhere}
        h1,h3,.n h2{font-family:Georgia,"Songti SC","Noto Serif CJK SC","Microsoft YaHei",serif;line-height:1.25}
        h1{font-size:clamp(2.4rem,9vw,3.75rem)}
        h2{font-size:.9375rem;color:var(--a);letter-spacing:.08em;margin-bottom:.75rem}
        small,dt{font-size:.9375rem;color:var(--m)}
        a{color:inherit;text-underline-offset:.2em}
        :focus-visible{outline:3px solid;outline-offset:3px}
        header,.in{max-width:62rem;margin:auto;padding:1rem 1.25rem}
        header{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:0 1.5rem}
        header b{margin-left:-.5rem}nav{margin-right:-.5rem}header a{display:inline-block;padding:.25rem .5rem}header b a,nav [aria-current]{font-weight:700;text-decoration:none}
        button,.go{display:inline-block;font:inherit;font-weight:600;color:var(--p);background:var(--a);border:0;border-radius:.5rem;padding:.625rem 1.25rem;text-decoration:none;cursor:pointer}

        """;

    /// <summary>The rule that sets the accent of light and of dark pages.</summary>
    internal static string Accent(string light, string dark) => $":root{{--l:{light};--d:{dark}}}";
}
