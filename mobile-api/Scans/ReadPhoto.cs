using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using Traceability.Codes;
using Traceability.Pages;
using Traceability.Pages.Doors;
using Traceability.Reading;
using Traceability.Storage.Scans;

namespace Traceability.MobileApi.Scans;

/// <summary>
/// Reads the label in a photo for whoever cannot scan, and answers as a look at its code does: nothing is counted, and of the photo nothing is kept. One label of ours is answered whatever other symbols the photo
/// shows; of several none is, for nobody could tell which was meant.
/// </summary>
internal static class ReadPhoto
{
    public const string Address = "/v1/photos";

    // Room for the envelope of the form.
    private const int BodyBytesMax = PhotoReader.MostBytes + (64 << 10), CodesToldMax = 10;

    private const string Field = "photo";

    /// <summary>Photos on their way or in work, each held in memory as long.</summary>
    public static Pool Pool { get; } = new("photos", AtOnce: 8, Waiting: 0);

    private static readonly Problem NoForm = new(StatusCodes.Status415UnsupportedMediaType, "mediaType", "Send the photo as the file “photo” of a form (multipart/form-data).", Field)
    {
        Zh = "请把照片作为表单里的文件“photo”送来（multipart/form-data）。",
    };

    private static readonly Problem NoPhoto = Refused(StatusCodes.Status400BadRequest, "noPhoto", "Send one photo, as the file “photo” of the form.");

    private static readonly Problem Missing = Refused(StatusCodes.Status501NotImplemented, "photoReaderMissing",
        "This service reads no photos: its operator has not installed what reads them. Scan with the camera page, or send the code.") with
    { Field = null };

    private static readonly Problem NoCodeFound = Refused(StatusCodes.Status422UnprocessableEntity, "noCodeFound",
        "No code was found in the photo. Go nearer, with more light and no glare, and have the whole square in the picture.");

    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapPost(Address, Read)
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(BodyBytesMax)).DisableAntiforgery().Accepts<IFormFile>("multipart/form-data").Produces<ScanReply>();
        // Else whoever sends another kind of body is told by the platform that there is none to take it, and not what is taken.
        door.MapPost(Address, () => NoForm).ExcludeFromDescription();
    }

    private static async Task<IResult> Read(
        HttpContext context, PhotoReaderChoice choice, LabelUri addresses, LabelBook labels, MissBudget misses, TimeProvider clock, CancellationToken cancellation)
    {
        if (choice is not PhotoReaderChoice.Ready { Reader: var reader })
            return Missing;
        if (!context.Request.HasFormContentType)
            return NoForm;
        // Else a large file would be written to disk on its way.
        var form = await context.Request.ReadFormAsync(new FormOptions { MemoryBufferThreshold = BodyBytesMax, ValueCountLimit = 4 }, cancellation);
        if (form.Files is not [{ Name: Field, Length: > 0 } sent])
            return NoPhoto;
        var photo = new byte[sent.Length];
        await using (var file = sent.OpenReadStream())
            await file.ReadExactlyAsync(photo, cancellation);

        var reading = await reader.ReadInTurn(photo, cancellation);
        if (reading is PhotoReading.Refused { Fault: var fault })
            return Refusal(fault);
        if (Find(((PhotoReading.Read)reading).Texts, addresses, out var path) is { } none)
            return none;
        if (PeoplePages.Wants(context))
        {
            context.Response.Headers.Location = path.Address + context.Request.QueryString;
            return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
        }

        var answer = await labels.Look(path.Code, path.Gtin?.ToString(), null, clock.GetUtcNow(), cancellation);
        if (misses.Note(context, answer.Judgement.Verdict) is { } tooMany)
            return tooMany;
        VerdictHeaders.Set(context.Response);
        return TypedResults.Ok(ScanReply.From(answer));
    }

    private static Problem? Find(IReadOnlyList<string> texts, LabelUri addresses, out LabelPath path)
    {
        var read = texts.Select(addresses.Read).ToList();
        var labels = read.OfType<LabelUriReading.Label>().Select(label => new LabelPath(label.Code, label.Gtin)).DistinctBy(label => label.Code).ToList();
        path = labels.FirstOrDefault();
        return labels.Count switch
        {
            1 => null,
            > 1 => Refused(StatusCodes.Status422UnprocessableEntity, "severalLabels", "More than one label is in the photo: send one that shows a single label.") with
            {
                More = new JsonObject { ["codes"] = new JsonArray([.. labels.Take(CodesToldMax).Select(label => (JsonNode)label.Code.ToString())]) },
            },
            _ when read.Exists(text => text is LabelUriReading.Mistyped) => CodeRefusal.Mistyped,
            _ when read.Exists(text => text is LabelUriReading.NotOurAddress) => CodeRefusal.NotOurAddress,
            _ => NoCodeFound,
        };
    }

    private static Problem Refusal(PhotoFault fault) => fault switch
    {
        PhotoFault.OtherKind => Refused(StatusCodes.Status415UnsupportedMediaType, "photoKind",
            "Send the photo as JPEG, PNG or WebP. A phone that saves HEIC can be told to save the most compatible kind; a screenshot of the photo does as well."),
        PhotoFault.TooLarge => Refused(StatusCodes.Status413PayloadTooLarge, "photoTooLarge",
            $"A photo has at most {PhotoReader.MostBytes >> 20} MiB and {GreyPicture.MostPixels / 1_000_000} megapixels; progressive JPEG, interlaced PNG and WebP have at most {PhotoReader.MostPixelsAtOnce / 1_000_000}."),
        PhotoFault.TooBusy => Problem.Busy,
        _ => Refused(StatusCodes.Status422UnprocessableEntity, "photoDamaged", "The photo is damaged, cut short or moving: take it again."),
    };

    // In Chinese as the page says it.
    private static Problem Refused(int status, string code, string title) => new(status, code, title, Field) { Zh = ErrorWords.Of(code, status).Sentence.Zh };
}
