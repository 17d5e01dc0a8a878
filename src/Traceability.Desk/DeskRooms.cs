using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
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
        }

        if (person.ManagesPeople)
        {
            rooms.Add(new("/people", new("成员与邀请", "People and invitations"), new("请同事或代办机构一起来做。", "Let colleagues or an agency work with you.")));
            rooms.Add(new("/keys", new("程序用的密钥", "API keys"), new("让 ERP 或标签打印软件替您做事。", "Let an ERP or label software work for you.")));
        }

        rooms.Add(new("/account", new("我的账户", "My account"), new("换密码，加通行密钥，看在哪里登录着。", "Change the password, add a passkey, see where you are signed in.")));
        return rooms;
    }
}
