namespace Traceability.Origins;

/// <summary>What the public may know of an exact place: the 0.1° cell it lies in (about 10 km) and metres in whole hundreds.</summary>
/// <param name="West">Western edge in degrees.</param>
/// <param name="South">Southern edge in degrees.</param>
/// <param name="East">Eastern edge in degrees.</param>
/// <param name="North">Northern edge in degrees.</param>
public readonly record struct PublicPlace(double West, double South, double East, double North)
{
    private const int CellsPerDegree = 10;

    /// <summary>The cell of a fixed grid that holds the point: every point of a cell gives the same answer, so nothing finer leaks.</summary>
    public static PublicPlace Of(GeoPoint point)
    {
        var column = Cell(point.Longitude, 180);
        var row = Cell(point.Latitude, 90);
        return new(Degrees(column), Degrees(row), Degrees(column + 1), Degrees(row + 1));
    }

    /// <summary>Metres rounded down to whole hundreds: never flatters, neither deeper inside nor nearer outside than was measured.</summary>
    public static int RoundMetres(double metres) => (int)Math.Floor(metres / 100) * 100;

    // The last cell is closed, else the date line and the poles would open a cell beyond the earth.
    private static int Cell(double degrees, int limit) =>
        Math.Min((int)Math.Floor(degrees * CellsPerDegree), (limit * CellsPerDegree) - 1);

    private static double Degrees(int cell) => (double)cell / CellsPerDegree;
}
