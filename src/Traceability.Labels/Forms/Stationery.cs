using System.Text;
using Traceability.Labels.Ink;

namespace Traceability.Labels.Forms;

/// <summary>What is the same on every label of a run (底版): all texts but the code, and the artwork, in dots, the square of the symbol left free.</summary>
public static class Stationery
{
    /// <summary>The first character of the planned lines that the font does not have; null when all can be drawn.</summary>
    public static Rune? FirstMissing(LabelPlan plan, OutlineFont font)
    {
        foreach (var line in plan.Lines)
        {
            if (font.FirstMissing(line.Text) is { } missing)
                return missing;
        }

        return null;
    }

    /// <summary>A picture of <see cref="LabelPlan.Width"/> × <see cref="LabelPlan.Height"/> dots; light all over when only the symbol is wanted.</summary>
    /// <exception cref="ArgumentException">The font lacks a character: ask <see cref="FirstMissing"/> before.</exception>
    /// <exception cref="InvalidDataException">The font's file is damaged where it draws one of the characters.</exception>
    public static Bitmap Draw(LabelPlan plan, OutlineFont font)
    {
        var picture = new Bitmap(plan.Width, plan.Height);
        foreach (var line in plan.Lines)
            Fill(line, plan, font, picture);

        if (plan.Artwork is { } artwork)
            picture.Draw(artwork.Picture, artwork.Left, artwork.Top);
        ClearSymbol(plan, picture);
        return picture;
    }

    /// <summary>Planning charges characters by estimate; where a font is wider still, the line is squeezed by this factor into its place.</summary>
    internal static double Squeeze(LabelPlan plan, LabelLine line, TextOutline text)
    {
        var room = plan.Width - (plan.Code?.Left ?? 0) - line.Left;
        return double.Min(1, room / double.Max((double)text.Advance * line.FontSize / text.UnitsPerEm, 1));
    }

    private static void Fill(LabelLine line, LabelPlan plan, OutlineFont font, Bitmap picture)
    {
        var text = TextOutline.Of(font, line.Text);
        picture.Fill(text, line.Left, line.Baseline, (double)line.FontSize / text.UnitsPerEm, Squeeze(plan, line, text));
    }

    // A letter may reach a dot over its left edge: no ink enters the symbol's square.
    private static void ClearSymbol(LabelPlan plan, Bitmap picture)
    {
        for (var y = plan.SquareTop; y < int.Min(plan.SquareTop + plan.SquareSide, picture.Height); y++)
            Bitmap.ClearRow(picture.Row(y), plan.SquareLeft, plan.SquareLeft + plan.SquareSide);
    }
}
