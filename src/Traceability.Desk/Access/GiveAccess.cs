using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Access;
using KeyReplyOrProblem = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Created<Traceability.Desk.Access.ApiKeyReply>, Traceability.Pages.Doors.Problem>;
using RevokeReply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.NoContent, Traceability.Pages.Doors.Problem>;
using TenantReplyOrProblem = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Created<Traceability.Desk.Access.TenantReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Access;

/// <summary>Lets the administrator make tenants and their keys, and take keys back; on a page, whoever manages people does so with the keys of his own tenant.</summary>
public static class GiveAccess
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/tenants", MakeTenant).For(Role.Administrator);
        api.MapPost("/api-keys", MakeKey).For(Role.Administrator);
        api.MapDelete("/api-keys/{id:guid}", (Guid id, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation) =>
            Revoke(id, TenantScope.House, caller, store, clock, cancellation)).For(Role.Administrator);
    }

    /// <summary>Makes a key from the operator's console: how the first administrator gets in. The secret is shown once and kept nowhere.</summary>
    /// <param name="store">The store.</param>
    /// <param name="tenantName">The tenant, made when it is not there.</param>
    /// <param name="role">What the key may do.</param>
    /// <param name="now">The moment.</param>
    /// <param name="cancellation">Gives up before the commit begins.</param>
    /// <param name="keyName">Who will use it.</param>
    /// <param name="replaces">Keys of the same name and tenant stop working: for keys that are made anew at every start.</param>
    public static async Task<string> FromConsole(
        Store store, string tenantName, Role role, DateTimeOffset now, CancellationToken cancellation, string keyName = "console", bool replaces = false)
    {
        var (secret, hash) = NewSecret();
        await store.Write(TenantScope.House, async db =>
        {
            var tenant = await TenantNamed(db, tenantName, now, cancellation);
            if (replaces)
            {
                foreach (var former in await db.ApiKeys.Where(key => key.TenantId == tenant.Id && key.Name == keyName && key.RevokedAt == null).ToListAsync(cancellation))
                    former.RevokedAt = now;
            }

            var key = new ApiKeyRow(Guid.CreateVersion7(now), tenant.Id, role, keyName, hash, now);
            db.ApiKeys.Add(key);
            return Written<bool>.Done(true, ActOf(key, "made", null, now));
        }, cancellation);
        return secret;
    }

    /// <summary>The tenant of a name within a deed, made when it is not there.</summary>
    internal static async Task<TenantRow> TenantNamed(TraceabilityDb db, string tenantName, DateTimeOffset now, CancellationToken cancellation)
    {
        var tenant = await db.Tenants.SingleOrDefaultAsync(tenant => tenant.Name == tenantName, cancellation);
        if (tenant is null)
            db.Tenants.Add(tenant = new TenantRow(Guid.CreateVersion7(now), tenantName, false, now));
        return tenant;
    }

    private static async Task<TenantReplyOrProblem> MakeTenant(TenantRequest request, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        if (PlainText.Read(request.Name, "name", 100, out var name) is { } bad)
            return bad;
        var now = clock.GetUtcNow();
        return await store.Write<TenantReplyOrProblem>(TenantScope.House, async db =>
        {
            if (await db.Tenants.AnyAsync(tenant => tenant.Name == name, cancellation))
                return Written<TenantReplyOrProblem>.Nothing(Problem.Conflict("tenantKnown", "There is a tenant of that name.", "name", "已有同名的单位。"));
            var tenant = new TenantRow(Guid.CreateVersion7(now), name, request.IsDemonstration, now);
            db.Tenants.Add(tenant);
            return Written<TenantReplyOrProblem>.Done(TypedResults.Created($"/api/v1/tenants/{tenant.Id}", new TenantReply(tenant.Id, name, tenant.IsDemonstration)),
                Act.Of(ActKind.AccessChanged, now, Fact.Id("tenant", tenant.Id), Fact.Text("name", name)));
        }, cancellation);
    }

    /// <summary>Makes a key; its secret is in the answer and nowhere else.</summary>
    internal static async Task<KeyReplyOrProblem> MakeKey(ApiKeyRequest request, Caller caller, Store store, EndpointDataSource endpoints, TimeProvider clock, CancellationToken cancellation)
    {
        if (PlainText.Read(request.Name, "name", 100, out var name) is { } bad)
            return bad;
        if (request.Scopes is not null && (request.Scopes.Count == 0 || request.Scopes.Except(Gate.ScopesOf(endpoints, request.Role)).Any()))
            return Problem.BadInput("scopes", $"Give some of {string.Join(", ", Gate.ScopesOf(endpoints, request.Role))}, or leave scopes out.", "scopeNotOfRole", zh: "请至少选一项这个身份能做的事。");
        var scopes = request.Scopes?.Distinct().Order().ToArray();
        var now = clock.GetUtcNow();
        var (secret, hash) = NewSecret();
        return await store.Write<KeyReplyOrProblem>(TenantScope.House, async db =>
        {
            if (!await db.Tenants.AnyAsync(tenant => tenant.Id == request.TenantId, cancellation))
                return Written<KeyReplyOrProblem>.Nothing(Problem.BadInput("tenantId", "There is no such tenant.", "unknownTenant", "没有这个单位。"));
            var key = new ApiKeyRow(Guid.CreateVersion7(now), request.TenantId, request.Role, name, hash, now)
            {
                Scopes = scopes is null ? null : string.Join(' ', scopes),
                MadeBy = request.TenantId == caller.TenantId ? await db.PersonBehind(caller.Id, cancellation) : null,
            };
            db.ApiKeys.Add(key);
            return Written<KeyReplyOrProblem>.Done(
                TypedResults.Created($"/api/v1/api-keys/{key.Id}", new ApiKeyReply(key.Id, key.TenantId, key.Role, name, scopes, secret)), ActOf(key, "made", caller.Id, now));
        }, cancellation);
    }

    /// <summary>Takes a key back: from that moment on it opens nothing.</summary>
    internal static async Task<RevokeReply> Revoke(Guid id, TenantScope scope, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return await store.Write<RevokeReply>(scope, async db =>
        {
            if (await db.ApiKeys.SingleOrDefaultAsync(key => key.Id == id && key.RevokedAt == null, cancellation) is not { } key)
                return Written<RevokeReply>.Nothing(Problem.NotFound);
            key.RevokedAt = now;
            return Written<RevokeReply>.Done(TypedResults.NoContent(), ActOf(key, "revoked", caller.Id, now));
        }, cancellation);
    }

    private static (string Secret, string Hash) NewSecret()
    {
        var secret = "tk_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (secret, Gate.HashOf(secret));
    }

    /// <summary>The act of what happened to a key.</summary>
    internal static Act ActOf(ApiKeyRow key, string what, Guid? by, DateTimeOffset now) => Act.Of(ActKind.AccessChanged, now,
        Fact.Id("key", key.Id), Fact.Id("tenant", key.TenantId), Fact.Text("role", key.Role.ToString()), Fact.Text("scopes", key.Scopes), Fact.Text("what", what), Fact.Text("by", by?.ToString("D")));
}

/// <summary>A tenant to be made.</summary>
/// <param name="Name">Its name, unique.</param>
/// <param name="IsDemonstration">Every page and label of it says 演示.</param>
public sealed record TenantRequest(string Name, bool IsDemonstration = false);

/// <summary>A tenant as made.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsDemonstration">Whether it is a demonstration.</param>
public sealed record TenantReply(Guid Id, string Name, bool IsDemonstration);

/// <summary>A key to be made.</summary>
/// <param name="TenantId">Whose rows it sees.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Name">Who will use it.</param>
/// <param name="Scopes">What it is for, within the role; left out, it may do what its role may.</param>
public sealed record ApiKeyRequest(Guid TenantId, Role Role, string Name, IReadOnlyList<Scope>? Scopes = null);

/// <summary>A key as made.</summary>
/// <param name="Id">Identity.</param>
/// <param name="TenantId">Whose rows it sees.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Name">Who will use it.</param>
/// <param name="Scopes">What it is for; left out when it may do what its role may.</param>
/// <param name="Secret">The key itself: shown this once and kept nowhere.</param>
public sealed record ApiKeyReply(Guid Id, Guid TenantId, Role Role, string Name, IReadOnlyList<Scope>? Scopes, string Secret);
