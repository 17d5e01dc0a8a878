namespace Traceability.Stories.Model;

/// <summary>A batch with every one of its labels.</summary>
internal sealed class Batch
{
    public Batch(string name, string lot, int count) => (Name, Lot, Labels) = (name, lot, [.. Enumerable.Range(1, count).Select(serial => new Label(this, serial))]);

    public string Name { get; }

    public string Lot { get; }

    public List<Label> Labels { get; }
}

/// <summary>One label and all that happened to it.</summary>
internal sealed class Label(Batch batch, int serial)
{
    public Batch Batch { get; } = batch;

    public int Serial { get; } = serial;

    public string State { get; set; } = "NotActivated";

    public string? Reason { get; set; }

    public DateTimeOffset Since { get; set; }

    public (string Reason, DateTimeOffset Since)? Suspicion { get; set; }

    public long Count { get; set; }

    public DateTimeOffset? FirstAt { get; set; }

    public Dictionary<Guid, Scan> Scans { get; } = [];

    public override string ToString() => $"{Batch.Name}#{Serial}";
}

/// <summary>A scan as first sent. Its verdict is what its sender was told then.</summary>
internal sealed record Scan(string Name, Guid Id, Label Label, DateTimeOffset At)
{
    public string Verdict { get; set; } = "";
}
