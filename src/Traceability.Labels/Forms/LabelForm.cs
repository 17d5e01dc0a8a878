namespace Traceability.Labels.Forms;

/// <summary>A way to write labels down (标签格式): for a press, an office printer, a thermal printer, a designer. One instance writes one file.</summary>
public abstract class LabelForm
{
    /// <summary>Symbols of a source code.</summary>
    public const int SymbolsPerCode = 20;

    /// <summary>Characters of a code as people read it, hyphens included.</summary>
    internal const int PrintedLength = LabelLayout.CodeCharacters;

    private protected LabelForm()
    {
    }

    /// <summary>What the file is.</summary>
    public abstract LabelFormKind Kind { get; }

    /// <summary>Writes what stands before the first label.</summary>
    internal abstract void Begin(LabelOutput to, int count);

    /// <summary>Writes one label; <paramref name="index"/> counts from zero within the file.</summary>
    internal abstract void Write(LabelOutput to, int index, uint serial, ReadOnlySpan<byte> code);

    /// <summary>Writes what stands behind the last label.</summary>
    internal abstract void End(LabelOutput to);

    /// <summary>Writes the printed form of a code, <c>XXXXX-XXXXX-XXXXX-XXXXX</c>, into <see cref="PrintedLength"/> bytes.</summary>
    internal static void Print(ReadOnlySpan<byte> code, Span<byte> printed)
    {
        for (int group = 0, at = 0; group < SymbolsPerCode; group += 5)
        {
            if (group > 0)
                printed[at++] = (byte)'-';
            code.Slice(group, 5).CopyTo(printed[at..]);
            at += 5;
        }
    }
}
