namespace Traceability.Labels.Ink;

/// <summary>Runs the little program that draws one glyph of a CFF font (Adobe Technical Note #5177, Type 2 charstrings).</summary>
internal sealed class CharString
{
    // Appendix B: at most 48 operands and 10 nested subroutines. The number of steps has no limit there, but must have one here:
    // ten levels that each call the next a thousand times would never end.
    private const int MostOperands = 48;
    private const int MostDepth = 10;
    private const int MostSteps = 200_000;

    private readonly CffIndex globals;
    private readonly CffIndex locals;
    private readonly CharStringPath path;
    private readonly double[] operands = new double[MostOperands];
    private int count;
    private int steps;
    private int stems;
    private bool widthIsBehind;

    private CharString(CffIndex globals, CffIndex locals, IOutlineSink sink) =>
        (this.globals, this.locals, path) = (globals, locals, new CharStringPath(sink));

    /// <exception cref="InvalidDataException">The program is damaged, or uses the arithmetic that no font in use needs.</exception>
    public static Outline Read(FontBytes code, CffIndex globals, CffIndex locals)
    {
        var outline = new OutlineBuilder();
        if (!new CharString(globals, locals, outline).Run(code, depth: 0))
            throw Damaged();

        return outline.Build();
    }

    // True once the glyph has ended, in whichever subroutine that was.
    private bool Run(FontBytes code, int depth)
    {
        for (var at = 0L; at < code.Length;)
        {
            if (++steps > MostSteps)
                throw Damaged();

            var step = code.Byte(at++);
            switch (step)
            {
                case 28 or >= 32:
                    Push(Number(code, step, ref at));
                    break;
                case 1 or 3 or 18 or 23:
                    CountStems();
                    break;
                case 19 or 20:
                    CountStems();
                    at += (stems + 7) / 8;
                    break;
                case 10 or 29:
                    if (Call(step == 10 ? locals : globals, depth))
                        return true;

                    break;
                case 11:
                    return false;
                case 14:
                    Arguments(most: 0);
                    return true;
                case 4 or 22:
                    path.Move(step, Arguments(most: 1));
                    break;
                case 21:
                    path.Move(step, Arguments(most: 2));
                    break;
                case 12:
                    path.Flex(code.Byte(at++), Arguments(MostOperands));
                    break;
                default:
                    path.Draw(step, Arguments(MostOperands));
                    break;
            }
        }

        return false;
    }

    private bool Call(CffIndex subroutines, int depth)
    {
        if (depth == MostDepth || count == 0)
            throw Damaged();

        // §4.7: numbers are stored around zero, where they are shortest.
        var bias = subroutines.Count < 1_240 ? 107 : subroutines.Count < 33_900 ? 1_131 : 32_768;
        return Run(subroutines[(int)operands[--count] + bias], depth + 1);
    }

    private void Push(double value)
    {
        if (count == MostOperands)
            throw Damaged();

        operands[count++] = value;
    }

    // Hints are for screens; only their number matters, since it decides how many bytes a hint mask has.
    private void CountStems()
    {
        stems += count / 2;
        (count, widthIsBehind) = (0, true);
    }

    // §3.1: the first operator that clears the stack may find the glyph's width below its own operands. We take widths from "hmtx".
    private ReadOnlySpan<double> Arguments(int most)
    {
        var width = !widthIsBehind && count > most ? 1 : 0;
        var arguments = operands.AsSpan(width, count - width);
        (count, widthIsBehind) = (0, true);
        return arguments;
    }

    private static double Number(FontBytes code, int first, ref long at)
    {
        switch (first)
        {
            case 28:
                at += 2;
                return code.Int16(at - 2);
            case <= 246:
                return first - 139;
            case <= 250:
                return (first - 247) * 256 + code.Byte(at++) + 108;
            case <= 254:
                return -(first - 251) * 256 - code.Byte(at++) - 108;
            default:
                at += 4;
                return code.Int32(at - 4) / 65_536.0;
        }
    }

    internal static InvalidDataException Damaged() => new("A character's drawing is damaged.");
}
