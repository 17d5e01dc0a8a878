using Traceability.Codes;
using Traceability.Pages.Doors;

namespace Traceability.MobileApi.Scans;

/// <summary>For whoever has no camera at hand: type or paste the code and be led to its page.</summary>
internal static class TypeCodeByHand
{
    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet("/", PeoplePages.TypeCode).ExcludeFromDescription();
        door.MapGet("/check", IResult (string? code, HttpContext context, LabelUri addresses) =>
        {
            var reading = addresses.Read(code);
            return reading is LabelUriReading.Label label
                ? TypedResults.LocalRedirect(
                    new LabelPath(label.Code, label.Gtin).Address + (context.Request.Query["lang"].FirstOrDefault() is ("zh" or "en") and var lang ? $"?lang={lang}" : ""))
                : CodeRefusal.Of(reading)!;
        }).ExcludeFromDescription();
    }
}
