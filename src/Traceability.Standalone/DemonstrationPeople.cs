namespace Traceability.Standalone;

/// <summary>Who takes part in the demonstration, each with a key of his own.</summary>
internal sealed class DemonstrationPeople(string desk, string publicDoor, DemonstrationCaller administrator) : IDisposable
{
    /// <summary>Runs the house.</summary>
    public DemonstrationCaller Administrator { get; } = administrator;

    /// <summary>A mill, a flower maker and a fashion house in one tenant.</summary>
    public DemonstrationCaller Producer { get; private set; } = administrator;

    /// <summary>The second person of the producer's tenant.</summary>
    public DemonstrationCaller SecondProducer { get; private set; } = administrator;

    /// <summary>A farm.</summary>
    public DemonstrationCaller Farmer { get; private set; } = administrator;

    /// <summary>Keeps the GIs.</summary>
    public DemonstrationCaller Association { get; private set; } = administrator;

    /// <summary>The second person of the association.</summary>
    public DemonstrationCaller SecondAssociation { get; private set; } = administrator;

    /// <summary>Decides about suspicious labels.</summary>
    public DemonstrationCaller Officer { get; private set; } = administrator;

    /// <summary>Anyone with a phone.</summary>
    public DemonstrationCaller Shopper { get; } = new(publicDoor, null);

    /// <summary>Makes tenants and keys.</summary>
    public async Task MoveIn()
    {
        var producer = await Tenant(Demonstration.Producer);
        var association = await Tenant(Demonstration.Association);
        Producer = await Key(producer, "Producer", DemonstrationFile.KeyName);
        SecondProducer = await Key(producer, "Producer", DemonstrationFile.SecondKeyName);
        Farmer = await Key(await Tenant(Demonstration.Farmer), "Producer", DemonstrationFile.KeyName);
        Association = await Key(association, "Association", DemonstrationFile.KeyName);
        SecondAssociation = await Key(association, "Association", DemonstrationFile.SecondKeyName);
        Officer = await Key(await Tenant(Demonstration.Officer), "Officer", DemonstrationFile.KeyName);
    }

    public void Dispose()
    {
        foreach (var caller in (DemonstrationCaller[])[Producer, SecondProducer, Farmer, Association, SecondAssociation, Officer, Shopper])
            caller.Dispose();
    }

    private Task<Guid> Tenant(string name) => Administrator.Make("/api/v1/tenants", new { name, isDemonstration = true });

    private async Task<DemonstrationCaller> Key(Guid tenantId, string role, string name) =>
        new(desk, (await Administrator.Post("/api/v1/api-keys", new { tenantId, role, name })).GetProperty("secret").GetString());
}
