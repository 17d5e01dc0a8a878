using System.Security.Cryptography;
using System.Text;

namespace Traceability.Ledger;

/// <summary>Salted commitments to many facts under one act (RFC 6962, 2.1): the act holds their root, and each can be shown to belong to it without showing the others.</summary>
public static class Commitments
{
    /// <summary>Length of a commitment and of a root.</summary>
    public const int HashBytes = 32;

    /// <summary>Writes SHA-256 of salt and canonical facts: it tells nothing of the facts to whoever has not the salt.</summary>
    public static void Write(ReadOnlySpan<byte> salt, string facts, Span<byte> commitment)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(salt);
        hash.AppendData(Encoding.UTF8.GetBytes(facts));
        hash.GetHashAndReset(commitment);
    }

    /// <summary>The Merkle tree hash over commitments that stand one behind the other.</summary>
    /// <exception cref="ArgumentException">There is none, or the last is cut.</exception>
    public static byte[] Root(ReadOnlySpan<byte> commitments)
    {
        if (commitments.Length == 0 || commitments.Length % HashBytes != 0)
            throw new ArgumentException("Commitments are 32 bytes each.", nameof(commitments));

        var nodes = new byte[commitments.Length];
        Span<byte> leaf = stackalloc byte[1 + HashBytes];
        for (var at = 0; at < nodes.Length; at += HashBytes)
        {
            commitments.Slice(at, HashBytes).CopyTo(leaf[1..]);
            SHA256.HashData(leaf, nodes.AsSpan(at));
        }

        Span<byte> pair = stackalloc byte[1 + 2 * HashBytes];
        pair[0] = 1;
        for (var count = nodes.Length / HashBytes; count > 1; count = (count + 1) / 2)
        {
            for (var i = 0; i < count / 2; i++)
            {
                nodes.AsSpan(2 * i * HashBytes, 2 * HashBytes).CopyTo(pair[1..]);
                SHA256.HashData(pair, nodes.AsSpan(i * HashBytes));
            }

            // A node without a neighbour rises as it is: the tree of RFC 6962 splits at the largest power of two.
            if (count % 2 == 1)
                nodes.AsSpan((count - 1) * HashBytes, HashBytes).CopyTo(nodes.AsSpan(count / 2 * HashBytes));
        }

        return nodes[..HashBytes];
    }
}
