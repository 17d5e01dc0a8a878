namespace Traceability.Pages.Parties;

/// <summary>What a form of a party gains by script: the social credit code is judged by the door while it is typed, and the phone fills in where it is, when its owner agrees.</summary>
internal static class PartyScript
{
    /// <summary>Where the desk reads a code, as <c>?text=</c>, and answers with a sentence.</summary>
    internal const string UsccAddress = "/parties/uscc";

    internal const string Source = $$$"""
        const d=document,uscc=d.getElementById('uscc'),place=d.getElementById('place')
        if(uscc){let waiting
        const said=d.createElement('small')
        said.setAttribute('role','status');uscc.after(said)
        uscc.oninput=()=>{clearTimeout(waiting);waiting=setTimeout(async()=>{const text=uscc.value
        if(!text.trim())return said.textContent=''
        try{const r=await fetch('{{{UsccAddress}}}?lang='+d.documentElement.lang+'&text='+encodeURIComponent(text)),sentence=await r.text()
        if(uscc.value==text)said.textContent=r.ok&&!r.redirected?sentence:''}catch{said.textContent=''}},400)}}
        if(place&&navigator.geolocation&&isSecureContext){const[button,said]=place.children
        place.hidden=false
        button.onclick=()=>navigator.geolocation.getCurrentPosition(({coords:c})=>{for(const[name,value]of[['lon',c.longitude.toFixed(6)],['lat',c.latitude.toFixed(6)],['datum','wgs84']])d.getElementById('site.'+name).value=value},()=>{said.textContent=said.dataset.none},{enableHighAccuracy:true,timeout:15000})}
        """;
}
