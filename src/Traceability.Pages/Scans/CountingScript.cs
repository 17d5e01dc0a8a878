namespace Traceability.Pages.Scans;

/// <summary>The script that counts a scan once a person really sees the page; previews, crawlers and prerendering never run it to its end. Then it asks for <see cref="CountedScript"/>.</summary>
internal static class CountingScript
{
    // The form's own scan id travels, so that script, retry and button together count once.
    internal const string Source = $$$"""
        (()=>{const d=document,f=d.forms.scan,s=d.getElementById('done'),p=d.createElement('script');let sent;f.hidden=1;p.nonce=d.currentScript.nonce
        const go=async()=>{if(sent||d.prerendering||d.hidden)return
        sent=1
        try{const r=await fetch('/v1/scans',{method:'POST',keepalive:true,headers:{'Content-Type':'application/json'},body:JSON.stringify({scanId:f.scanId.value,url:f.dataset.url})})
        if(!r.ok)throw 0
        const a=await r.json()
        s.textContent=a.verdict==f.dataset.verdict?f.dataset.done.replace('#',a.scans.count):f.dataset.changed
        p.src='{{{CountedScript.Address}}}';s.after(p)}catch{f.hidden=0}}
        d.addEventListener('visibilitychange',go);d.addEventListener('prerenderingchange',go);go()})()
        """;
}
