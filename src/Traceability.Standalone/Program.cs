using Traceability.Desk;
using Traceability.Desk.Access;
using Traceability.MobileApi;
using Traceability.Standalone;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Codes;
using Traceability.Storage.Sqlite;

// Everything a newcomer runs: both doors over the embedded database, with a demonstration in an empty one.
// Commands: backup FILE | restore FILE | new-api-key --tenant NAME --role ROLE
var command = args is [var first, ..] && !first.StartsWith('-') ? first : "run";
var configuration = new ConfigurationBuilder().AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().AddCommandLine(args).Build();
try
{
    var settings = HouseSettings.Read(configuration);
    switch (command)
    {
        case "run":
            await Run(settings);
            return 0;
        case "backup" when args.Length >= 2:
            Console.WriteLine(SqliteBackup.Take(settings.ConnectionString, args[1]));
            return 0;
        case "restore" when args.Length >= 2:
            Console.WriteLine(SqliteBackup.Restore(args[1], settings));
            return 0;
        case "new-api-key" when configuration["tenant"] is { } tenant && Enum.TryParse<Role>(configuration["role"], ignoreCase: true, out var role):
            using (var house = await House.Open(settings, TimeProvider.System, CancellationToken.None))
                Console.WriteLine(await GiveAccess.FromConsole(house.Store, tenant, role, house.Clock.GetUtcNow(), CancellationToken.None));
            return 0;
        default:
            Console.Error.WriteLine("Commands: (none) runs both doors; backup FILE; restore FILE; new-api-key --tenant NAME --role Producer|Association|Officer|Administrator");
            return 2;
    }
}
catch (Exception error) when (error is SettingException or SchemaException or MissingKeyException or BackupException or IOException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}

async Task Run(HouseSettings settings)
{
    var publicUrls = configuration["Doors:Public:Urls"] ?? "http://127.0.0.1:8080";
    var deskUrls = configuration["Doors:Desk:Urls"] ?? "http://127.0.0.1:8081";
    var publicUrl = settings.PublicUrl ?? publicUrls.Split(';')[0].TrimEnd('/');
    var wantsDemonstration = configuration["demo"] is null or "on";

    if (wantsDemonstration)
        await Demonstration.FillIfEmpty(settings, publicUrl, TimeProvider.System, CancellationToken.None);

    using var house = await House.Open(settings, TimeProvider.System, CancellationToken.None);
    var demonstration = wantsDemonstration ? await DemonstrationFile.Write(house, publicUrl, deskUrls.Split(';')[0], CancellationToken.None) : null;

    await using var publicDoor = PublicDoor.Build(args, house, publicUrls, publicUrl);
    await using var deskDoor = DeskDoor.Build(args, house, deskUrls, publicUrl);
    await publicDoor.StartAsync();
    await deskDoor.StartAsync();
    Console.WriteLine($"""

        Public door 公众查验  {publicUrls}
        Desk 工作台           {deskUrls}   (API: /openapi/v1.json)
        Data 数据             {settings.DataDirectory}
        """);
    if (demonstration is not null)
        Console.WriteLine(demonstration);

    await publicDoor.WaitForShutdownAsync();
    await deskDoor.StopAsync();
}
