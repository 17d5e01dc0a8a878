using Traceability.MobileApi;
using Traceability.Pages.Doors;
using Traceability.Storage;

// The public door alone; both doors together are src/Traceability.Standalone.
return await HouseProgram.Run(async () =>
{
    var configuration = DoorConfiguration.Read(args);
    var settings = HouseSettings.Read(configuration);
    var urls = HouseSettings.DoorUrls(configuration, "Doors:Public:Urls", "http://127.0.0.1:8080");
    using var house = await House.Open(settings, TimeProvider.System, CancellationToken.None);
    await using var door = PublicDoor.Build(args, house, urls, settings.PublicUrl ?? HouseSettings.PublicAddress(urls.Split(';')[0])!);
    await door.StartAsync();
    Console.WriteLine($"Public door 公众查验  {urls}   Data 数据  {settings.DataDirectory}");
    await door.WaitForShutdownAsync();
    return 0;
});
