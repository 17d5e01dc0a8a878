using System.Text.Encodings.Web;
using Traceability.Codes;
using Traceability.MobileApi.Origins;
using Traceability.MobileApi.Scans;
using Traceability.Pages;
using Traceability.Pages.Doors;
using Traceability.Reading;
using Traceability.Storage;

namespace Traceability.MobileApi;

/// <summary>Door 1, public: anyone with a phone asks what a code proves. It reads and it counts scans; it can neither issue nor activate.</summary>
public static partial class PublicDoor
{
    private static readonly Pool Looks = new("looks", AtOnce: 1_024, Waiting: 0);

    /// <summary>Builds the door over an opened house.</summary>
    /// <param name="args">Command line, for the host's own settings.</param>
    /// <param name="house">The house.</param>
    /// <param name="urls">Where it listens.</param>
    /// <param name="publicUrl">The address printed in codes.</param>
    /// <param name="photos">What reads photos; that of this build when it is not given.</param>
    public static WebApplication Build(string[] args, House house, string urls, string publicUrl, PhotoReaderChoice? photos = null)
    {
        var builder = DoorManners.CreateDoor(args, typeof(PublicDoor).Assembly);
        var former = house.Settings.FormerHosts;
        builder.WebHost.UseUrls(urls.Split(';'));
        builder.AddDoorManners(DoorHosts.Of(urls, [new Uri(publicUrl).Host, .. former.Select(host => host.Split(':')[0])]), house.Settings.Drain, house.Settings.TrustedProxies);
        builder.Services.AddRazorComponents();
        // The default encoder writes every Chinese character as eight: a page would not fit the first round trip.
        builder.Services.AddSingleton<HtmlEncoder>(PageText.Encoder);
        builder.Services.AddSingleton(new LabelUri(publicUrl, former));
        builder.Services.AddSingleton(photos ??= PhotoReaderChoice.OfThisBuild);
        builder.Services.AddSingleton<MissBudget>().AddSingleton<Witnesses>();
        // Scans wait in the journal's own queue, which says by itself when it is full.
        builder.Services.AddPools(context =>
            context.Request.Path == ReadPhoto.Address ? ReadPhoto.Pool
            : ShowPicture.IsAskedFor(context) ? ShowPicture.Pool
            : HttpMethods.IsPost(context.Request.Method) || context.GetEndpoint() is null ? null : Looks);
        builder.Services.AddOpenApi();
        house.ServeTo(builder.Services);
        Telemetry.AddTo(builder.Services, house);

        var app = builder.Build();
        Telemetry.Start(app.Services);
        house.Store.Watch.TellTo(app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Traceability.Storage"));
        app.TellLife("Public door", $"{house.Settings.Provider}, data in {house.Settings.DataDirectory}");
        if (photos is PhotoReaderChoice.Missing { WhatToInstall: var what })
            LogNoPhotos(app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Traceability.Door"), what);
        app.UseDoorManners(house.PassesByItself, publicUrl, new ProblemPages(PeoplePages.ShowProblem));
        app.UseRouting();
        app.UsePools();
        // Nothing that is read here is recorded.
        var door = app.MapGroup("").AnswersHead();
        door.MapOpenApi();
        door.MapHealth(house.Health.CanAnswer, () => house.Health.Trouble("not counting scans"));
        door.MapGet("/robots.txt", () => TypedResults.Text("User-agent: *\nDisallow: /\n"));
        door.MapGet("/favicon.ico", () => TypedResults.NoContent());
        door.MapGet(PrivacyPage.Address, PeoplePages.Privacy).ExcludeFromDescription();
        TypeCodeByHand.Map(door);
        ScanByCamera.Map(door);
        ReadPhoto.Map(door);
        KeepOnPhone.Map(door);
        CountScan.Map(door);
        LookAtLabel.Map(door);
        ShowPicture.Map(door);
        ZoneOutlines.Map(door);
        return app;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Photos are not read here, everything else works. {WhatToInstall}")]
    private static partial void LogNoPhotos(ILogger log, string whatToInstall);
}
