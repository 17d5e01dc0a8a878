using Traceability.Codes;
using Traceability.Desk.Access;
using Traceability.Pages.Doors;
using Traceability.Storage.Access;
using Traceability.Storage.Codes;
using CompromiseReply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.NoContent, Traceability.Pages.Doors.Problem>;
using RotationReply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<System.Collections.Generic.List<Traceability.Desk.Codes.KeyReply>>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Codes;

/// <summary>Shows sealing keys, never their secret, rotates them and declares one stolen.</summary>
internal static class ManageKeys
{
    private static readonly Problem NoSymbolLeft = Problem.Conflict("noSymbolLeft", "Every key symbol is used up: a new key needs an empty house.", zh: "密钥标识符已全部用完：再做新密钥，需要一套空的系统。");

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/keys", (KeyShelf keys) => TypedResults.Ok(List(keys))).For(Role.Administrator);
        api.MapPost("/keys/rotation", async Task<RotationReply> (KeyShelf keys, CancellationToken cancellation) =>
        {
            if (!keys.HasFreeSymbol)
                return NoSymbolLeft;
            await keys.Rotate(cancellation);
            return TypedResults.Ok(List(keys));
        }).For(Role.Administrator);
        api.MapPost("/keys/{symbol}/compromise", Compromise).For(Role.Administrator);
    }

    private static async Task<CompromiseReply> Compromise(string symbol, CompromiseRequest request, KeyShelf keys, TimeProvider clock, CancellationToken cancellation)
    {
        if (request.Since > clock.GetUtcNow())
            return Problem.BadInput("since", "A key cannot have been stolen in the future.", zh: "密钥不可能在将来失窃。");
        if (symbol.Length != 1 || !keys.Ring.TryGet(symbol[0], out var key))
            return Problem.NotFound;
        if (key.State is KeyState.Sealing && !keys.HasFreeSymbol)
            return NoSymbolLeft;
        return await keys.Compromise(symbol[0], request.Since, cancellation) ? TypedResults.NoContent() : Problem.NotFound;
    }

    private static List<KeyReply> List(KeyShelf keys) =>
    [
        .. keys.Ring.Keys.OrderBy(key => key.Symbol).Select(key =>
            new KeyReply(key.Symbol.ToString(), key.Fingerprint, key.State.GetType().Name, (key.State as KeyState.Compromised)?.Since)),
    ];
}

/// <summary>Since when a key is known to be stolen.</summary>
/// <param name="Since">The moment; what was first seen later is suspicious.</param>
public sealed record CompromiseRequest(DateTimeOffset Since);

/// <summary>A sealing key without its secret.</summary>
/// <param name="Symbol">First symbol of its codes.</param>
/// <param name="Fingerprint">Recognises its file.</param>
/// <param name="State">Sealing, OpeningOnly or Compromised.</param>
/// <param name="CompromisedSince">Since when it is known to be stolen.</param>
public sealed record KeyReply(string Symbol, string Fingerprint, string State, DateTimeOffset? CompromisedSince);
