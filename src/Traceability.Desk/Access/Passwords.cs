using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Traceability.Storage.Access;

namespace Traceability.Desk.Access;

/// <summary>Hashes and compares passwords (PBKDF2 with HMAC-SHA512), with the same work for somebody who is not there.</summary>
internal sealed class Passwords
{
    // What OWASP asks of this hash in 2025.
    private const int Rounds = 210_000;

    private readonly PasswordHasher<PersonRow> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));
    private readonly Lazy<string> _nobodys;

    public Passwords() => _nobodys = new(() => Hash(RandomNumberGenerator.GetHexString(32)));

    /// <summary>The hash that is kept.</summary>
    public string Hash(string password) => _hasher.HashPassword(null!, password);

    /// <summary>True when it is the password of that person; never for nobody.</summary>
    public bool Fits(PersonRow? person, string password) =>
        _hasher.VerifyHashedPassword(null!, person?.PasswordHash ?? _nobodys.Value, password) != PasswordVerificationResult.Failed && person is not null;
}
