using System.Globalization;

namespace Traceability.Pages;

/// <summary>Keeps the parts of a page that are marked as live as new as the server has them, by asking for the page again while somebody looks at it. Without script one loads it again.</summary>
public static class LiveScript
{
    /// <summary>Reads a page that was asked for as text. Its style is left out: it stands under the nonce of another answer, and a browser would complain.</summary>
    internal const string Reading = @"const read=text=>new DOMParser().parseFromString(text.replace(/<style.*?<\/style>/s,''),'text/html')
";

    /// <summary>A module that asks again after so many seconds, for as long as the page has a live part.</summary>
    internal static string Every(int seconds) => Reading + string.Create(CultureInfo.InvariantCulture, $$$$"""
        const ask=async()=>{if(!document.querySelector('[data-live]'))return
        if(!document.hidden)try{const answer=await fetch(location.href)
        if(answer.ok){const fresh=read(await answer.text())
        for(const old of document.querySelectorAll('[data-live]')){const part=fresh.getElementById(old.id)
        if(part&&part.innerHTML!=old.innerHTML)old.replaceWith(part)}}}catch{}
        setTimeout(ask,{{{{seconds * 1000}}}})}
        setTimeout(ask,{{{{seconds * 1000}}}})
        """);
}
