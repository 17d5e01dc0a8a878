namespace Traceability.Labels.Forms;

/// <summary>The commands for one label on a printer that draws the symbol itself: only the code differs from label to label.</summary>
/// <param name="beforeAddress">Up to the address in the symbol, the address's own beginning with it.</param>
/// <param name="beforePrinted">Between the code in the symbol and the printed one; null when only the symbol is printed.</param>
/// <param name="end">Behind the last of them.</param>
internal sealed class ThermalLabel(byte[] beforeAddress, byte[]? beforePrinted, byte[] end)
{
    public void Write(LabelOutput to, ReadOnlySpan<byte> code)
    {
        to.Write(beforeAddress);
        to.Write(code);
        if (beforePrinted is not null)
        {
            to.Write(beforePrinted);
            LabelForm.Print(code, to.GetSpan(LabelForm.PrintedLength));
            to.Advance(LabelForm.PrintedLength);
        }

        to.Write(end);
    }
}
