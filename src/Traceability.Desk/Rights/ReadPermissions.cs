using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Pages.Doors;
using Traceability.Storage;

namespace Traceability.Desk.Rights;

/// <summary>Reads the permissions of a right that the caller's tenant gave or its parties got.</summary>
internal static class ReadPermissions
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/rights/{id:guid}/permissions", List).For(Everyone.Readers).Produces<PageOf<PermissionReply>>();

    private static async Task<IResult> List(
        Guid id, Guid? after, int? limit, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        if (!await db.Rights.AnyAsync(right => right.Id == id, cancellation))
            return Problem.NotFound;
        var today = HouseTime.DayOf(clock.GetUtcNow());
        return Paging.Reply(await db.Permissions.Where(permission => permission.RightId == id)
            .Page(row => row.Id, after, limit, row => PermissionReply.Of(row, today), cancellation));
    }
}
