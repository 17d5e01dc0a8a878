namespace Traceability.Pages.People;

/// <summary>The look of the desk's pages: one calm column, fields as wide as a phone, tables that scroll by themselves.</summary>
internal static class DeskStyle
{
    internal static readonly string Css = """
        main h1{font-size:clamp(1.9rem,7vw,2.75rem)}
        main h2{margin:2.5rem 0 .75rem}
        main p,main ul{max-width:40rem;margin-top:1rem}
        .bad,.done{border-inline-start:.375rem solid var(--w);padding:.5rem 1rem;font-weight:600}.done{border-color:var(--a)}
        .form{display:grid;gap:1rem;max-width:26rem;margin-top:1.25rem}
        .form div{display:grid;gap:.25rem}
        .form label{font-weight:600}
        .form input,.form select{width:100%;font:inherit;padding:.625rem .875rem;color:var(--i);background:var(--p);border:2px solid var(--m);border-radius:.5rem}
        .form [aria-invalid]{border-color:var(--w)}
        .form em{font-style:normal;color:var(--w)}
        button{justify-self:start}
        .quiet{color:var(--i);background:transparent;border:2px solid var(--m);padding:.375rem 1rem}
        .list{list-style:none;padding:0}
        .list li{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:.5rem 1.5rem;padding:.75rem 0;border-bottom:1px solid var(--r)}
        .link{font:1rem/1.5 ui-monospace,monospace;user-select:all}

        """ + Tokens.Accent("#2b4f7c", "#9fc1ea");
}
