using Traceability.Codes;

namespace Traceability.Tests.Codes;

public sealed class KeyRingTests
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(at => (byte)at)];

    [Fact]
    public void The_ring_finds_keys_by_their_exact_symbol_and_knows_the_sealing_one()
    {
        var ring = new KeyRing([Key('1', new KeyState.OpeningOnly()), Key('Z', new KeyState.Sealing())]);
        Assert.Equal('Z', ring.Sealing.Symbol);
        Assert.True(ring.TryGet('1', out var old));
        Assert.IsType<KeyState.OpeningOnly>(old.State);
        Assert.False(ring.TryGet('z', out _));
        Assert.Equal(2, ring.Keys.Count);
    }

    [Fact]
    public void Two_keys_of_one_symbol_are_refused() =>
        Assert.Throws<ArgumentException>(() => new KeyRing([Key('1', new KeyState.Sealing()), Key('1', new KeyState.OpeningOnly())]));

    [Fact]
    public void A_ring_has_exactly_one_sealing_key()
    {
        Assert.Throws<ArgumentException>(() => new KeyRing([]));
        Assert.Throws<ArgumentException>(() => new KeyRing([Key('1', new KeyState.OpeningOnly())]));
        Assert.Throws<ArgumentException>(() => new KeyRing([Key('1', new KeyState.Sealing()), Key('2', new KeyState.Sealing())]));
    }

    [Theory]
    [InlineData('U', 32)]
    [InlineData('a', 32)]
    [InlineData('1', 31)]
    [InlineData('1', 33)]
    public void A_key_of_another_symbol_or_length_is_refused(char symbol, int bytes) =>
        Assert.Throws<ArgumentException>(() => new SealingKey(symbol, new byte[bytes], new KeyState.Sealing()));

    [Fact]
    public void The_fingerprint_is_that_of_the_worked_example() =>
        Assert.Equal("1bba29be59a8d62490a9fc3fc0a7bd25", Key('1', new KeyState.Sealing()).Fingerprint);

    [Fact]
    public void A_key_keeps_its_own_copy_of_the_secret()
    {
        var secret = Secret.ToArray();
        var key = new SealingKey('1', secret, new KeyState.Sealing());
        var before = new CodeSeal(new KeyRing([key])).Seal('1', 1, 1);
        secret.AsSpan().Clear();
        Assert.Equal(before, new CodeSeal(new KeyRing([key])).Seal('1', 1, 1));
    }

    [Fact]
    public void A_key_never_shows_its_secret()
    {
        var text = Key('1', new KeyState.Sealing()).ToString();
        Assert.Contains("Sealing", text);
        Assert.DoesNotContain(Convert.ToHexString(Secret)[..8], text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(typeof(SealingKey).GetProperties(), property => property.PropertyType != typeof(string)
            && property.PropertyType != typeof(char) && property.PropertyType != typeof(KeyState));
    }

    private static SealingKey Key(char symbol, KeyState state) => new(symbol, Secret, state);
}
