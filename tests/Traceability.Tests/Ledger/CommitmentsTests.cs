using System.Security.Cryptography;
using Traceability.Ledger;

namespace Traceability.Tests.Ledger;

public sealed class CommitmentsTests
{
    // RFC 6962, 2.1, written down as it stands there: split at the largest power of two below the count.
    private static byte[] Defined(ReadOnlySpan<byte> leaves)
    {
        var count = leaves.Length / Commitments.HashBytes;
        if (count == 1)
            return SHA256.HashData([0, .. leaves]);
        var split = 1;
        while (2 * split < count)
            split *= 2;
        return SHA256.HashData([1, .. Defined(leaves[..(split * Commitments.HashBytes)]), .. Defined(leaves[(split * Commitments.HashBytes)..])]);
    }

    [Fact]
    public void The_root_is_the_merkle_tree_hash_for_every_count()
    {
        var leaves = new byte[70 * Commitments.HashBytes];
        new Random(6962).NextBytes(leaves);
        for (var count = 1; count <= 70; count++)
            Assert.Equal(Defined(leaves.AsSpan(0, count * Commitments.HashBytes)), Commitments.Root(leaves.AsSpan(0, count * Commitments.HashBytes)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Nothing_and_a_cut_commitment_have_no_root(int bytes) => Assert.Throws<ArgumentException>(() => Commitments.Root(new byte[bytes]));

    [Fact]
    public void A_commitment_is_the_hash_of_salt_and_facts_and_either_changes_it()
    {
        var (salt, commitment) = (new byte[16], new byte[Commitments.HashBytes]);
        Commitments.Write(salt, """{"a":1}""", commitment);

        Assert.Equal(SHA256.HashData([.. salt, .. """{"a":1}"""u8]), commitment);
        var other = new byte[Commitments.HashBytes];
        Commitments.Write(salt, """{"a":2}""", other);
        Assert.NotEqual(commitment, other);
        salt[15] = 1;
        Commitments.Write(salt, """{"a":1}""", other);
        Assert.NotEqual(commitment, other);
    }
}
