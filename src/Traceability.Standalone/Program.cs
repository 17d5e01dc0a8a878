using Traceability.Desk;
using Traceability.Desk.Access;
using Traceability.MobileApi;
using Traceability.Pages.Doors;
using Traceability.Standalone;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Sqlite;

// Everything a newcomer runs: both doors over the embedded database, with a demonstration in an empty one.
const string Usage = """
    dotnet run --project src/Traceability.Standalone [-- [COMMAND] [--Section:Key=value …]]
      (no command)                                runs both doors; --demo off starts without the demonstration
      backup FILE                                 copies the database while it runs
      restore FILE                                puts a backup where no database is
      new-api-key --tenant NAME --role ROLE       prints a key; ROLE is Producer, Association, Officer, Administrator, PrintShop or Supervisor
      invite --tenant NAME --role ROLE            prints the path of a link at the desk that opens an account, once within seven days
    """;
string[] commands = ["backup", "restore", "new-api-key", "invite"];
var command = args is [var first, ..] && commands.Contains(first) ? first : "";
// A path is no option: the reader of options would take "/backups/x.db" for one and swallow the next.
var positional = command switch { "" => 0, "new-api-key" or "invite" => 1, _ => 2 };
var options = args.Skip(positional).ToArray();
if (args.Any(argument => argument is "--help" or "-h" or "-?"))
{
    Console.WriteLine(Usage);
    return 0;
}

if (args.Length < positional || options.Any(option => commands.Contains(option)) || (options.Length > 0 && !options[0].StartsWith('-')))
{
    Console.Error.WriteLine(Usage);
    return 2;
}

return await HouseProgram.Run(async () =>
{
    var configuration = DoorConfiguration.Read(options);
    var settings = HouseSettings.Read(configuration);
    if (command is "backup" or "restore" && settings.Provider != DatabaseProvider.Sqlite)
        throw new BackupException($"{command} copies the embedded database. With PostgreSQL use pg_basebackup with archived logs, or pg_dump; and back up the key files apart.");
    switch (command)
    {
        case "backup":
            Console.WriteLine(SqliteBackup.Take(settings.ConnectionString, args[1]));
            return 0;
        case "restore":
            Console.WriteLine(SqliteBackup.Restore(args[1], settings));
            return 0;
        case "new-api-key" or "invite":
            if (configuration["tenant"] is not { } tenant || !Enum.TryParse<Role>(configuration["role"], ignoreCase: true, out var role))
            {
                Console.Error.WriteLine(Usage);
                return 2;
            }

            using (var house = await House.Open(settings, TimeProvider.System, CancellationToken.None))
            {
                var now = house.Clock.GetUtcNow();
                Console.WriteLine(await (command == "invite" ? InvitePerson.FromConsole(house.Store, tenant, role, now, CancellationToken.None) : GiveAccess.FromConsole(house.Store, tenant, role, now, CancellationToken.None)));
            }

            return 0;
        default:
            await Run(settings, configuration);
            return 0;
    }
});

async Task Run(HouseSettings settings, IConfiguration configuration)
{
    var publicUrls = HouseSettings.DoorUrls(configuration, "Doors:Public:Urls", "http://127.0.0.1:8080");
    var deskUrls = HouseSettings.DoorUrls(configuration, "Doors:Desk:Urls", "http://127.0.0.1:8081");
    var publicUrl = settings.PublicUrl ?? HouseSettings.PublicAddress(Reachable(publicUrls))!;
    var wantsDemonstration = (configuration["demo"] ?? "on") switch
    {
        "on" => true,
        "off" => false,
        var other => throw new SettingException("--demo", other, "Say on or off."),
    };
    if (wantsDemonstration)
        await Demonstration.FillIfEmpty(settings, publicUrl, TimeProvider.System, CancellationToken.None);

    using var house = await House.Open(settings, TimeProvider.System, CancellationToken.None);
    await using var publicDoor = PublicDoor.Build(options, house, publicUrls, publicUrl);
    await using var deskDoor = DeskDoor.Build(options, house, deskUrls, publicUrl);
    await deskDoor.StartAsync();

    // Between the doors: a start that finds its desk taken must not take the keys of one that runs, and whoever enters the public door finds the file written.
    var told = wantsDemonstration ? await DemonstrationFile.Write(house, publicUrl, Reachable(deskUrls), CancellationToken.None) : null;
    await publicDoor.StartAsync();
    Console.WriteLine($"""

        Public door 公众查验  {publicUrls}
        Desk 工作台           {deskUrls}   (API: /openapi/v1.json)
        Data 数据             {settings.DataDirectory}
        """);

    if (told is not null)
        Console.WriteLine(told);
    else if (wantsDemonstration)
        Console.WriteLine("Demonstration 演示     left out: the database is not empty 数据库不是空的,未放入演示");
    // The signal is heard by both, and both close at once.
    await Task.WhenAll(publicDoor.WaitForShutdownAsync(), deskDoor.WaitForShutdownAsync());
}

// A door may listen on every interface; whoever stands on this machine reaches it here.
static string Reachable(string urls) => urls.Split(';')[0].Replace("//0.0.0.0", "//127.0.0.1").Replace("//*", "//127.0.0.1").Replace("//+", "//127.0.0.1");
