using System.Security.Cryptography;
using System.Text;
using Traceability.Storage.Access;
using Traceability.Stories.Acts;
using Traceability.Tests.Reading;

namespace Traceability.Stories.Portal;

/// <summary>What was recorded by a program before somebody opens a page. The keys of the programs are other people than whoever signs in.</summary>
internal static class Recorded
{
    /// <summary>A code that holds; every tenant of a story may have recorded it.</summary>
    public const string Uscc = "91110000600037341L";

    /// <summary>A certificate, as characters of its bytes.</summary>
    public const string Paper = "%PDF-1.4\n%%EOF\n";

    /// <summary>Artwork, likewise.</summary>
    public static string Artwork { get; } = Encoding.Latin1.GetString(DeskDeeds.Artwork());

    /// <summary>A picture of some bytes with a thumbnail in it, likewise.</summary>
    public static string Photo { get; } = Encoding.Latin1.GetString(PictureSamples.Jpeg);

    /// <summary>The hash of that file.</summary>
    public static string PhotoSha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(PictureSamples.Jpeg));

    /// <summary>A picture of 30,000 by 30,000 pixels in a hundred bytes, likewise.</summary>
    public static string Huge { get; } = Sized(30_000, 30_000);

    /// <summary>A picture that says it is so large, likewise; nobody looks into its pixels.</summary>
    public static string Sized(int width, int height) => Encoding.Latin1.GetString(
    [
        .. "\u0089PNG\r\n\u001A\n".Select(character => (byte)character), .. PictureSamples.Chunk("IHDR", [0, 0, (byte)(width >> 8), (byte)width, 0, 0, (byte)(height >> 8), (byte)height, 1, 0, 0, 0, 0]),
        .. PictureSamples.Chunk("IDAT", [0x78, 0x9C, 0x03, 0, 0, 0, 0, 1]), .. PictureSamples.Chunk("IEND", []),
    ]);

    /// <summary>A party of a tenant.</summary>
    public static async Task<Guid> Party(this OpenHouse house, string tenant, string uscc = Uscc, string name = "Ami Farm", Role role = Role.Producer) =>
        await (await house.Caller(tenant, role, "recording")).Make("/api/v1/parties", new { name, uscc, kind = "Mill" });

    /// <summary>A trademark of a new party of a tenant, with nothing else recorded of it.</summary>
    public static async Task<Guid> Mark(this OpenHouse house, string tenant) => await (await house.Caller(tenant, Role.Producer, "marking")).Make("/api/v1/rights",
        new { kind = "Trademark", number = "91298150", title = "Liao Mouth", holderPartyId = await house.Party(tenant), niceClass = 30, expiresOn = "2030-01-01" });

    /// <summary>The same with its certificate.</summary>
    public static async Task<Guid> CertifiedMark(this OpenHouse house, string tenant)
    {
        var mark = await house.Mark(tenant);
        await (await house.Caller(tenant, Role.Producer, "certifying")).PutFile($"/api/v1/rights/{mark}/certificate", Encoding.Latin1.GetBytes(Paper), "application/pdf");
        return mark;
    }

    /// <summary>A GI, granted, certified and checked.</summary>
    public static async Task<Guid> Gi(this OpenHouse house, string tenant) => await Village.RecordRight(
        await house.Caller(tenant, Role.Association, "keeping"), await house.Caller(tenant, Role.Association, "checking"), house,
        new { kind = "GeographicalIndication", number = "AGI2012-02-869", title = "Chaoyang Millet", holderPartyId = await house.Party(tenant, role: Role.Association) });

    /// <summary>A permission for the holder of a right, given by its keeper.</summary>
    public static async Task<Guid> Licence(this OpenHouse house, string tenant, Guid right)
    {
        var caller = await house.Caller(tenant, Role.Producer, "licensing");
        var holder = (await caller.Get($"/api/v1/rights/{right}")).GetProperty("holderPartyId").GetGuid();
        return await caller.Make($"/api/v1/rights/{right}/permissions", new { kind = "Licence", partyId = holder, documentNumber = "L-1", validFrom = "2026-01-01" });
    }

    /// <summary>A mark-use approval that an association gives a party.</summary>
    public static async Task Approve(this OpenHouse house, string tenant, Guid gi, Guid party) =>
        await (await house.Caller(tenant, Role.Association, "approving")).Make($"/api/v1/rights/{gi}/permissions", new { kind = "MarkUseApproval", partyId = party, documentNumber = "A-1", validFrom = "2026-01-01" });

    /// <summary>A GI product of a tenant, of a GI that an association keeps.</summary>
    public static async Task<Guid> Rice(this OpenHouse house, string tenant) =>
        await (await house.Caller(tenant, Role.Producer, "producing")).Make("/api/v1/products", new { kind = "Gi", name = "Millet 5 kg", giRightId = await house.Gi("Association"), netContentGrams = 5_000 });

    /// <summary>A zone.</summary>
    public static async Task<Guid> Zone(this OpenHouse house) => await (await house.Caller("Operator", Role.Administrator, "drawing")).Make("/api/v1/zones", new
    {
        name = "Chaoyang",
        source = "drawn for a test",
        fileDate = "2026-01-01",
        datum = "wgs84",
        boundaryAccuracyMetres = 10,
        geometry = new { type = "Polygon", coordinates = (double[][][])[Village.ZoneRing] },
    });
}
