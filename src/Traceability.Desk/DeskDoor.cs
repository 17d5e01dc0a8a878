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
using Traceability.Pages;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Access;
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
        builder.Services.AddSingleton<Passwords>().AddSingleton<Passkeys>();
        builder.Services.AddRazorComponents();
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.AddSingleton(new LabelUri(publicUrl, house.Settings.FormerHosts));
        house.ServeTo(builder.Services);
        builder.Services.AddSingleton(new LabelFont(house.Settings.FontFile)).AddSingleton<LabelPress>();
        builder.Services.AddSingleton<ReadDossier>();
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
        // What whoever comes may read is recorded nowhere; what others read may be.
        var open = app.MapGroup("").AnswersHead();
        DeskHome.Map(open);
        open.MapGet(PrivacyPage.Address, (HttpContext context) => DeskPages.Show<PrivacyPage>(context, [])).ForAnyone();
        SignIn.Map(open);
        SignInByPasskey.Map(open);
        JoinTenant.Map(open);
        open.MapOpenApi();
        open.MapHealth(house.Health.CanAnswer, () => house.Health.Trouble("taking no deeds"));
        MapPeople(app);
        MapPages(app);
        MapApi(app.MapGroup("/api/v1"));
        return app;
    }

    private static void MapPeople(IEndpointRouteBuilder door)
    {
        SignOut.Map(door);
        ChangeTenant.Map(door);
        ShowAccount.Map(door);
        ChangePassword.Map(door);
        ManagePasskeys.Map(door);
        ShowPeople.Map(door);
        InvitePerson.Map(door);
        WithdrawInvitation.Map(door);
        RemoveMember.Map(door);
        KeyPages.Map(door);
    }

    private static void MapPages(IEndpointRouteBuilder door)
    {
        PartyPages.Map(door);
        IssuingPages.Map(door);
        PartyImportPages.Map(door);
        RightPages.Map(door);
        OneRightPages.Map(door);
        PermissionPages.Map(door);
        ProductPages.Map(door);
        OneProductPages.Map(door);
        ApprovalPages.Map(door);
        AlertPages.Map(door);
        DossierPages.Map(door);
        SetRegions.MapPage(door);
        PlotPages.Map(door);
        RemovalPages.Map(door);
        AllowancePages.Map(door);
        SeasonPages.Map(door);
        TransferPages.Map(door);
    }

    private static void MapApi(RouteGroupBuilder api)
    {
        // What a key that was made for certain scopes may call.
        RouteGroupBuilder Within(Scope scope) => api.MapGroup("").In(scope);
        GiveAccess.Map(Within(Scope.Administer));
        SetRegions.Map(Within(Scope.Administer));
        PartyEndpoints.Map(Within(Scope.Record));
        RightEndpoints.Map(Within(Scope.Record));
        ZoneEndpoints.Map(Within(Scope.Record));
        ProductEndpoints.Map(Within(Scope.Record));
        PlotEndpoints.Map(Within(Scope.Record));
        OpenSeason.Map(Within(Scope.Allowance));
        CloseSeason.Map(Within(Scope.Allowance));
        GrantAllowance.Map(Within(Scope.Allowance));
        TransferAllowance.Map(Within(Scope.Allowance));
        AnswerTransfer.Map(Within(Scope.Allowance));
        MakeLot.Map(Within(Scope.Issue));
        IssueCodes.Map(Within(Scope.Issue));
        ApproveBatch.Map(Within(Scope.Issue));
        ChangeRange.Map(Within(Scope.Activate));
        MakeCartons.Map(Within(Scope.Issue));
        ChangeCarton.Map(Within(Scope.Activate));
        ReadCarton.Map(Within(Scope.Issue));
        RecordRoll.Map(Within(Scope.Labels));
        CountStock.Map(Within(Scope.Record));
        ReadStock.Map(Within(Scope.Record));
        ReadIssuing.Map(Within(Scope.Issue));
        ReadCodes.Map(Within(Scope.Labels));
        PlanLabels.Map(Within(Scope.Labels));
        ReadPresets.Map(Within(Scope.Read));
        DownloadLabels.Map(Within(Scope.Labels));
        ReadDownloads.Map(Within(Scope.Labels));
        AskReprint.Map(Within(Scope.Labels));
        // The second person of a reprint is not whoever prints.
        AnswerReprint.Map(Within(Scope.Issue));
        AskPrintJob.Map(Within(Scope.Labels));
        ReadPrintJobs.Map(Within(Scope.Labels));
        DownloadPart.Map(Within(Scope.Labels));
        CancelPrintJob.Map(Within(Scope.Labels));
        ReadDossier.Map(Within(Scope.Decide));
        MarkSuspicious.Map(Within(Scope.Decide));
        AlertEndpoints.Map(Within(Scope.Decide));
        ManageKeys.Map(Within(Scope.Administer));
    }
}
