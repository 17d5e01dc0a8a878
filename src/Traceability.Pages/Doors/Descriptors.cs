namespace Traceability.Pages.Doors;

/// <summary>How many connections a door may hold, so that the process keeps descriptors for its database: without one the runtime itself ends the process.</summary>
internal static class Descriptors
{
    /// <summary>Connections beyond that which are taken to be closed at once: so whoever is too many learns it, while a machine that is too busy to close them takes no more.</summary>
    public const int OnTheirWayOut = 16;

    // Files, the database's connections, and what the runtime opens when it compiles.
    private const long KeptForTheHouse = 256;

    /// <summary>Half of what is left of the process's limit, for each of two doors; none where the system does not tell.</summary>
    public static long? ConnectionsMax()
    {
        const string limits = "/proc/self/limits", line = "Max open files";
        return File.Exists(limits) && File.ReadLines(limits).FirstOrDefault(told => told.StartsWith(line, StringComparison.Ordinal)) is { } files
            // The second figure: the runtime raises the first to it.
            && files[line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var hard, ..] && long.TryParse(hard, out var max)
            ? Math.Max(16, (max - KeptForTheHouse) / 2) : null;
    }
}
