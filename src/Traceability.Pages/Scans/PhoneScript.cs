namespace Traceability.Pages.Scans;

/// <summary>What the start page does on a phone: it shows the checks that this phone keeps (<see cref="CountedScript"/>), forgets them when told, and installs <see cref="OfflineWorker"/>.</summary>
internal static class PhoneScript
{
    // A path is shown as a link only when it looks like a label's.
    internal const string Source = $$$$"""
        (()=>{const d=document,box=d.getElementById('checks'),list=box.querySelector('ul')
        navigator.serviceWorker?.register('{{{{OfflineWorker.Address}}}}').catch(()=>{})
        let all=[]
        try{all=JSON.parse(localStorage.getItem('{{{{CountedScript.Memory}}}}')??'[]')}catch{}
        for(const check of all){if(!/^([/]01[/][0-9]{14}[/]21)?[/][0-9A-Z]{20}$/.test(check.path))continue
        const item=d.createElement('li'),link=d.createElement('a'),when=d.createElement('small')
        link.href=check.path+'?lang='+d.documentElement.lang;link.textContent=check.name||check.path;when.textContent=' '+check.said+' · '+new Date(check.at).toLocaleString('sv',{timeZone:'Asia/Shanghai'}).slice(0,16)
        item.append(link,when);list.append(item)}
        box.hidden=!list.childElementCount
        box.querySelector('button').onclick=()=>{localStorage.removeItem('{{{{CountedScript.Memory}}}}');box.hidden=true}})()
        """;
}
