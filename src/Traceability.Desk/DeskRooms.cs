using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Desk.Issuing;
using Traceability.Issuing;
using Traceability.Pages;
using Traceability.Storage;
using Traceability.Storage.Access;

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
            rooms.Add(new("/rights", new("权利", "Rights"), new("商标、专利、著作权、地理标志：号码、证书、复核、许可。", "Trademarks, patents, copyrights, geographical indications: number, certificate, check, permissions."),
                await db.Rights.CountAsync(right => right.TenantId == person.TenantId || db.Permissions.Any(permission => permission.RightId == right.Id), cancellation)));
            rooms.Add(new("/plots", new("地块", "Plots"), new("地在哪里、有多大，在不在保护范围内。", "Where the land lies, how large it is, and whether it is inside the protected area."),
                person.Role == Role.Producer ? await db.Plots.CountAsync(cancellation) : null));
            rooms.Add(new("/products", new("产品", "Products"), new("标签贴在什么上：名称、净含量、背后的权利、图案。", "What labels are put on: name, content, the rights behind it, artwork."),
                // Others than producers may have some, but are not led to it.
                person.Role == Role.Producer ? await db.Products.CountAsync(cancellation) : null));
            rooms.Add(AllowancePages.Keepers.Contains(person.Role)
                ? new("/allowance", new("产季与额度", "Seasons and allowance"), new("开产季，按地块给会员核发额度，看各家合计。", "Open a season, grant members the allowance of their plots, see their totals."),
                    await db.Seasons.CountAsync(season => season.TenantId == person.TenantId, cancellation))
                : new("/allowance", new("用标额度", "Allowance"), new("还能印多少标签，怎么算出来的；划转给加工企业。", "How many labels may still be printed and why; transfers to a mill."),
                    await db.Accounts.CountAsync(account => account.Kind == AccountKind.Holding, cancellation)));
        }

        if (person.Role == Role.Producer)
        {
            rooms.Add(new("/lots", new("生产批次", "Lots"), new("同一天做出来的一批货，从额度里划出重量。", "Goods made on one day, with allowance set aside for them."),
                await db.Lots.CountAsync(cancellation)));
        }

        if (Everyone.Printers.Contains(person.Role))
        {
            rooms.Add(new("/batches", new("标签批", "Batches of labels"), new("签发、设计、领取、启用标签，盘点，看消费者查验。", "Issue, design, take and activate labels; count them; see their checks."),
                await db.Batches.CountAsync(cancellation)));
        }

        if (Everyone.Recorders.Contains(person.Role))
        {
            rooms.Add(new("/approvals", new("待复核", "Approvals"), new("大批签发、补印和新登记的权利，要第二个人看过。", "Large batches, reprints and new rights need a second person."),
                await ApprovalPages.CountFor(db, person, cancellation)));
        }

        if (person.Role == Role.Officer)
            rooms.Add(new("/dossier", new("查一个码的档案", "The dossier of a code"), new("输入或粘贴标签上的码，看它背后的全部记录。", "Type or paste the code of a label and read every record behind it.")));
        if (Everyone.Readers.Contains(person.Role))
            rooms.Add(new("/alerts", new("预警", "Alerts"), new("查验中说不通的地方，先看待查的。", "What scans cannot explain; those to be looked at first.")));
        if (person.ManagesPeople)
        {
            rooms.Add(new("/people", new("成员与邀请", "People and invitations"), new("请同事或代办机构一起来做。", "Let colleagues or an agency work with you.")));
            rooms.Add(new("/keys", new("程序用的密钥", "API keys"), new("让 ERP 或标签打印软件替您做事。", "Let an ERP or label software work for you.")));
        }

        rooms.Add(new("/account", new("我的账户", "My account"), new("换密码，加通行密钥，看在哪里登录着。", "Change the password, add a passkey, see where you are signed in.")));
        return rooms;
    }
}
