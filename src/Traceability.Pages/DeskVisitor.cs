namespace Traceability.Pages;

/// <summary>Who is signed in, as pages greet him.</summary>
/// <param name="Name">How he is called.</param>
/// <param name="Tenant">For whom he works now.</param>
/// <param name="Role">As what.</param>
/// <param name="ManagesPeople">He may invite others.</param>
public sealed record DeskVisitor(string Name, string Tenant, PlainWords Role, bool ManagesPeople);

/// <summary>A tenant that can be chosen.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Name">Its name.</param>
public sealed record TenantChoice(Guid Id, string Name);
