namespace Traceability.Pages.Scans;

/// <summary>
/// The button by which a person may say where he stands, with what becomes of it. The page's own script asks for this one once the scan is counted, so that it takes no room in the page's first packets;
/// the same scan is then sent once more, with the place.
/// </summary>
public static class PlaceScript
{
    /// <summary>Where the public door serves it.</summary>
    public const string Address = "/place.js";

    /// <summary>The script, in both languages of a page.</summary>
    public const string Source = """
        (()=>{const d=document,f=d.forms.scan,g=navigator.geolocation
        if(!g)return
        const [ask,why,done,failed]=d.documentElement.lang=='en'
        ?['Share my place (optional)','Only to find copied codes: kept to some hundred metres for 30 days at most, then the city alone. Never shown, never passed on; without it the answer is the same.','✓ Thank you, noted.','No place was given; the answer stands all the same.']
        :['告诉我们您在哪里（自愿）','只用来发现被复制的码：记到约百米，最多 30 天，此后只留城市；不公开，不给别人；不说，结论也一样。','✓ 谢谢，已记下。','没有取得位置，结论不受影响。']
        const make=(name,text)=>{const e=d.createElement(name);e.textContent=text;return e}
        const box=make('div',''),b=make('button',ask),p=make('p',''),say=make('p','')
        b.type='button';say.setAttribute('role','status');p.append(make('small',why));box.append(b,p,say)
        const retry=()=>{b.disabled=false;say.textContent=failed}
        b.onclick=()=>{b.disabled=true;say.textContent=''
        g.getCurrentPosition(async({coords:c})=>{try{
        const r=await fetch('/v1/scans',{method:'POST',headers:{'Content-Type':'application/json',Accept:'application/json'},body:JSON.stringify({scanId:f.scanId.value,url:f.dataset.url,place:{lon:c.longitude,lat:c.latitude,datum:'wgs84',accuracyMetres:c.accuracy}})})
        if(!r.ok)throw 0
        say.textContent=done;b.remove();p.remove()}catch{retry()}},retry,{timeout:15000,maximumAge:60000})}
        d.getElementById('done').after(box)})()
        """;
}
