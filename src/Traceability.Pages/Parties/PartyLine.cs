using Traceability.Parties;

namespace Traceability.Pages.Parties;

/// <summary>A party in a list.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Name">Registered name.</param>
/// <param name="Uscc">Unified social credit code.</param>
/// <param name="Kind">What it does.</param>
public sealed record PartyLine(Guid Id, string Name, string Uscc, PartyKind Kind);
