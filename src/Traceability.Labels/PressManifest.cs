namespace Traceability.Labels;

/// <summary>What a press file must amount to: the printer counts the rows and hashes the bytes before printing.</summary>
/// <param name="Rows">Labels in the file, the heading not counted.</param>
/// <param name="Bytes">Length of the file, byte order mark included.</param>
/// <param name="Sha256">Hash of the whole file, 64 lower-case hexadecimal digits.</param>
public sealed record PressManifest(int Rows, long Bytes, string Sha256);
