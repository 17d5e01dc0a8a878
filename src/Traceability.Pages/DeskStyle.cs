namespace Traceability.Pages;

/// <summary>The look of the desk's pages: one calm column, fields as wide as a phone, tables that scroll by themselves or lie as cards, a row each.</summary>
internal static class DeskStyle
{
    internal static readonly string Css = """
        main h1{font-size:clamp(1.9rem,7vw,2.75rem)}
        main h2{margin:2.5rem 0 .75rem}
        main p,main ul,main ol{max-width:40rem;margin-top:1rem}
        .bad,.done{margin-top:1rem;border-inline-start:.375rem solid var(--w);padding:.5rem 1rem;font-weight:600}.done{border-color:var(--a)}
        .form{display:grid;gap:1rem;max-width:26rem;margin-top:1.25rem}
        .form div{display:grid;gap:.25rem}
        .form label{font-weight:600}
        .form input,.form select,.form textarea{width:100%;font:inherit;padding:.625rem .875rem;color:var(--i);background:var(--p);border:2px solid var(--m);border-radius:.5rem}
        .form .tick{display:flex;gap:.625rem;align-items:center}.form .tick input{width:1.25rem;height:1.25rem;flex:none}
        .form [aria-invalid]{border-color:var(--w)}
        .ticks{display:grid;gap:.5rem;border:0;padding:0}.ticks legend{font-weight:600;margin-bottom:.5rem;padding:0}.form .ticks label{display:flex;gap:.625rem;align-items:baseline;font-weight:400}.form .ticks input{width:auto;flex:none;accent-color:var(--a)}
        .form em{font-style:normal;color:var(--w)}
        button{justify-self:start}
        .quiet{color:var(--i);background:transparent;border:2px solid var(--m);padding:.375rem 1rem}
        .list{list-style:none;padding:0}
        .list li{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:.5rem 1.5rem;padding:.75rem 0;border-bottom:1px solid var(--r)}
        .rooms{list-style:none;padding:0}.rooms li{padding:.75rem 0 .75rem 1rem;border-inline-start:.25rem solid var(--r)}.rooms .next{border-color:var(--a)}.rooms a{font-weight:600;margin-inline-end:.625rem}
        .way{margin-bottom:.5rem;display:flex;flex-wrap:wrap;gap:.25rem 1rem;font-size:.9375rem}.way span{margin-inline-start:auto;color:var(--m)}
        .empty{border:2px dashed var(--r);border-radius:.75rem;padding:.25rem 1.25rem 1.25rem;max-width:40rem;margin-top:1.25rem}
        .facts{display:grid;grid-template-columns:minmax(6rem,auto) 1fr;gap:.375rem 1.25rem;margin-top:1rem}.facts dd{margin:0}
        .sure{border:2px solid var(--a);border-radius:.75rem;padding:.25rem 1.25rem 1.25rem;max-width:40rem;margin-top:1.25rem}.sure h2,.sure form{margin-top:1rem}progress{width:100%;max-width:26rem;accent-color:var(--a)}
        .wide{overflow-x:auto;overflow-wrap:normal;margin-top:1rem}table{border-collapse:collapse;width:100%}th,td{text-align:start;vertical-align:top;padding:.5rem 1rem .5rem 0;border-bottom:1px solid var(--r)}th{font-size:.9375rem;color:var(--m)}.num{text-align:end;font-variant-numeric:tabular-nums}
        .mark{display:inline-block;border:2px solid;border-radius:1rem;padding:0 .625rem;font-size:.9375rem;font-weight:600}.mark.no{color:var(--w)}.mark.yes{color:var(--a)}.mark.wait{color:var(--m);border-style:dashed}
        fieldset{display:grid;gap:1rem;border:2px solid var(--r);border-radius:.75rem;padding:.75rem 1rem 1rem;min-width:0}legend{font-weight:600;padding:0 .375rem}
        details{margin-top:1rem}summary{font-weight:600;cursor:pointer;padding:.375rem 0}
        .pager{display:flex;gap:1.25rem;margin-top:1rem}.buttons{display:flex;flex-wrap:wrap;gap:.75rem}
        .picture{display:block;max-width:min(100%,30rem);max-height:30rem;margin-top:1rem;background:#fff;border:1px solid var(--r);border-radius:.5rem}
        .list .picture{max-width:min(100%,14rem);max-height:12rem;margin:0}
        .wide th,.wide td{overflow-wrap:normal}caption{text-align:start;font-size:.9375rem;color:var(--m)}
        @media screen and (max-width:40rem){.wide .cards{width:100%;min-width:0}.cards thead{display:none}.cards :is(tbody,tfoot,tr,th){display:block}.cards tr{padding:.75rem 0;border-bottom:1px solid var(--r)}
        .cards :is(th,td){border:0;padding:.125rem 0;white-space:normal}.cards td{display:flex;justify-content:space-between;gap:1rem;max-width:none;text-align:end}.cards td::before{content:attr(data-name);color:var(--m)}}
        .acts{display:flex;flex-wrap:wrap;gap:.75rem 1rem}
        .link{font:1rem/1.5 ui-monospace,monospace;user-select:all}

        """ + Tokens.Accent("#2b4f7c", "#9fc1ea");
}
