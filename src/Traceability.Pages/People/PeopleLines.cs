using Traceability.Pages.Forms;

namespace Traceability.Pages.People;

/// <summary>Somebody who works for the tenant.</summary>
/// <param name="Id">The person.</param>
/// <param name="Name">How he is called.</param>
/// <param name="User">His user name.</param>
/// <param name="Role">As what.</param>
/// <param name="ManagesPeople">Invites and removes others.</param>
/// <param name="IsReader">It is whoever reads the page.</param>
public sealed record MemberLine(Guid Id, string Name, string User, PlainWords Role, bool ManagesPeople, bool IsReader);

/// <summary>An open invitation.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Name">Whom it is meant for.</param>
/// <param name="Role">As what.</param>
/// <param name="EndsAt">Until when it opens.</param>
public sealed record InvitationLine(Guid Id, string Name, PlainWords Role, string EndsAt);

/// <summary>An API key that opens the door.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Name">Which program uses it.</param>
/// <param name="Role">As what.</param>
/// <param name="Scopes">What it is for; empty when it may do what its role may.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="MadeBy">By whom; none when the operator made it for the tenant.</param>
public sealed record KeyLine(Guid Id, string Name, PlainWords Role, IReadOnlyList<PlainWords> Scopes, string MadeAt, string? MadeBy);

/// <summary>A passkey that opens.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Name">What the person calls it.</param>
/// <param name="MadeAt">When it was added.</param>
public sealed record PasskeyLine(Guid Id, string Name, string MadeAt);

/// <summary>Where a person is signed in.</summary>
/// <param name="Tenant">For whom.</param>
/// <param name="BeganAt">Since when.</param>
/// <param name="IsReader">It is the one in which the page is read.</param>
public sealed record SignInLine(string Tenant, string BeganAt, bool IsReader);

/// <summary>Which form of the account's page was sent.</summary>
public enum AccountForm
{
    /// <summary>A new password.</summary>
    Password,
    /// <summary>A new passkey.</summary>
    Passkey,
}

/// <summary>What came of a form on the page of people; nothing when it was only opened.</summary>
public sealed record PeopleNews
{
    /// <summary>The path of the link that was made just now; it is shown this once.</summary>
    public string? Link { get; init; }

    /// <summary>The name as typed.</summary>
    public string? Typed { get; init; }

    /// <summary>What is wrong with it.</summary>
    public FieldFault? Fault { get; init; }
}

/// <summary>What came of a form on the page of an invitation; nothing when it was only opened.</summary>
public sealed record JoinNews
{
    /// <summary>The person's name as typed.</summary>
    public string? Name { get; init; }

    /// <summary>The user name as typed.</summary>
    public string? User { get; init; }

    /// <summary>What is wrong.</summary>
    public FieldFault? Fault { get; init; }
}
