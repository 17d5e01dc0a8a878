using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Traceability.Pages.Doors;

/// <summary>The platform's own meters that a door serves beside those of the house.</summary>
public static class DoorMeters
{
    /// <summary>Their names: requests, connections, and the memory and threads of the process.</summary>
    public static readonly IReadOnlyList<string> Names = ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    /// <summary>How a process is told from others of its kind.</summary>
    public static string Instance { get; } = $"{Environment.MachineName}-{Environment.ProcessId}";

    /// <summary>True for an instrument of this door, of its house or of the process. Two doors of one process see each other's meters, and each would tell the other's requests as its own.</summary>
    public static bool Serves(this IServiceProvider door, Instrument instrument, Func<Instrument, bool> isOfHouse) =>
        instrument.Meter.Scope is not { } scope || ReferenceEquals(scope, door.GetRequiredService<IMeterFactory>()) || isOfHouse(instrument);
}
