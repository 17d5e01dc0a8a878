using System.Security.Cryptography;
using Traceability.Labels.Ink;

namespace Traceability.Labels.Forms;

/// <summary>What a stationery is called in a printer's memory: its own hash, so that no label ever recalls the stationery of another run under the same name.</summary>
internal static class StationeryName
{
    private const int HashDigits = 7;

    /// <summary>Eight capitals and digits, a letter first: what every printer takes for a name.</summary>
    public static string Of(Bitmap stationery)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var y = 0; y < stationery.Height; y++)
            hash.AppendData(stationery.Row(y));
        return "S" + Convert.ToHexString(hash.GetHashAndReset())[..HashDigits];
    }
}
