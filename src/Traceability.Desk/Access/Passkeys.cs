using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Traceability.Storage;
using Traceability.Storage.Access;

namespace Traceability.Desk.Access;

/// <summary>
/// Asks authenticators to make passkeys and to prove that they hold them, for this desk's own host name (WebAuthn level 3). The platform verifies; a question is sealed, answered within
/// <see cref="AnswerMax"/>, and carries the identity of what its answer makes, a passkey or a sign-in, so that the database takes each answer once.
/// </summary>
internal sealed class Passkeys
{
    /// <summary>A later answer counts for nothing.</summary>
    public static readonly TimeSpan AnswerMax = TimeSpan.FromMinutes(5);

    private static readonly JsonSerializerOptions AsSent = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private readonly PasskeyHandler<PersonRow> _verifier;
    private readonly IDataProtector _makingSeal, _enteringSeal;
    private readonly TimeProvider _clock;

    public Passkeys(Store store, IDataProtectionProvider protection, TimeProvider clock)
    {
        // Of the platform's accounts only the verifier is used, and it asks for people and their passkeys only.
        var people = new UserManager<PersonRow>(new PasskeyShelf(store), null!, null!, null!, null!, null!, null!, null!, null!);
        _verifier = new(people, Options.Create(new IdentityPasskeyOptions
        {
            AuthenticatorTimeout = AnswerMax,
            // It stands for name and password together: the authenticator knows whose it is, and asks for finger, face or PIN.
            ResidentKeyRequirement = "required",
            UserVerificationRequirement = "required",
            AttestationConveyancePreference = "none",
            ValidateOrigin = asked => ValueTask.FromResult(!asked.CrossOrigin && IsOwn(asked.Origin, asked.HttpContext)),
        }));
        (_makingSeal, _enteringSeal, _clock) = (protection.CreateProtector("passkey", "making"), protection.CreateProtector("passkey", "entering"), clock);
    }

    /// <summary>True where browsers know passkeys: at a host name, never at a bare address such as 127.0.0.1.</summary>
    public static bool CanBeUsed(HttpContext context) => Uri.CheckHostName(context.Request.Host.Host) == UriHostNameType.Dns;

    /// <summary>What an answer calls its key; none when it cannot be read.</summary>
    public static string? NameOf(string answer)
    {
        try
        {
            return JsonSerializer.Deserialize<Named>(answer, AsSent)?.Id;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Asks for a new passkey of somebody who is signed in.</summary>
    public async Task<PasskeyQuestion> AskToMake(SignedIn person, HttpContext context)
    {
        var asked = await _verifier.MakeCreationOptionsAsync(new() { Id = person.PersonId.ToString("D"), Name = person.UserName, DisplayName = person.DisplayName }, context);
        return Question(_makingSeal, asked.CreationOptionsJson, asked.AttestationState!);
    }

    /// <summary>Asks whoever is there to show one.</summary>
    public async Task<PasskeyQuestion> AskToEnter(HttpContext context)
    {
        var asked = await _verifier.MakeRequestOptionsAsync(null, context);
        return Question(_enteringSeal, asked.RequestOptionsJson, asked.AssertionState!);
    }

    /// <summary>The passkey that an answer made for the person, and its identity; none when the answer is not one to a question of ours to that person, or too late.</summary>
    public async Task<(Guid Id, UserPasskeyInfo Key)?> Made(SignedIn person, string ticket, string answer, HttpContext context)
    {
        if (Open(_makingSeal, ticket) is not { } asked)
            return null;
        var made = await _verifier.PerformAttestationAsync(new() { HttpContext = context, CredentialJson = answer, AttestationState = asked.State });
        return made.Succeeded && made.UserEntity.Id == person.PersonId.ToString("D") ? (asked.Id, made.Passkey) : null;
    }

    /// <summary>Whose passkey was shown, with what its authenticator counted, and the identity of the sign-in that this is; none when it proves nothing.</summary>
    public async Task<(Guid Id, PersonRow Person, UserPasskeyInfo Key)?> Shown(string ticket, string answer, HttpContext context)
    {
        if (Open(_enteringSeal, ticket) is not { } asked)
            return null;
        var shown = await _verifier.PerformAssertionAsync(new() { HttpContext = context, CredentialJson = answer, AssertionState = asked.State });
        return shown.Succeeded ? (asked.Id, shown.User, shown.Passkey) : null;
    }

    private PasskeyQuestion Question(IDataProtector seal, string options, string state)
    {
        var now = _clock.GetUtcNow();
        return new(JsonElement.Parse(options), seal.Protect(JsonSerializer.Serialize(new Asked(Guid.CreateVersion7(now), now + AnswerMax, state))));
    }

    private Asked? Open(IDataProtector seal, string ticket)
    {
        try
        {
            return JsonSerializer.Deserialize<Asked>(seal.Unprotect(ticket)) is { } asked && asked.EndsAt > _clock.GetUtcNow() ? asked : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // The platform would take any page whose own request says the same, a neighbour's below our name too.
    private static bool IsOwn(string origin, HttpContext context) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority.Equals(context.Request.Host.Value, StringComparison.OrdinalIgnoreCase);

    private sealed record Asked(Guid Id, DateTimeOffset EndsAt, string State);

    private sealed record Named(string? Id);
}

/// <summary>A question to an authenticator.</summary>
/// <param name="Options">As browsers parse them (WebAuthn level 3, 5.1.8 and 5.1.9).</param>
/// <param name="Ticket">To be sent back with the answer.</param>
internal sealed record PasskeyQuestion(JsonElement Options, string Ticket);
