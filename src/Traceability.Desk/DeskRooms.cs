using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Desk.Issuing;
using Traceability.Issuing;
using Traceability.Pages;
using Traceability.Storage;

namespace Traceability.Desk;

/// <summary>What there is to do for whoever signed in, in the order in which a newcomer does it: on the first page, what is still empty is the next step.</summary>
internal static class DeskRooms
{
    /// <summary>The rooms of a person, each with how much is in it.</summary>
    public static async Task<List<DeskRoom>> Of(SignedIn person, TraceabilityDb db, CancellationToken cancellation)
    {
        var rooms = new List<DeskRoom>();
        if (Everyone.Recorders.Contains(person.Role))
        {
            rooms.Add(new("/parties", new("主体", "Parties"), new("谁种、谁加工：营业执照上的名称和代码。", "Who grows and who makes: name and code of the licence."),
                await db.Parties.CountAsync(cancellation)));
            rooms.Add(new("/plots", new("地块", "Plots"), new("地在哪里、有多大，在不在保护范围内。", "Where the land lies, how large it is, and whether it is inside the protected area."),
                await db.Plots.CountAsync(cancellation)));
            rooms.Add(AllowancePages.Keepers.Contains(person.Role)
                ? new("/allowance", new("产季与额度", "Seasons and allowance"), new("开产季，按地块给会员核发额度，看各家合计。", "Open a season, grant members the allowance of their plots, see their totals."),
                    await db.Seasons.CountAsync(season => season.TenantId == person.TenantId, cancellation))
                : new("/allowance", new("用标额度", "Allowance"), new("还能印多少标签，怎么算出来的；划转给加工企业。", "How many labels may still be printed and why; transfers to a mill."),
                    await db.Accounts.CountAsync(account => account.Kind == AccountKind.Holding, cancellation)));
        }

        if (person.ManagesPeople)
            rooms.Add(new("/people", new("成员与邀请", "People and invitations"), new("请同事或代办机构一起来做。", "Let colleagues or an agency work with you.")));
        rooms.Add(new("/account", new("我的账户与密码", "My account and password"), new("换密码，看自己以谁的身份工作。", "Change the password; see for whom you work.")));
        return rooms;
    }
}
