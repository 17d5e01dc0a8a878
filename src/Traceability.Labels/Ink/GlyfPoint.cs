namespace Traceability.Labels.Ink;

/// <summary>A point of a TrueType contour, in font units: on the curve, or pulling it as a quadratic's control point.</summary>
internal readonly record struct GlyfPoint(double X, double Y, bool IsOnCurve, bool EndsContour);
