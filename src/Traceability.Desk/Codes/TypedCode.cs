using Traceability.Codes;
using Traceability.Pages.Doors;
using Traceability.Storage.Codes;

namespace Traceability.Desk.Codes;

/// <summary>A code that stood in an address, as a person typed or a scanner sent it, opened with our keys.</summary>
/// <param name="Code">The code.</param>
/// <param name="Opened">Its batch and serial; whether the batch exists and holds the serial is for its row to say.</param>
internal sealed record TypedCode(SourceCode Code, SealOpening.Opened Opened)
{
    /// <summary>Reads and opens it; the problem says whether it was mistyped or is none of ours.</summary>
    public static Problem? Read(string typed, KeyShelf keys, out TypedCode label)
    {
        label = null!;
        if (SourceCode.Read(typed) is not SourceCodeReading.Valid { Code: var code })
            return Problem.BadInput("code", "This is no source code: check your typing.", zh: "码里有错，请核对。");
        if (keys.Seal.Open(code) is not SealOpening.Opened { Serial: > 0 } opened)
            return Problem.NotFound;
        label = new TypedCode(code, opened);
        return null;
    }
}
