namespace Traceability.Labels.Forms;

/// <summary>What a file of labels must amount to: whoever prints counts the labels and hashes the bytes first.</summary>
/// <param name="Labels">Labels in the file; rows of a press file, its heading not counted.</param>
/// <param name="Bytes">Length of the file.</param>
/// <param name="Sha256">Hash of the whole file, 64 lower-case hexadecimal digits.</param>
public sealed record FileManifest(int Labels, long Bytes, string Sha256);
