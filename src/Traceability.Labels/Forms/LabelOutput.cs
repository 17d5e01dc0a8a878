using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;

namespace Traceability.Labels.Forms;

/// <summary>Where a file of labels is written to: counts and hashes every byte on its way to the reader, and holds no more than a chunk of them.</summary>
internal sealed class LabelOutput(PipeWriter pipe) : IBufferWriter<byte>, IDisposable
{
    private const int FlushBytes = 256 * 1024;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _chunk = ArrayPool<byte>.Shared.Rent(FlushBytes + (64 * 1024));
    private int _held;
    private long _sent;

    /// <summary>Bytes written so far: where the next one will stand in the file.</summary>
    public long Position => _sent + _held;

    /// <summary>At least so many bytes to write into.</summary>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <inheritdoc />
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_chunk.Length - _held < int.Max(sizeHint, 1))
        {
            var larger = ArrayPool<byte>.Shared.Rent(_held + sizeHint);
            _chunk.AsSpan(0, _held).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_chunk);
            _chunk = larger;
        }

        return _chunk.AsMemory(_held);
    }

    /// <inheritdoc />
    public void Advance(int count) => _held += count;

    /// <summary>Writes bytes as they are.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        _held += bytes.Length;
    }

    /// <summary>Writes text in ASCII.</summary>
    public void Write(ReadOnlySpan<char> ascii)
    {
        var to = GetSpan(ascii.Length);
        for (var i = 0; i < ascii.Length; i++)
            to[i] = (byte)ascii[i];
        _held += ascii.Length;
    }

    /// <summary>Hands what was written to the reader once it is worth it; waits while the reader is behind.</summary>
    /// <exception cref="OperationCanceledException">Cancelled, or the reader left: what was written is not a whole file.</exception>
    public async ValueTask Flush(bool all, CancellationToken cancellation)
    {
        if (_held < FlushBytes && !all)
            return;

        _hash.AppendData(_chunk, 0, _held);
        _sent += _held;
        var held = _chunk.AsMemory(0, _held);
        _held = 0;
        if ((await pipe.WriteAsync(held, cancellation)).IsCompleted)
            throw new OperationCanceledException("The reader of the labels left.");

        // A write that need not wait comes back at once, and a reader that hung up never makes it wait again: without a pause here the loop would keep its thread
        // to itself, and the news that the reader left would find none to be told on.
        await Task.Yield();
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>SHA-256 of all that was flushed, 64 lower-case hexadecimal digits.</summary>
    public string Sha256() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    /// <inheritdoc />
    public void Dispose()
    {
        _hash.Dispose();
        ArrayPool<byte>.Shared.Return(_chunk);
    }
}
