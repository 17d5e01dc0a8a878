namespace Traceability.Codes;

/// <summary>What a sealing key may still be used for (docs/formats/source-code.md §8.2).</summary>
public abstract record KeyState
{
    private KeyState()
    {
    }

    /// <summary>New batches are issued under this key; a ring holds exactly one such key.</summary>
    public sealed record Sealing : KeyState;

    /// <summary>Batches already issued under it keep their codes; no new batch takes it.</summary>
    public sealed record OpeningOnly : KeyState;

    /// <summary>Known or feared to be in foreign hands: a code first seen after <paramref name="Since"/> is suspicious.</summary>
    public sealed record Compromised(DateTimeOffset Since) : KeyState;
}
