namespace Traceability.Pages.Scans;

/// <summary>
/// What a verdict page can do once its scan is counted. The page's own script asks for this one then, so that it takes no room in the page's first packets. It keeps the check in the phone's own memory,
/// hands the page's address on when asked, and lets a person say where he stands, with what becomes of it: then the same scan is sent once more, with the place.
/// </summary>
public static class CountedScript
{
    /// <summary>Where the public door serves it.</summary>
    public const string Address = "/counted.js";

    /// <summary>Under what name the phone keeps its checks: the newest fifty, each with path, words of the verdict, name of the goods and moment.</summary>
    internal const string Memory = "checks";

    /// <summary>The script, in both languages of a page.</summary>
    public const string Source = $$$$"""
        (()=>{const d=document,f=d.forms.scan,done=d.getElementById('done'),g=navigator.geolocation
        const [ask,why,noted,failed,share]=d.documentElement.lang=='en'
        ?['Share my place (optional)','Only to find copied codes: kept to some hundred metres for 30 days at most, then the city alone. Nothing but the city of a first check is shown to others; without it the answer is the same.','✓ Thank you, noted.','No place was given; the answer stands all the same.','Send this page on']
        :['告诉我们您在哪里（自愿）','只用来发现被复制的码：记到约百米，最多 30 天，此后只留城市；除首次查验的城市外不给别人看；不说，结论也一样。','✓ 谢谢，已记下。','没有取得位置，结论不受影响。','转发此页']
        try{const path=location.pathname,all=JSON.parse(localStorage.getItem('{{{{Memory}}}}')??'[]').filter(check=>check.path!=path)
        localStorage.setItem('{{{{Memory}}}}',JSON.stringify([{path,said:d.querySelector('h1').textContent,name:d.querySelector('h3')?.textContent??'',at:Date.now()},...all].slice(0,50)))}catch{}
        const make=(name,text)=>{const e=d.createElement(name);e.textContent=text;if(name=='button')e.type=name;return e}
        const box=make('div',''),p=make('p',''),say=make('p','')
        say.setAttribute('role','status');box.append(say);done.after(box)
        if(navigator.share){const b=make('button',share);b.onclick=()=>navigator.share({title:d.title,url:location.origin+location.pathname}).catch(()=>{});box.prepend(b)}
        if(!g||!isSecureContext)return
        const b=make('button',ask);p.append(make('small',why));box.prepend(b,p)
        const retry=()=>{b.disabled=false;say.textContent=failed}
        b.onclick=()=>{b.disabled=true;say.textContent=''
        g.getCurrentPosition(async({coords:c})=>{try{
        const r=await fetch('/v1/scans',{method:'POST',headers:{'Content-Type':'application/json',Accept:'application/json'},body:JSON.stringify({scanId:f.scanId.value,url:f.dataset.url,place:{lon:c.longitude,lat:c.latitude,datum:'wgs84',accuracyMetres:c.accuracy}})})
        if(!r.ok)throw 0
        say.textContent=noted;b.remove();p.remove()}catch{retry()}},retry,{timeout:15000,maximumAge:60000})}})()
        """;
}
