using System.Text;

namespace Traceability.Reading;

/// <summary>The bytes of a QR symbol as text. No symbol has to say which charset it uses, so only what cannot be mistaken is read.</summary>
internal static class SymbolBytes
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// UTF-8 where the bytes are valid as that, else Latin-1, the default of ISO/IEC 18004. False for the empty text and for bytes that
    /// Latin-1 gives to control characters: those are another charset, and a guess would be a wrong text.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out string text)
    {
        try
        {
            text = StrictUtf8.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            text = bytes.ContainsAnyInRange((byte)0x80, (byte)0x9F) ? "" : Encoding.Latin1.GetString(bytes);
        }

        return text.Length > 0;
    }
}
