using Microsoft.Extensions.Configuration;

namespace Traceability.Pages.Doors;

/// <summary>Where every program of the house reads its settings.</summary>
public static class DoorConfiguration
{
    /// <summary>appsettings.json in the working directory, the environment and the command line, the later ones winning.</summary>
    public static IConfigurationRoot Read(string[] options) => new ConfigurationBuilder()
        .AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true).AddEnvironmentVariables().AddCommandLine(options).Build();
}
