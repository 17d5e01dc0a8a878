using Microsoft.EntityFrameworkCore;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Pages.People;
using Traceability.Storage;
using Traceability.Storage.Access;

namespace Traceability.Desk.Access;

/// <summary>Makes whoever holds an invitation link a member, once: with the account he is signed in to, or with a new one.</summary>
internal static class JoinTenant
{
    private const string Path = "/join/{secret}";

    private const int NameLengthMax = 60;

    private static readonly Problem NoInvitation = new(StatusCodes.Status404NotFound, "noInvitation", "This link opens nothing.") { Zh = "这个链接打不开任何东西。" };

    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet(Path, Ask).ForAnyone();
        door.MapPost(Path, Join).ForAnyone();
    }

    private static async Task<IResult> Ask(string secret, HttpContext context, Store store, TimeProvider clock, CancellationToken cancellation) =>
        await Find(store, secret, clock.GetUtcNow(), cancellation) is { } invitation ? await Page(context, store, secret, invitation, new(), cancellation) : NoInvitation;

    private static async Task<IResult> Join(string secret, HttpContext context, Store store, Passwords passwords, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (await Find(store, secret, now, cancellation) is not { } invitation)
            return NoInvitation;
        if (context.Features.Get<SignedIn>() is { } person)
            return await JoinAs(person, context, store, secret, invitation, now, cancellation);

        var form = await context.Request.ReadFormAsync(cancellation);
        var typed = new JoinNews { Name = form["name"], User = form["user"] };
        if (Read(form, out var name, out var userName, out var password) is { } bad)
            return await Page(context, store, secret, invitation, typed with { Fault = bad }, cancellation);

        var newcomer = new PersonRow(Guid.CreateVersion7(now), userName, now) { DisplayName = name, PasswordHash = passwords.Hash(password), SecurityStamp = Guid.CreateVersion7(now) };
        var (begun, isTaken) = await store.Write<(SignInRow?, bool)>(TenantScope.Of(invitation.TenantId), async db =>
        {
            if (await InvitePerson.Open(db, secret, now, cancellation) is not { } open)
                return Written<(SignInRow?, bool)>.Nothing((null, false));
            await using (var house = db.WholeHouse())
            {
                if (await house.People.AnyAsync(one => one.UserName == userName, cancellation))
                    return Written<(SignInRow?, bool)>.Nothing((null, true));
            }

            db.People.Add(newcomer);
            var joined = Add(db, open, newcomer.Id, now);
            var first = await SignedIn.Begin(db, newcomer.Id, open.TenantId, newcomer.SecurityStamp, now, now, cancellation);
            return Written<(SignInRow?, bool)>.Done((first, false), joined, SignIn.ActOf(first, "in", now));
        }, cancellation);
        if (isTaken)
            return await Page(context, store, secret, invitation, typed with { Fault = new("user", new("这个用户名已有人用。是您自己的，就先登录再打开链接；不是，就换一个。", "This user name is taken. If it is yours, sign in first and open the link again; if not, choose another.")) }, cancellation);
        if (begun is null)
            return NoInvitation;
        await SignInCookie.Give(context, begun.Id);
        return PageGate.SeeOther(context, "/");
    }

    private static async Task<IResult> JoinAs(SignedIn person, HttpContext context, Store store, string secret, InvitationRow invitation, DateTimeOffset now, CancellationToken cancellation)
    {
        var trouble = await store.Write(TenantScope.Of(invitation.TenantId), async db =>
        {
            if (await InvitePerson.Open(db, secret, now, cancellation) is not { } open)
                return Written<Problem?>.Nothing(NoInvitation);
            if (await db.Memberships.AnyAsync(row => row.PersonId == person.PersonId, cancellation))
                return Written<Problem?>.Nothing(Problem.Conflict("memberAlready", "You work there already; the link stays open for somebody else.", zh: "您已经在那里工作；链接仍可给别人用。"));
            return Written<Problem?>.Done(null, Add(db, open, person.PersonId, now));
        }, cancellation);
        return trouble is null ? PageGate.SeeOther(context, "/") : trouble;
    }

    private static Act Add(TraceabilityDb db, InvitationRow open, Guid personId, DateTimeOffset now)
    {
        open.ClosedAt = now;
        db.Memberships.Add(new MembershipRow(personId, open.TenantId, open.Role, open.ManagesPeople, now));
        return InvitePerson.ActOf(open, "joined", personId, now);
    }

    private static FieldFault? Read(IFormCollection form, out string name, out string userName, out string password)
    {
        (userName, password) = ("", "");
        if (PlainText.Read(form["name"], "name", NameLengthMax, out name) is not null)
            return new("name", new("请写您的姓名，最多 60 个字，一行。", "Give your name, in one line of at most 60 characters."));
        if (!UserName.TryChoose(form["user"].ToString(), out userName))
            return new("user", new($"用 {UserName.LengthMin} 到 {UserName.LengthMax} 个英文字母、数字或 . _ - + @，以字母或数字开头。", $"Use {UserName.LengthMin} to {UserName.LengthMax} of a-z, 0-9 and . _ - + @, beginning with a letter or digit."));
        return ChangePassword.Read(form, userName, out password);
    }

    private static async Task<InvitationRow?> Find(Store store, string secret, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = store.Read(TenantScope.House);
        return await InvitePerson.Open(db, secret, now, cancellation);
    }

    private static async Task<IResult> Page(HttpContext context, Store store, string secret, InvitationRow invitation, JoinNews news, CancellationToken cancellation)
    {
        await using var db = store.Read(TenantScope.Of(invitation.TenantId));
        return DeskPages.Show<JoinPage>(context, new()
        {
            [nameof(JoinPage.Path)] = $"/join/{secret}",
            [nameof(JoinPage.Tenant)] = (await db.Tenants.SingleAsync(cancellation)).Name,
            [nameof(JoinPage.Role)] = RoleWords.Of(invitation.Role),
            [nameof(JoinPage.Visitor)] = context.Features.Get<SignedIn>()?.Visitor,
            [nameof(JoinPage.News)] = news,
            [nameof(JoinPage.Token)] = PageGate.TokenOf(context),
        }, news.Fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }
}
