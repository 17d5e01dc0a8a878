namespace Traceability.Pages.Scans;

/// <summary>
/// The script of a page with a camera: the browser's own reader where it has one (Shape Detection API), else the one that the door serves, loaded when it is first needed. What it reads counts as
/// if it had been typed; no picture leaves the phone. Where the browser can read none, a form that sends one is offered if the page has it.
/// </summary>
public static class CameraScript
{
    /// <summary>Where a door serves the reader for browsers without one, and its machine code.</summary>
    public const string ReaderAddress = "/client/zxing-reader.js", ReaderCodeAddress = "/client/zxing-reader.wasm";

    /// <summary>What is read is looked at: the door's own check follows.</summary>
    internal static readonly string Checking = Source("stop();location.assign('/check?lang='+d.documentElement.lang+'&code='+encodeURIComponent(text))");

    /// <summary>What is read goes into the first field that is still empty, and the camera stays on until none is.</summary>
    internal static readonly string Filling = Source("""
        const empty=()=>t.fields.split(' ').map(id=>d.getElementById(id)).filter(field=>!field.value),[field]=empty()
        if(!field||t.last==text)return;t.last=field.value=text;const more=empty().length;say(more?t.next:t.read);if(!more)stop()
        """);

    private static string Source(string found) => $$$$"""
        (()=>{const d=document,box=d.getElementById('camera'),t=box.dataset,video=box.querySelector('video'),status=box.querySelector('[role]'),open=d.getElementById('open'),torch=d.getElementById('torch'),send=d.getElementById('send'),nonce=d.querySelector('script[nonce]').nonce
        let reader,stream
        const say=text=>{status.textContent=text}
        const missing=()=>{say(t.missing);if(send)send.hidden=false}
        const own=async()=>{if(!('BarcodeDetector' in self)||!(await BarcodeDetector.getSupportedFormats()).includes('qr_code'))return
        const detector=new BarcodeDetector({formats:['qr_code']})
        return async picture=>(await detector.detect(picture)).map(found=>found.rawValue)}
        const served=async()=>{await new Promise((done,failed)=>{const s=d.createElement('script');s.src='{{{{ReaderAddress}}}}';s.nonce=nonce;s.onload=done;s.onerror=failed;d.head.append(s)})
        await ZXingWASM.prepareZXingModule({overrides:{locateFile:()=>'{{{{ReaderCodeAddress}}}}'},fireImmediately:true})
        const canvas=d.createElement('canvas'),draw=canvas.getContext('2d',{willReadFrequently:true})
        return async picture=>{const w=picture.videoWidth||picture.width,h=picture.videoHeight||picture.height,less=Math.min(1,1600/Math.max(w,h))
        canvas.width=w*less;canvas.height=h*less;draw.drawImage(picture,0,0,canvas.width,canvas.height)
        return(await ZXingWASM.readBarcodes(draw.getImageData(0,0,canvas.width,canvas.height),{formats:['QRCode'],maxNumberOfSymbols:1})).map(found=>found.text)}}
        const read=async picture=>{if(!reader){say(t.loading);reader=await own()??await served()}
        return(await reader(picture)).find(text=>text&&text.length<=300)}
        const go=text=>{{{{{found}}}}}
        const stop=()=>{stream?.getTracks().forEach(track=>track.stop());stream=null;video.hidden=torch.hidden=true;open.hidden=!navigator.mediaDevices}
        const look=async()=>{while(stream){if(video.readyState>1){const text=await read(video)
        if(text)go(text)
        else if(status.textContent!=t.next)say(t.point)}
        await new Promise(done=>setTimeout(done,120))}}
        open.onclick=async()=>{try{stream=await navigator.mediaDevices.getUserMedia({video:{facingMode:'environment',width:{ideal:1280},height:{ideal:1280}}})}catch(e){return say(e.name=='NotAllowedError'?t.denied:t.none)}
        video.srcObject=stream;video.hidden=false;open.hidden=true
        torch.hidden=!stream.getVideoTracks()[0].getCapabilities?.().torch
        try{await video.play();await look()}catch{if(stream){stop();missing()}}}
        torch.onclick=()=>{const on=torch.getAttribute('aria-pressed')!='true';torch.setAttribute('aria-pressed',on);stream.getVideoTracks()[0].applyConstraints({advanced:[{torch:on}]})}
        d.getElementById('picture').onchange=async e=>{const[file]=e.target.files
        if(!file)return
        let picture
        try{picture=await createImageBitmap(file)}catch{return say(t.nothing)}
        try{const text=await read(picture);text?go(text):say(t.nothing)}catch{missing()}}
        addEventListener('pagehide',stop);if(send)send.hidden=true;open.hidden=!navigator.mediaDevices;box.hidden=false})()
        """;
}
