using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Access;

namespace Traceability.Desk.Access;

/// <summary>Who asks: a program by its key, or a person who signed in; for which tenant, and what he may do.</summary>
/// <param name="Id">The key or the person; it stands for a person in every act.</param>
/// <param name="TenantId">Whose rows he sees.</param>
/// <param name="Role">What he may do.</param>
public sealed record Caller(Guid Id, Guid TenantId, Role Role)
{
    /// <summary>Sees and writes only its own tenant's rows.</summary>
    public TenantScope Scope { get; } = TenantScope.Of(TenantId);

    /// <summary>Binds the caller that the gate let in.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<Caller>());
}

/// <summary>Lets a request to the API in by its key and by nothing else, and to an endpoint by the roles that endpoint names. (People and pages: <see cref="PageGate"/>.)</summary>
internal static class Gate
{
    private const string Scheme = "Bearer ";
    private const int KeyLengthMax = 190;

    /// <summary>Only keys of these roles may call the endpoints.</summary>
    public static TBuilder For<TBuilder>(this TBuilder builder, params Role[] roles) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new AllowedRoles(roles));

    /// <summary>A key that was made for certain scopes may call the endpoints that change anything only with this one among them; those that only read ask for <see cref="Scope.Read"/>, unless they take labels.</summary>
    public static TBuilder In<TBuilder>(this TBuilder builder, Scope scope) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new NeededScope(scope));

    /// <summary>The scopes that are of any use to a role, in the order of their names' declaration.</summary>
    public static IReadOnlyList<Scope> ScopesOf(EndpointDataSource endpoints, Role role) =>
        [.. endpoints.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<AllowedRoles>()?.Roles.Contains(role) == true).Select(ScopeOf).OfType<Scope>().Distinct().Order()];

    private static readonly Problem KeyNeeded = new(StatusCodes.Status401Unauthorized, "keyNeeded", "Send your API key as: Authorization: Bearer KEY.") { Zh = "请在请求头里带上密钥：Authorization: Bearer KEY。" };

    private static readonly Problem KeyUnknown = new(StatusCodes.Status401Unauthorized, "keyUnknown", "This key opens nothing here: it was taken back, or replaced. The demonstration makes new keys at every start.")
    {
        Zh = "这把密钥打不开任何东西：它已被收回或换掉。演示环境每次启动都做新密钥。",
    };

    /// <summary>Runs before every endpoint of the API, and before its body is read.</summary>
    public static async Task LetIn(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<AllowedRoles>() is not { } allowed)
        {
            await next(context);
            return;
        }

        if (await Find(context) is not (var caller, var scopes))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await (KeyOf(context) is null ? KeyNeeded : KeyUnknown).ExecuteAsync(context);
            return;
        }

        if (!allowed.Roles.Contains(caller.Role))
        {
            await new Problem(StatusCodes.Status403Forbidden, "notAllowed", $"A key of the role {caller.Role} may not do that.") { Zh = $"身份是“{RoleWords.Of(caller.Role).Zh}”的密钥不能做这件事。" }.ExecuteAsync(context);
            return;
        }

        // An endpoint that names no scope is for keys without any.
        if (scopes is not null && !(ScopeOf(context.GetEndpoint()!) is { } needed && scopes.Split(' ').Contains(needed.ToString())))
        {
            await new Problem(StatusCodes.Status403Forbidden, "outOfScope", $"This key was made for {scopes.Replace(" ", ", ", StringComparison.Ordinal)} only.")
            {
                Zh = $"这把密钥只能用来：{string.Join("；", scopes.Split(' ').Select(scope => ScopeWords.Of(Enum.Parse<Scope>(scope)).Zh))}。",
            }.ExecuteAsync(context);
            return;
        }

        context.Features.Set(caller);
        await next(context);
    }

    /// <summary>The hash under which a secret is kept; it is what the database is asked for, so no secret is ever compared byte by byte.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static async Task<(Caller Caller, string? Scopes)?> Find(HttpContext context)
    {
        if (KeyOf(context) is not { Length: <= KeyLengthMax } secret)
            return null;

        var hash = HashOf(secret);
        await using var db = context.RequestServices.GetRequiredService<Store>().Read(TenantScope.House);
        return await db.ApiKeys.SingleOrDefaultAsync(key => key.SecretSha256 == hash && key.RevokedAt == null, context.RequestAborted) is { } key
            ? (new Caller(key.Id, key.TenantId, key.Role), key.Scopes)
            : null;
    }

    private static Scope? ScopeOf(Endpoint endpoint)
    {
        var isReading = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is [var verb] && HttpMethods.IsGet(verb);
        var declared = endpoint.Metadata.GetMetadata<NeededScope>()?.Scope;
        return isReading && declared != Scope.Labels ? Scope.Read : declared;
    }

    private static string? KeyOf(HttpContext context) =>
        context.Request.Headers.Authorization.ToString() is var header && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && header[Scheme.Length..].Trim() is { Length: > 0 } key
            ? key
            : null;

    private sealed record AllowedRoles(Role[] Roles);

    private sealed record NeededScope(Scope Scope);
}
