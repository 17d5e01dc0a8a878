using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Traceability.Codes;

namespace Traceability.Storage.Codes;

/// <summary>A secret in a file of its own: 64 hexadecimal digits, readable by the service alone (0600), whole or not there at all.</summary>
internal static class KeyFile
{
    /// <summary>Where the file of a sealing key lies.</summary>
    public static string Of(string directory, char symbol) => Path.Combine(directory, $"seal-{symbol}.key");

    /// <summary>True when the file holds the very key of this fingerprint.</summary>
    public static bool TryRead(string directory, char symbol, string fingerprint, KeyState state, [NotNullWhen(true)] out SealingKey? key)
    {
        var file = Of(directory, symbol);
        var text = File.Exists(file) ? File.ReadAllText(file).Trim() : "";
        key = text.Length == 2 * SealingKey.KeyBytes && text.All(char.IsAsciiHexDigit) ? new SealingKey(symbol, Convert.FromHexString(text), state) : null;
        if (key?.Fingerprint != fingerprint)
            key = null;
        return key is not null;
    }

    /// <summary>The secret of receipts, made at the first start.</summary>
    public static byte[] ReceiptKeyIn(string directory)
    {
        var file = Path.Combine(directory, "receipt.key");
        try
        {
            if (!File.Exists(file))
                Write(file, RandomNumberGenerator.GetBytes(32));
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another process of the house made it in the same breath: there is one, and it is the one to use.
        }

        return Convert.FromHexString(File.ReadAllText(file).Trim());
    }

    /// <summary>Makes a file that was not there, for the service's own user alone (0600).</summary>
    public static FileStreamOptions NewForItsOwner()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    /// <summary>Writes a new secret; it is on the disk before a batch may rest on it.</summary>
    /// <exception cref="IOException">The file exists.</exception>
    public static void Write(string file, byte[] secret)
    {
        var draft = $"{file}.{Path.GetRandomFileName()}";
        using (var stream = new FileStream(draft, NewForItsOwner()))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(secret) + "\n"));
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, file);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
