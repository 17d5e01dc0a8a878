namespace Traceability.Pages.Scans;

/// <summary>The service worker of the public door: without a network it says that nothing can be said. It keeps no verdict, for a verdict is of this moment.</summary>
public static class OfflineWorker
{
    /// <summary>Where the public door serves it: at the root, so that it stands before every page.</summary>
    public const string Address = "/offline.js";

    /// <summary>The page that it shows instead of one that cannot be reached.</summary>
    public const string PageAddress = "/offline";

    /// <summary>The worker. Whoever changes the page changes its name in the phone's keeping.</summary>
    public const string Source = $$"""
        const kept='offline-2',pages=['{{PageAddress}}?lang=zh','{{PageAddress}}?lang=en']
        oninstall=e=>e.waitUntil(caches.open(kept).then(all=>all.addAll(pages)).then(()=>skipWaiting()))
        onactivate=e=>e.waitUntil(caches.keys().then(names=>Promise.all(names.filter(name=>name!=kept).map(name=>caches.delete(name)))).then(()=>clients.claim()))
        onfetch=e=>{if(e.request.mode!='navigate')return
        const asked=new URL(e.request.url).searchParams.get('lang')??navigator.language
        e.respondWith(fetch(e.request).catch(()=>caches.match(pages[asked.startsWith('en')?1:0])))}
        """;
}
