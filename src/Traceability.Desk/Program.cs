using Traceability.Desk;
using Traceability.Pages.Doors;
using Traceability.Storage;

// The desk alone; both doors together are src/Traceability.Standalone.
return await HouseProgram.Run(async () =>
{
    var configuration = DoorConfiguration.Read(args);
    var settings = HouseSettings.Read(configuration);
    var urls = HouseSettings.DoorUrls(configuration, "Doors:Desk:Urls", "http://127.0.0.1:8081");
    var publicUrl = settings.PublicUrl ?? throw new SettingException("Traceability:PublicUrl", "", "The desk alone must be told the address of the public door, which stands in every code.");
    using var house = await House.Open(settings, TimeProvider.System, CancellationToken.None);
    await using var door = DeskDoor.Build(args, house, urls, publicUrl);
    await door.StartAsync();
    Console.WriteLine($"Desk 工作台  {urls}   (API: /openapi/v1.json)   Data 数据  {settings.DataDirectory}");
    await door.WaitForShutdownAsync();
    return 0;
});
