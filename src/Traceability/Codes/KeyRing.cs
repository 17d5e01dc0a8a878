using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Traceability.Codes;

/// <summary>All keys the service holds, one for each symbol, exactly one of them sealing; immutable, so a rotation is a new ring.</summary>
public sealed class KeyRing
{
    private readonly FrozenDictionary<char, SealingKey> _bySymbol;

    /// <summary>Two keys of one symbol, or not exactly one sealing key, are an <see cref="ArgumentException"/> that says which.</summary>
    public KeyRing(IEnumerable<SealingKey> keys)
    {
        var all = keys.ToArray();
        if (all.GroupBy(key => key.Symbol).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"Two keys share the symbol {twice.Key}.", nameof(keys));

        var sealing = all.Where(key => key.State is KeyState.Sealing).ToArray();
        if (sealing.Length != 1)
            throw new ArgumentException($"A ring has exactly one sealing key, not {sealing.Length}.", nameof(keys));

        _bySymbol = all.ToFrozenDictionary(key => key.Symbol);
        Sealing = sealing[0];
    }

    /// <summary>The key that new batches take.</summary>
    public SealingKey Sealing { get; }

    /// <summary>Every key, in no particular order.</summary>
    public IReadOnlyCollection<SealingKey> Keys => _bySymbol.Values;

    /// <summary>True when a key of exactly this symbol is held.</summary>
    public bool TryGet(char symbol, [NotNullWhen(true)] out SealingKey? key) => _bySymbol.TryGetValue(symbol, out key);
}
