namespace Traceability.Labels;

/// <summary>One line of text on a label, in dots from its upper left corner.</summary>
/// <param name="Text">Clean, and short enough for its place.</param>
/// <param name="Left">Where it begins.</param>
/// <param name="Baseline">On what it stands.</param>
/// <param name="FontSize">Dots per em.</param>
public sealed record LabelLine(string Text, int Left, int Baseline, int FontSize);
