namespace Traceability.Labels.Ink;

/// <summary>The upright rectangle around an outline's end and control points, in font units: no ink lies outside it.</summary>
public readonly record struct OutlineBox(double Left, double Bottom, double Right, double Top);
