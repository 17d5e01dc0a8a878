using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Desk.Parties;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Pages.Rights;
using Traceability.Rights;
using Traceability.Storage;
using Traceability.Storage.Rights;

namespace Traceability.Desk.Rights;

/// <summary>Gathers what the page of one right shows.</summary>
internal static class RightSheet
{
    /// <summary>The page; with the form that was sent, when something is wrong with it.</summary>
    public static async Task<IResult> Show(AtRight at, string? done, string? sent = null, ShownForm? form = null)
    {
        var (caller, now) = (at.Person.Caller, at.Clock.GetUtcNow());
        var today = HouseTime.DayOf(now);
        await using var db = at.Store.Read(caller.Scope);
        if (await db.Rights.SingleOrDefaultAsync(row => row.Id == at.Id, at.Cancellation) is not { } row)
            return Problem.NotFound;
        var right = (await db.RightsOf([row.Id], at.Cancellation))[row.Id];
        var mayKeep = row.TenantId == caller.TenantId && Everyone.Recorders.Contains(caller.Role);
        var isGiKept = mayKeep && row.Kind == RightKind.GeographicalIndication && KeptRights.GiKeepers.Contains(caller.Role);
        return DeskPages.Show<RightPage>(at.Context, at.Person, form ?? PageForm.New(at.Context), new()
        {
            [nameof(RightPage.Right)] = right,
            [nameof(RightPage.Standard)] = row.Standard,
            [nameof(RightPage.ZoneName)] = await db.Zones.Where(zone => zone.Id == row.ZoneId).Select(zone => zone.Name).SingleOrDefaultAsync(at.Cancellation),
            [nameof(RightPage.Today)] = InForceRule.On(right, today, now),
            [nameof(RightPage.ForIssuing)] = InForceRule.CountsForIssuing(right, today, now),
            [nameof(RightPage.MayKeep)] = mayKeep,
            [nameof(RightPage.IsReadersRecord)] = (await db.HandOf(caller.Id, at.Cancellation)).Contains(row.RecordedBy),
            [nameof(RightPage.FoundBy)] = row.MismatchBy is { } finder ? (await db.NamesOf([finder], at.Cancellation)).NameOf(finder) : null,
            [nameof(RightPage.ManagesPeople)] = at.Person.ManagesPeople,
            [nameof(RightPage.HasPicture)] = await db.Certificates.AnyAsync(file => file.Sha256 == row.CertificateSha256 && file.MediaType != CertificateFile.Pdf, at.Cancellation),
            [nameof(RightPage.Version)] = row.Version,
            [nameof(RightPage.Day)] = today,
            [nameof(RightPage.Permissions)] = await Permissions(db, at, today),
            [nameof(RightPage.Parties)] = mayKeep ? await PartyChoices.Of(db, at.Cancellation) : [],
            [nameof(RightPage.Zones)] = isGiKept ? await RightPages.ZoneChoices(db, at.Cancellation) : null,
            [nameof(RightPage.Sent)] = sent,
            [nameof(RightPage.Done)] = DeskPages.Told(at.Context, DoneWords(done)),
        });
    }

    private static async Task<List<PermissionLine>> Permissions(TraceabilityDb db, AtRight at, DateOnly today)
    {
        var rows = await db.Permissions.Where(row => row.RightId == at.Id).OrderBy(row => row.ValidFrom).ThenBy(row => row.Id).ToListAsync(at.Cancellation);
        var parties = rows.Select(row => row.PartyId).ToList();
        // Whoever gave a permission named its party, whoever's tenant that is.
        await using var house = db.WholeHouse();
        var names = await house.Parties.Where(party => parties.Contains(party.Id)).ToDictionaryAsync(party => party.Id, party => party.Name, at.Cancellation);
        return [.. rows.Select(row => PermissionLine.Of(row.ToPermission(), names[row.PartyId], row.TenantId == at.Person.TenantId && row.WithdrawnOn is null, today))];
    }

    private static PlainWords? DoneWords(string? done) => done switch
    {
        "recorded" => new("已登记。接着上传证书，再请同事复核。", "Recorded. Send its certificate next, then let a colleague check it."),
        "certificate" => new("证书已保存。请另一位同事复核。", "The certificate is kept. Let a colleague check it."),
        "check" => new("已复核。", "Checked."),
        "mismatch" => new("已记下，登记的同事会看到。", "Recorded: whoever recorded the right will see it."),
        "states" => new("状态已记下。", "The state is recorded."),
        "permissions" => new("已许可。", "The permission is given."),
        "withdrawn" => new("已撤回。", "The permission is withdrawn."),
        "zone" => new("保护范围已指定。", "The protected area is set."),
        _ => null,
    };
}
