using System.Text.Encodings.Web;
using System.Text.Unicode;
using Traceability.Codes;
using Traceability.Desk.Access;
using Traceability.Desk.Codes;
using Traceability.Desk.Issuing;
using Traceability.Desk.Origins;
using Traceability.Desk.Parties;
using Traceability.Desk.Products;
using Traceability.Desk.Rights;
using Traceability.Desk.Scans;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Issuing;

namespace Traceability.Desk;

/// <summary>Door 2, staff: producers issue and activate, associations grant, officers decide. Programs need a key, people a sign-in, for everything but its first page.</summary>
public static class DeskDoor
{
    /// <summary>Builds the door over an opened house.</summary>
    /// <param name="args">Command line, for the host's own settings.</param>
    /// <param name="house">The house.</param>
    /// <param name="urls">Where it listens.</param>
    /// <param name="publicUrl">The address printed in codes.</param>
    public static WebApplication Build(string[] args, House house, string urls, string publicUrl)
    {
        var builder = DoorManners.CreateDoor(args, typeof(DeskDoor).Assembly);
        builder.WebHost.UseUrls(urls.Split(';'));
        builder.AddDoorManners(DoorHosts.Of(urls), house.Settings.Drain, house.Settings.TrustedProxies);
        builder.Services.AddDeskDescription();
        builder.Services.AddPools(context => context.Features.Get<Caller>() is { TenantId: var tenant } ? new Pool($"{tenant}", AtOnce: 64, Waiting: 64)
            // A stranger's form may cost a slow hash: whoever sends them in a flood keeps nobody from his work.
            : HttpMethods.IsPost(context.Request.Method) && PageGate.IsPage(context) ? new Pool("strangers", AtOnce: 4, Waiting: 60) : null);
        var isSecure = SignInCookie.CanBeSecure(urls, house.Settings);
        SignInCookie.AddTo(builder, house, isSecure);
        builder.Services.AddSingleton<Passwords>();
        builder.Services.AddRazorComponents();
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.AddSingleton(new LabelUri(publicUrl, house.Settings.FormerHosts));
        house.ServeTo(builder.Services);
        builder.Services.AddSingleton(new LabelFont(house.Settings.FontFile)).AddSingleton<LabelPress>();
        builder.Services.AddSingleton<PrintJobBook>().AddSingleton<PrintFiles>().AddSingleton<PrintFloor>().AddHostedService<PrintWorker>();
        Telemetry.AddTo(builder.Services, house);

        var app = builder.Build();
        Telemetry.Start(app.Services);
        house.Store.Watch.TellTo(app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Traceability.Storage"));
        app.TellLife("Desk", $"{house.Settings.Provider}, data in {house.Settings.DataDirectory}");
        app.UseDoorManners(house.PassesByItself, publicUrl, new ProblemPages(DeskPages.ShowProblem));
        app.UseRouting();
        SignInCookie.UseIn(app, isSecure);
        app.Use(next => context => Gate.LetIn(context, next));
        app.Use(next => context => PageGate.LetIn(context, next));
        app.UsePools();
        DeskHome.Map(app);
        MapPeople(app);
        MapPages(app);
        app.MapOpenApi();
        app.MapHealth(house.Health.CanAnswer, () => house.Health.Trouble("taking no deeds"));
        MapApi(app.MapGroup("/api/v1"));
        return app;
    }

    private static void MapPeople(IEndpointRouteBuilder door)
    {
        SignIn.Map(door);
        SignOut.Map(door);
        ChangeTenant.Map(door);
        ChangePassword.Map(door);
        ShowPeople.Map(door);
        InvitePerson.Map(door);
        WithdrawInvitation.Map(door);
        RemoveMember.Map(door);
        JoinTenant.Map(door);
    }

    private static void MapPages(IEndpointRouteBuilder door)
    {
        PartyPages.Map(door);
        PlotPages.Map(door);
        AllowancePages.Map(door);
        SeasonPages.Map(door);
        TransferPages.Map(door);
    }

    private static void MapApi(RouteGroupBuilder api)
    {
        GiveAccess.Map(api);
        PartyEndpoints.Map(api);
        RightEndpoints.Map(api);
        ZoneEndpoints.Map(api);
        ProductEndpoints.Map(api);
        PlotEndpoints.Map(api);
        OpenSeason.Map(api);
        CloseSeason.Map(api);
        GrantAllowance.Map(api);
        TransferAllowance.Map(api);
        AnswerTransfer.Map(api);
        MakeLot.Map(api);
        IssueCodes.Map(api);
        ApproveBatch.Map(api);
        ChangeRange.Map(api);
        MakeCartons.Map(api);
        ChangeCarton.Map(api);
        ReadCarton.Map(api);
        RecordRoll.Map(api);
        CountStock.Map(api);
        ReadStock.Map(api);
        ReadIssuing.Map(api);
        ReadCodes.Map(api);
        PlanLabels.Map(api);
        ReadPresets.Map(api);
        DownloadLabels.Map(api);
        ReadDownloads.Map(api);
        AskReprint.Map(api);
        AnswerReprint.Map(api);
        AskPrintJob.Map(api);
        ReadPrintJobs.Map(api);
        DownloadPart.Map(api);
        CancelPrintJob.Map(api);
        MarkSuspicious.Map(api);
        AlertEndpoints.Map(api);
        ManageKeys.Map(api);
    }
}
