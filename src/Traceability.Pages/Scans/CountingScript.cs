namespace Traceability.Pages.Scans;

/// <summary>
/// The script that counts a scan once a person really sees the page; previews, crawlers and prerendering never run it to its end. Once it has counted, it shows the button by which a person may say
/// where he stands: then the same scan is sent once more with the place.
/// </summary>
internal static class CountingScript
{
    // The form's own scan id travels, so that script, retry and button together count once.
    internal const string Source = """
        (()=>{const d=document,f=d.forms.scan,s=d.getElementById('done'),p=d.getElementById('place'),g=navigator.geolocation;let sent;f.hidden=1
        const post=async place=>{const r=await fetch('/v1/scans',{method:'POST',keepalive:true,headers:{'Content-Type':'application/json',Accept:'application/json'},body:JSON.stringify({scanId:f.scanId.value,url:f.dataset.url,place})})
        if(!r.ok)throw 0
        return r.json()}
        const go=async()=>{if(sent||d.prerendering||d.visibilityState!='visible')return
        sent=1
        try{const a=await post()
        s.textContent=a.verdict==f.dataset.verdict?f.dataset.done.replace('#',a.scans.count):f.dataset.changed
        p.hidden=!g}catch{f.hidden=0}}
        const say=t=>{p.querySelector('[role]').textContent=t}
        p.querySelector('button').onclick=e=>{const b=e.target;b.disabled=1
        g.getCurrentPosition(async({coords:c})=>{try{await post({lon:c.longitude,lat:c.latitude,datum:'wgs84',accuracyMetres:c.accuracy});say(p.dataset.done)}catch{b.disabled=0;say(p.dataset.failed)}},()=>{b.disabled=0;say(p.dataset.failed)},{timeout:15e3,maximumAge:6e4})}
        d.addEventListener('visibilitychange',go);d.addEventListener('prerenderingchange',go);go()})()
        """;
}
