using System.Text;

namespace Traceability.Labels.Forms;

/// <summary>Text that a printer's commands may hold as it is.</summary>
internal static class PrinterText
{
    /// <summary>The bytes of the address before the code: printable ASCII without what ends or escapes a field in ZPL or TSPL.</summary>
    /// <exception cref="ArgumentException">It holds another character.</exception>
    public static byte[] Address(string prefix) => prefix.Any(letter => letter is <= ' ' or '"' or '\\' or '^' or '~' or > '~')
        ? throw new ArgumentException("Not the start of an address that a printer takes as it is.", nameof(prefix))
        : Encoding.ASCII.GetBytes(prefix);
}
