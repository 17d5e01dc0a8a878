using Traceability.Desk;
using Traceability.Storage;

// The desk alone; both doors together are src/Traceability.Standalone.
var configuration = new ConfigurationBuilder().AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().AddCommandLine(args).Build();
var settings = HouseSettings.Read(configuration);
using var house = await House.Open(settings, TimeProvider.System, CancellationToken.None);
var publicUrl = settings.PublicUrl ?? throw new SettingException("Traceability:PublicUrl", "", "The desk alone must be told the address of the public door.");
await DeskDoor.Build(args, house, configuration["Doors:Desk:Urls"] ?? "http://127.0.0.1:8081", publicUrl).RunAsync();
