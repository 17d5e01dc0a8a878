using Microsoft.EntityFrameworkCore;
using Traceability.Codes;
using Traceability.Pages.Doors;
using Traceability.Rights;
using Traceability.Storage;
using Traceability.Storage.Products;

namespace Traceability.Desk.Products;

/// <summary>The texts of a product, fit to be stored.</summary>
internal sealed record ProductWords(string Name, string? NameEn, string? Gtin, string? Designer);

/// <summary>Which fields go with which kind of product, and which kind of right may stand in which field.</summary>
internal static class ProductForm
{
    private const int NameLengthMax = 100;
    private const long NetContentGramsMax = 10_000_000;
    private const int PicturesMax = 20;

    /// <summary>Reads the texts that may also be corrected later.</summary>
    public static Problem? Read(string? name, string? nameEn, string? gtin, string? designer, ProductKind kind, out ProductWords words)
    {
        words = new ProductWords("", null, null, null);
        if (PlainText.Read(name, "name", NameLengthMax, out var readName) is { } badName)
            return badName;
        if (PlainText.ReadOptional(nameEn, "nameEn", NameLengthMax, out var readNameEn) is { } badNameEn)
            return badNameEn;
        if (PlainText.ReadOptional(designer, "designer", NameLengthMax, out var readDesigner) is { } badDesigner)
            return badDesigner;
        if (readDesigner is not null && kind == ProductKind.Gi)
            return NotForThisKind("designer");
        Gtin? readGtin = null;
        if (gtin is not null)
        {
            if (!Gtin.TryParse(gtin, out var parsed))
                return Problem.BadInput("gtin", "A GTIN has 8, 12, 13 or 14 digits, and its check digit must fit the others.", "badGtin", "商品条码是 8、12、13 或 14 位数字，最后一位校验位要对得上。");
            readGtin = parsed;
        }

        words = new ProductWords(readName, readNameEn, readGtin?.ToString(), readDesigner);
        return null;
    }

    /// <summary>What is missing or out of place for the kind.</summary>
    public static Problem? Fault(ProductRequest request) => request.Kind == ProductKind.Gi
        ? request switch
        {
            { GiRightId: null } => Problem.BadInput("giRightId", "A GI product names its GI.", "rightNeeded", "请选它用的地理标志。"),
            { NetContentGrams: null or < 1 or > NetContentGramsMax } => Problem.BadInput("netContentGrams", $"Give 1 to {NetContentGramsMax} grams.", zh: $"请填 1 到 {NetContentGramsMax} 克。"),
            { DesignPatentId: not null } => NotForThisKind("designPatentId"),
            { CopyrightId: not null } => NotForThisKind("copyrightId"),
            { PictureSha256: not null } => NotForThisKind("pictureSha256"),
            _ => null,
        }
        : request switch
        {
            { DesignPatentId: null } => Problem.BadInput("designPatentId", "An apparel design names its design patent.", "rightNeeded", "请选它的外观设计专利。"),
            { CopyrightId: null } => Problem.BadInput("copyrightId", "An apparel design names its copyright registration.", "rightNeeded", "请选它的著作权登记。"),
            { GiRightId: not null } => NotForThisKind("giRightId"),
            { NetContentGrams: not null } => NotForThisKind("netContentGrams"),
            { PictureSha256.Count: > PicturesMax } => Problem.BadInput("pictureSha256", $"At most {PicturesMax} pictures.", zh: $"最多 {PicturesMax} 张图片。"),
            { PictureSha256: { } hashes } when !hashes.All(IsSha256) => Problem.BadInput("pictureSha256", "A SHA-256 is 64 lower-case hex digits.", zh: "SHA-256 是 64 位小写十六进制数字。"),
            _ => null,
        };

    /// <summary>The first right that the caller cannot see, or that is of another kind than its field asks for.</summary>
    public static async Task<Problem?> UnknownRight(TraceabilityDb db, ProductRequest request, CancellationToken cancellation) =>
        await UnknownRight(db, request.GiRightId, RightKind.GeographicalIndication, "giRightId", cancellation)
        ?? await UnknownRight(db, request.DesignPatentId, RightKind.DesignPatent, "designPatentId", cancellation)
        ?? await UnknownRight(db, request.CopyrightId, RightKind.Copyright, "copyrightId", cancellation)
        ?? await UnknownTrademark(db, request.TrademarkId, cancellation);

    /// <summary>The problem with a trademark that the caller cannot see or that is none.</summary>
    public static Task<Problem?> UnknownTrademark(TraceabilityDb db, Guid? id, CancellationToken cancellation) =>
        UnknownRight(db, id, RightKind.Trademark, "trademarkId", cancellation);

    private static async Task<Problem?> UnknownRight(TraceabilityDb db, Guid? id, RightKind kind, string field, CancellationToken cancellation) =>
        id is null || await db.Rights.AnyAsync(right => right.Id == id && right.Kind == kind, cancellation)
            ? null
            : Problem.BadInput(field, $"This is no {RightWords.Of(kind).En} of yours or that you may use.", "unknownRight", $"请从列表里选您自己的或可以使用的{RightWords.Of(kind).Zh}。");

    private static bool IsSha256(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower);

    private static Problem NotForThisKind(string field) => Problem.BadInput(field, "A product of this kind has no such field.", "notForThisKind", "这种产品不用填这一项。");
}
