using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Desk.Origins;
using Traceability.Desk.Parties;
using Traceability.Desk.Products;
using Traceability.Desk.Rights;
using Traceability.Pages;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Storage;

namespace Traceability.Desk;

/// <summary>The page on which a record made by mistake is taken away, the same for every kind: what it is, what that means, one button (decision 0023).</summary>
internal static class RemovalPages
{
    public static void Map(IEndpointRouteBuilder door)
    {
        Map(door, new("/parties", new("主体", "Parties"), new("没有地块、权利、额度、生产批次用到它，才能删除。", "It can be taken away as long as no plot, right, allowance or lot uses it.")),
            (db, at) => db.Parties.Where(row => row.Id == at.Id).Select(row => new Found(row.Name, row.Version)),
            async at => (await RemoveParty.Remove(at.Id, at.Context, at.Person.Caller, at.Store, at.Clock, at.Cancellation)).Result);
        Map(door, new("/rights", new("权利", "Rights"), new("没有产品、许可、产季用到它，也没有同事复核过，才能删除。", "It can be taken away as long as no product, permission or season uses it and no colleague has checked it.")),
            (db, at) => db.Rights.Where(row => row.Id == at.Id && row.TenantId == at.Person.TenantId).Select(row => new Found(row.Title + " " + row.Number, row.Version)),
            async at => (await RemoveRight.Remove(at.Id, at.Context, at.Person.Caller, at.Store, at.Clock, at.Cancellation)).Result);
        Map(door, new("/products", new("产品", "Products"), new("还没有为它建过生产批次，才能删除；它的图片和图案一起删除。", "It can be taken away as long as no lot was made of it; its pictures and artwork go with it.")),
            (db, at) => db.Products.Where(row => row.Id == at.Id).Select(row => new Found(row.Name, row.Version)),
            async at => (await RemoveProduct.Remove(at.Id, at.Context, at.Person.Caller, at.Store, at.Clock, at.Cancellation)).Result);
        Map(door, new("/plots", new("地块", "Plots"), new("还没有核发过额度，才能删除；重画的地块要重新登记。", "It can be taken away as long as it was never granted allowance; land drawn anew is recorded anew.")),
            (db, at) => db.Plots.Where(row => row.Id == at.Id).Select(row => new Found(row.Name, 0)),
            async at => (await RemovePlot.Remove(at.Id, at.Person.Caller, at.Store, at.Clock, at.Cancellation)).Result);
    }

    /// <summary>What the list says after a record was taken away; none for anything else.</summary>
    public static PlainWords? DoneWords(string? done) => done == "removed" ? new("已删除。", "Taken away.") : null;

    private static void Map(IEndpointRouteBuilder door, RemovableKind kind, Func<TraceabilityDb, AtRecord, IQueryable<Found>> find, Func<AtRecord, Task<IResult>> remove)
    {
        var route = $"{kind.List}/{{id:guid}}/remove";
        door.MapGet(route, ([AsParameters] AtRecord at) => Page(at, PageForm.New(at.Context))).ForPeople(Everyone.Recorders);
        door.MapPost(route, async ([AsParameters] AtRecord at) =>
        {
            var form = await PageForm.Of(at.Context);
            form.TellVersion();
            return await remove(at) switch
            {
                Problem { Status: StatusCodes.Status404NotFound } gone => gone,
                Problem bad => await Page(at, form.Shown(bad)),
                _ => PageGate.SeeOther(at.Context, $"{kind.List}?done=removed"),
            };
        }).ForPeople(Everyone.Recorders);

        async Task<IResult> Page(AtRecord at, ShownForm form)
        {
            await using var db = at.Store.Read(at.Person.Caller.Scope);
            return await find(db, at).SingleOrDefaultAsync(at.Cancellation) is { } found
                ? DeskPages.Show<RemovalPage>(at.Context, at.Person, form, new()
                {
                    [nameof(RemovalPage.Kind)] = kind,
                    [nameof(RemovalPage.Id)] = at.Id,
                    [nameof(RemovalPage.Name)] = found.Name,
                    [nameof(RemovalPage.Version)] = found.Version,
                })
                : Problem.NotFound;
        }
    }

    private sealed record Found(string Name, int Version);
}

/// <summary>Which record somebody is at, and all that its removal asks for.</summary>
internal sealed record AtRecord(Guid Id, HttpContext Context, SignedIn Person, Store Store, TimeProvider Clock, CancellationToken Cancellation);
