namespace Traceability.Pages.Origins;

/// <summary>
/// The script of the page on which land is drawn. Corners are put on the map with a finger or walked with the satellite receiver of a phone, and all of them end up as text in the form, which works without any of this. The map is the
/// SVG that the page came with; a background of tiles is added where the operator named one.
/// </summary>
internal static class PlotScript
{
    internal const string Source = """
        const d=document,$=id=>d.getElementById(id),box=$('draw'),t=box.dataset,outer=$('ground').querySelector('svg'),land=outer.querySelector('svg'),corners=$('corners'),datum=$('datum'),accuracy=$('accuracyMetres'),status=$('drawn'),label=outer.querySelector('text')
        const west=+land.dataset.west,north=+land.dataset.north,units=+land.dataset.units,[,,W,H]=land.getAttribute('viewBox').split(' ').map(Number),R=6378137,rad=Math.PI/180
        let view={x:0,y:0,w:W},points=[],watch=null,here=null,worst=0
        const make=(name,parent,attributes)=>{const e=d.createElementNS('http://www.w3.org/2000/svg',name)
        for(const key in attributes)e.setAttribute(key,attributes[key])
        parent.append(e)
        return e}
        const tiles=make('g',land,{}),drawing=make('g',land,{})
        land.prepend(tiles)
        const lines=make('g',outer,{class:'grid'})
        outer.prepend(lines)
        const at=([lon,lat])=>[(lon*rad-west)*units,(north-Math.asinh(Math.tan(lat*rad)))*units]
        const place=(x,y)=>[(west+x/units)/rad,Math.atan(Math.sinh(north-y/units))/rad]
        const metresPerUnit=()=>R/Math.cosh(north-(view.y+view.w*H/W/2)/units)/units
        const ours=()=>['','wgs84','cgcs2000'].includes(datum.value)

        // What the picture shows, at any scale.
        const show=()=>{const k=view.w/W,h=view.w*H/W
        land.setAttribute('viewBox',[view.x,view.y,view.w,h].join(' '))
        drawing.replaceChildren()
        if(points.length){const path=points.map(at)
        make('path',drawing,{class:'drawn',d:'M'+path.map(p=>p.join(' ')).join('L')+(path.length>2?'Z':'')})
        for(const[x,y]of path)make('circle',drawing,{class:'corner',cx:x,cy:y,r:6*k})}
        if(here){const[x,y]=at(here.place)
        make('circle',drawing,{class:'here',cx:x,cy:y,r:Math.max(here.metres/metresPerUnit(),5*k)})}
        for(const ring of land.querySelectorAll('.ring'))ring.setAttribute('r',12*k)
        const room=metresPerUnit()*view.w/3,power=10**Math.floor(Math.log10(room)),metres=power*(room/power>=5?5:room/power>=2?2:1),rule=outer.querySelector('.rule')
        rule.setAttribute('x2',16+metres/metresPerUnit()/k)
        label.textContent=metres>=1000?metres/1000+' '+t.km:metres+' '+t.m
        t.tiles?background():grid(k,h)
        status.textContent=t.counted.replace('{n}',points.length).replace('{mu}',(area()*3/2000).toFixed(2))}
        const background=()=>{const world=2*Math.PI*units,z=Math.max(1,Math.min(18,Math.round(Math.log2(world*outer.clientWidth/view.w/256)))),side=world/2**z,x0=(Math.PI+west)*units,y0=(Math.PI-north)*units,first=(n,o)=>Math.floor((n+o)/side),wanted=new Map
        for(let i=first(view.x,x0);i<=first(view.x+view.w,x0);i++)for(let j=first(view.y,y0);j<=first(view.y+view.w*H/W,y0);j++)if(i>=0&&j>=0&&i<2**z&&j<2**z)wanted.set([z,i,j].join(),{href:t.tiles.replace('{z}',z).replace('{x}',i).replace('{y}',j),x:i*side-x0,y:j*side-y0,width:side,height:side})
        for(const old of[...tiles.children])wanted.delete(old.dataset.key)||old.remove()
        for(const[key,tile]of wanted)make('image',tiles,tile).dataset.key=key}
        // Without tiles the ground is the lines of longitude and latitude, so that a corner that was told in figures is found.
        const grid=(k,h)=>{const[lon0,lat1]=place(view.x,view.y),[lon1,lat0]=place(view.x+view.w,view.y+h),room=(lon1-lon0)/3,power=10**Math.floor(Math.log10(room)),step=power*(room/power>=5?5:room/power>=2?2:1),degrees=n=>(n*step).toFixed(Math.max(0,-Math.floor(Math.log10(step))))+'°'
        lines.replaceChildren()
        for(let i=Math.ceil(lon0/step);i*step<lon1;i++){const x=(at([i*step,0])[0]-view.x)/k
        make('line',lines,{x1:x,x2:x,y1:0,y2:H})
        if(x<W-120)make('text',lines,{x:x+4,y:20}).textContent=degrees(i)}
        for(let j=Math.ceil(lat0/step);j*step<lat1;j++){const y=(at([0,j*step])[1]-view.y)/k
        make('line',lines,{x1:0,x2:W,y1:y,y2:y})
        if(y>60)make('text',lines,{x:W-4,y:y-4,'text-anchor':'end'}).textContent=degrees(j)}}
        const area=()=>{if(points.length<3)return 0
        // Metres for a radian along the parallel and the meridian of WGS 84, so that the figure is the one that is measured afterwards.
        const[lon0,lat0]=points[0],v=1-.00669437999*Math.sin(lat0*rad)**2,east=R/v**.5*Math.cos(lat0*rad),up=R*.99330562001/v**1.5,xy=points.map(([lon,lat])=>[(lon-lon0)*rad*east,(lat-lat0)*rad*up])
        return Math.abs(xy.reduce((sum,[x,y],i)=>{const[u,v]=xy[(i+1)%xy.length]
        return sum+x*v-u*y},0))/2}
        const frame=places=>{if(!places.length)return
        const xy=places.map(at),xs=xy.map(p=>p[0]),ys=xy.map(p=>p[1]),w=Math.max(Math.max(...xs)-Math.min(...xs),(Math.max(...ys)-Math.min(...ys))*W/H,60/metresPerUnit())*1.6
        view={x:(Math.min(...xs)+Math.max(...xs)-w)/2,y:(Math.min(...ys)+Math.max(...ys)-w*H/W)/2,w}}
        const zoom=(factor,x=view.x+view.w/2,y=view.y+view.w*H/W/2)=>{const w=Math.min(Math.max(view.w*factor,20/metresPerUnit()),Math.max(4*W,2*Math.PI*units))
        factor=w/view.w
        view={x:x-(x-view.x)*factor,y:y-(y-view.y)*factor,w}
        show()}

        // The text is the truth: what is drawn is written there, what is written there is drawn.
        const read=()=>{points=ours()?corners.value.split(/[\n;；]/).map(line=>line.trim().split(/[\s,，、]+/).map(Number)).filter(p=>p.length==2&&p.every(Number.isFinite)&&Math.abs(p[0])<=180&&Math.abs(p[1])<=85):[]}
        const write=()=>{corners.value=points.map(p=>p.map(n=>n.toFixed(7)).join(', ')).join('\n')
        show()}
        const add=p=>{if(corners.value.trim()&&(!ours()||corners.value.trim().startsWith('{'))){say(t.other)
        return false}
        if(!datum.value)datum.value='wgs84'
        points.push(p)
        write()
        return true}
        const say=text=>{$('said').textContent=text}

        const fingers=new Map
        let moved=0
        const spot=e=>{const r=outer.getBoundingClientRect()
        return[view.x+(e.clientX-r.left)/r.width*view.w,view.y+(e.clientY-r.top)/r.height*view.w*H/W]}
        outer.onpointerdown=e=>{if(!fingers.size)moved=0
        fingers.set(e.pointerId,[e.clientX,e.clientY])
        try{outer.setPointerCapture(e.pointerId)}catch{}}
        outer.onpointermove=e=>{const was=fingers.get(e.pointerId)
        if(!was)return
        const k=view.w/outer.clientWidth,other=[...fingers].find(([id])=>id!=e.pointerId)?.[1]
        if(other){const span=p=>Math.hypot(p[0]-other[0],p[1]-other[1]),factor=span(was)/Math.max(span([e.clientX,e.clientY]),1),[x,y]=spot({clientX:other[0],clientY:other[1]})
        moved=99
        fingers.set(e.pointerId,[e.clientX,e.clientY])
        return zoom(factor,x,y)}
        moved+=Math.abs(e.clientX-was[0])+Math.abs(e.clientY-was[1])
        if(moved<6)return
        view.x-=(e.clientX-was[0])*k
        view.y-=(e.clientY-was[1])*k
        fingers.set(e.pointerId,[e.clientX,e.clientY])
        show()}
        outer.onpointerup=e=>{if(fingers.delete(e.pointerId)&&!fingers.size&&moved<6)add(place(...spot(e)))}
        outer.onpointercancel=e=>fingers.delete(e.pointerId)
        outer.addEventListener('wheel',e=>{e.preventDefault()
        zoom(e.deltaY>0?1.25:.8,...spot(e))},{passive:false})

        const mark=()=>{if(here&&add(here.place)){worst=Math.max(worst,here.metres)
        accuracy.value=Math.max(1,Math.ceil(worst))}}
        const far=()=>{if(!points.length)return true
        const[[lon,lat],[u,v]]=[points.at(-1),here.place]
        return Math.hypot((u-lon)*rad*R*Math.cos(lat*rad),(v-lat)*rad*R)>Math.max(10,2*here.metres)}
        const stop=()=>{navigator.geolocation.clearWatch(watch)
        watch=here=null
        $('walk').textContent=t.walk
        $('step').hidden=true
        show()}
        $('walk').onclick=()=>{if(watch!==null)return stop()
        $('walk').textContent=t.stop
        worst=points.length?+accuracy.value||0:0
        say(t.waiting)
        watch=navigator.geolocation.watchPosition(({coords:c})=>{const isFirst=!here,[x,y]=at([c.longitude,c.latitude])
        here={place:[c.longitude,c.latitude],metres:c.accuracy}
        $('step').hidden=false
        say(t.accurate.replace('{m}',Math.ceil(c.accuracy)))
        if(isFirst||x<view.x||x>view.x+view.w||y<view.y||y>view.y+view.w*H/W)frame([...points,here.place])
        if($('along').checked&&far())mark()
        show()},e=>{say(e.code==1?t.denied:t.none)
        // Behind a house the satellites are lost for a while, and the watch goes on.
        if(e.code==1)stop()},{enableHighAccuracy:true,maximumAge:0,timeout:60000})}
        $('mark').onclick=mark
        $('undo').onclick=()=>{points.pop()
        write()}
        $('closer').onclick=()=>zoom(.5)
        $('wider').onclick=()=>zoom(2)
        $('whole').onclick=()=>{view={x:0,y:0,w:W}
        if(points.length)frame([place(0,0),place(W,H),...points])
        show()}
        corners.oninput=datum.onchange=()=>{read()
        if(points.map(at).some(([x,y])=>x<view.x||x>view.x+view.w||y<view.y||y>view.y+view.w*H/W))frame(points)
        show()}
        // Another protected area is another map.
        const right=$('rightId')
        if(right)right.onchange=()=>$('look').click()
        $('walk').hidden=!navigator.geolocation
        read()
        frame(points)
        box.hidden=false
        box.parentNode.classList.add('drawing')
        show()
        """;
}
