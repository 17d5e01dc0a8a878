namespace Traceability.Reading;

/// <summary>
/// Reads the QR symbols of a picture. What it returns stands in the picture: the symbol's own error correction agreed, and nothing is
/// guessed beyond it. Whether a text names a label of ours is for the caller to judge.
/// </summary>
public interface ILabelReader
{
    /// <summary>
    /// Every distinct text found, in no promised order; empty when there is none, or none that can be read. Throws for no picture, may be
    /// called from many threads at once and gives the same for the same picture. It computes without waiting, and how long is up to
    /// the picture: seconds for the largest. Whoever lets strangers send pictures bounds their size and how many are read at a time.
    /// </summary>
    IReadOnlyList<string> Read(GreyPicture picture);
}
