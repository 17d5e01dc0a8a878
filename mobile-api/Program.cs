using Traceability.MobileApi;
using Traceability.Storage;

// The public door alone; both doors together are src/Traceability.Standalone.
var configuration = new ConfigurationBuilder().AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().AddCommandLine(args).Build();
var settings = HouseSettings.Read(configuration);
using var house = await House.Open(settings, TimeProvider.System, CancellationToken.None);
var urls = configuration["Doors:Public:Urls"] ?? "http://127.0.0.1:8080";
await PublicDoor.Build(args, house, urls, settings.PublicUrl ?? urls.Split(';')[0]).RunAsync();
