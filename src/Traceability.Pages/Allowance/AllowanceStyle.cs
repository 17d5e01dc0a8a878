namespace Traceability.Pages.Allowance;

/// <summary>The look of pages about allowance, beside that of the desk.</summary>
internal static class AllowanceStyle
{
    internal const string Css = """
        .left b{font-size:1.75rem;font-variant-numeric:tabular-nums}.sum{max-width:26rem;grid-template-columns:1fr auto}main h3{margin-top:1.5rem}
        .unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.pair{display:flex;flex-wrap:wrap;gap:.5rem}.wide table{width:max-content;min-width:100%}.num,td button,th[scope=col],.mark{white-space:nowrap}td:last-child{max-width:24rem}
        @media(max-width:40rem){.wide .cards{width:100%;min-width:0}.cards thead{display:none}.cards :is(tbody,tfoot,tr,th){display:block}.cards tr{padding:.75rem 0;border-bottom:1px solid var(--r)}.cards :is(th,td){border:0;padding:.125rem 0;white-space:normal}.cards td{display:flex;justify-content:space-between;gap:1rem;max-width:none}.cards td::before{content:attr(data-name);color:var(--m)}}

        """;
}
