namespace Traceability.Storage.Codes;

/// <summary>How a sealing key stands. Names are stored.</summary>
public enum KeyStanding
{
    /// <summary>New batches use it.</summary>
    Sealing,
    /// <summary>It only opens what it sealed.</summary>
    OpeningOnly,
    /// <summary>It was stolen: what is first seen after that moment is suspicious.</summary>
    Compromised,
}

/// <summary>What the database knows of a sealing key: never the key, only how to recognise its file.</summary>
public sealed record SealingKeyRow(char Symbol, string Fingerprint, DateTimeOffset CreatedAt)
{
    /// <summary>How it stands.</summary>
    public required KeyStanding State { get; set; }

    /// <summary>Since when it is known to be stolen.</summary>
    public DateTimeOffset? CompromisedSince { get; set; }
}
