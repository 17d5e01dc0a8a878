namespace Traceability.Pages.People;

/// <summary>Shows the form of a passkey where the browser knows them, asks this door for a question and sends the authenticator's answer with the form.</summary>
internal static class PasskeyScript
{
    internal const string Source = """
        const box=document.getElementById('passkey'),form=box.querySelector('form'),said=box.querySelector('[role=status]'),known=globalThis.PublicKeyCredential
        if(known?.parseCreationOptionsFromJSON){
        box.hidden=false
        form.onsubmit=async event=>{event.preventDefault();said.textContent=''
        try{
        const reply=await fetch(box.dataset.ask)
        if(!reply.ok)throw 0
        const {options,ticket}=await reply.json()
        const answer=box.dataset.makes?await navigator.credentials.create({publicKey:known.parseCreationOptionsFromJSON(options)}):await navigator.credentials.get({publicKey:known.parseRequestOptionsFromJSON(options)})
        form.elements.ticket.value=ticket
        form.elements.credential.value=JSON.stringify(answer)
        form.submit()
        }catch{said.textContent=box.dataset.failed}}}
        """;
}
