namespace Traceability.Pages.Allowance;

/// <summary>The look of pages about allowance, beside that of the desk.</summary>
internal static class AllowanceStyle
{
    internal const string Css = """
        .left b{font-size:1.75rem;font-variant-numeric:tabular-nums}.sum{max-width:26rem;grid-template-columns:1fr auto}main h3{margin-top:1.5rem}
        .unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.pair{display:flex;flex-wrap:wrap;gap:.5rem}.wide table{width:max-content;min-width:100%}.num,td button,th[scope=col],.mark{white-space:nowrap}td:last-child{max-width:24rem}

        """;
}
