namespace Traceability.Reading;

/// <summary>Reads the QR symbols of a photo as a stranger sent it: its structure is looked at first, its size judged before anything is unpacked, and nothing of it is kept.</summary>
public sealed class PhotoReader
{
    /// <summary>The most bytes of a file: 8 MiB.</summary>
    public const int MostBytes = 8 << 20;

    /// <summary>The most pixels of a file that must be unpacked whole (progressive JPEG, interlaced PNG, WebP): a decoder needs up to eight bytes for each.</summary>
    public const int MostPixelsAtOnce = 8_000_000;

    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(4), WorkMax = TimeSpan.FromSeconds(6);

    private readonly ILabelReader _reader;

    // One processor is left to whoever checks a code.
    private readonly SemaphoreSlim _turns = new(int.Max(1, Environment.ProcessorCount - 1));

    internal PhotoReader(ILabelReader reader) => _reader = reader;

    /// <summary>The same as <see cref="Read"/> beside the caller, in turn with others; too busy when the turn does not come within four seconds or the work is not done within six.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
    public async Task<PhotoReading> ReadInTurn(byte[] photo, CancellationToken cancellation)
    {
        if (!await _turns.WaitAsync(WaitMax, cancellation))
            return new PhotoReading.Refused(PhotoFault.TooBusy);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(WorkMax);
            return await Task.Run(() => Read(photo, limit.Token), CancellationToken.None);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new PhotoReading.Refused(PhotoFault.TooBusy);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>What stands in the symbols of a photo, or why it was not looked at. It computes without waiting, most of a second for the largest; between its steps it heeds who no longer waits.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
    public PhotoReading Read(byte[] photo, CancellationToken cancellation)
    {
        if (photo.Length > MostBytes)
            return new PhotoReading.Refused(PhotoFault.TooLarge);
        if (PictureFile.KindOf(photo) is null)
            return new PhotoReading.Refused(PhotoFault.OtherKind);
        if (PictureFile.Read(photo) is not { } file)
            return new PhotoReading.Refused(PhotoFault.Damaged);
        if (!GreyPicture.Fits(file.Width, file.Height) || (file.IsUnpackedWhole && (long)file.Width * file.Height > MostPixelsAtOnce))
            return new PhotoReading.Refused(PhotoFault.TooLarge);
        // Texts and profiles of a file can be packed a thousandfold, and a decoder unpacks them all before it can be told to stop: it is given none.
        return VipsDecoder.TryDecode(file.WithoutMetadata(photo), file, out var picture, cancellation)
            ? new PhotoReading.Read(_reader.Read(picture))
            : new PhotoReading.Refused(PhotoFault.Damaged);
    }
}

/// <summary>What came of a photo.</summary>
public abstract record PhotoReading
{
    private PhotoReading()
    {
    }

    /// <summary>It was looked at.</summary>
    /// <param name="Texts">Every distinct text of its symbols; empty when there is none that can be read.</param>
    public sealed record Read(IReadOnlyList<string> Texts) : PhotoReading;

    /// <summary>It was not.</summary>
    /// <param name="Fault">Why.</param>
    public sealed record Refused(PhotoFault Fault) : PhotoReading;
}

/// <summary>Why a photo was not looked at.</summary>
public enum PhotoFault
{
    /// <summary>No JPEG, PNG or WebP.</summary>
    OtherKind,
    /// <summary>Cut short, animated, or not holding together.</summary>
    Damaged,
    /// <summary>More bytes or pixels than are unpacked.</summary>
    TooLarge,
    /// <summary>Its turn did not come, or it was not done, in time: the same photo may be sent again.</summary>
    TooBusy,
}
