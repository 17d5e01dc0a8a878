using System.Security.Cryptography;

namespace Traceability.Codes;

/// <summary>One year's secret with the symbol that names it in every code it sealed (docs/formats/source-code.md §8). It never shows its bytes.</summary>
public sealed class SealingKey
{
    /// <summary>Bytes of a key: AES-256.</summary>
    public const int KeyBytes = 32;

    private const int FingerprintBytes = 16;

    private readonly byte[] _secret;

    /// <summary>Copies the 32 secret bytes. Another length, or a symbol outside the alphabet, is an <see cref="ArgumentException"/>.</summary>
    public SealingKey(char symbol, ReadOnlySpan<byte> secret, KeyState state)
    {
        if (!Symbols.Alphabet.Contains(symbol))
            throw new ArgumentException($"A key symbol is one of {Symbols.Alphabet}.", nameof(symbol));
        if (secret.Length != KeyBytes)
            throw new ArgumentException($"A sealing key has {KeyBytes} bytes, not {secret.Length}.", nameof(secret));

        Symbol = symbol;
        State = state;
        _secret = secret.ToArray();
        Fingerprint = Convert.ToHexStringLower(
            SHA256.HashData([.. "TSKF"u8, (byte)symbol, .. secret]).AsSpan(0, FingerprintBytes));
    }

    /// <summary>The first symbol of every code this key sealed.</summary>
    public char Symbol { get; }

    /// <summary>What the key may still be used for.</summary>
    public KeyState State { get; }

    /// <summary>32 hexadecimal digits that recognise the key without revealing it (§8.3): a database records them, a wrong key file shows.</summary>
    public string Fingerprint { get; }

    internal ReadOnlySpan<byte> Secret => _secret;

    /// <summary>The same key in another state.</summary>
    public SealingKey Standing(KeyState state) => new(Symbol, _secret, state);

    /// <summary>Symbol, state and fingerprint, so that a log line can name a key but never leak it.</summary>
    public override string ToString() => $"key {Symbol} ({State.GetType().Name}, {Fingerprint})";
}
