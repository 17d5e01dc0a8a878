using Traceability.Storage.Scans;

namespace Traceability.MobileApi.Scans;

/// <summary>A verdict is for this moment and this reader: never stored, never indexed.</summary>
internal static class VerdictHeaders
{
    public static void Set(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Robots-Tag"] = "noindex";
        response.Headers.Vary = "Accept, Accept-Language, Cookie";
    }
}

/// <summary>The receipt as a cookie: out of reach of scripts and sent to the label's own address only.</summary>
internal static class ReceiptCookie
{
    public const string Name = "receipt";

    /// <summary>Gives the owner his receipt at each address of the label: scanned with its GTIN or typed without, the phone is known.</summary>
    public static void Set(HttpContext context, LabelPath path, CountedScan counted)
    {
        if (counted.Receipt is not { } receipt)
            return;
        var gtin = counted.Answer.Backing?.Product.Gtin;
        string[] addresses = [path.Address, $"/{path.Code}", gtin is null ? path.Address : $"/01/{gtin}/21/{path.Code}"];
        foreach (var address in addresses.Distinct())
        {
            context.Response.Cookies.Append(Name, receipt, new CookieOptions
            {
                Path = address,
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                IsEssential = true,
                MaxAge = TimeSpan.FromDays(730),
            });
        }
    }
}
