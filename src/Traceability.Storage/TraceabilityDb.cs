using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Traceability.Rights;
using Traceability.Storage.Access;
using Traceability.Storage.Codes;
using Traceability.Storage.Issuing;
using Traceability.Storage.Ledger;
using Traceability.Storage.Origins;
using Traceability.Storage.Parties;
using Traceability.Storage.Products;
using Traceability.Storage.Rights;
using Traceability.Storage.Scans;

namespace Traceability.Storage;

/// <summary>The stored house as one tenant, or the whole house, may see it. It reads; writing goes through <see cref="Store"/>.</summary>
public sealed class TraceabilityDb(DbContextOptions<TraceabilityDb> options, TenantScope scope) : DbContext(options)
{
    private readonly DbContextOptions<TraceabilityDb> _options = options;

    /// <summary>Whose rows are visible.</summary>
    public TenantScope Scope { get; } = scope;

    /// <summary>Customers of the house.</summary>
    public DbSet<TenantRow> Tenants => Set<TenantRow>();

    /// <summary>Keys to the desk.</summary>
    public DbSet<ApiKeyRow> ApiKeys => Set<ApiKeyRow>();

    /// <summary>People who sign in: those who work for the tenant.</summary>
    public DbSet<PersonRow> People => Set<PersonRow>();

    /// <summary>Their passkeys.</summary>
    public DbSet<PersonPasskeyRow> PersonPasskeys => Set<PersonPasskeyRow>();

    /// <summary>For whom they work.</summary>
    public DbSet<MembershipRow> Memberships => Set<MembershipRow>();

    /// <summary>Who signed in of late.</summary>
    public DbSet<SignInRow> SignIns => Set<SignInRow>();

    /// <summary>Failures to sign in.</summary>
    public DbSet<SignInFailureRow> SignInFailures => Set<SignInFailureRow>();

    /// <summary>Invitations.</summary>
    public DbSet<InvitationRow> Invitations => Set<InvitationRow>();

    /// <summary>Parties.</summary>
    public DbSet<PartyRow> Parties => Set<PartyRow>();

    /// <summary>Rights: one's own, every GI, and those one has a permission for.</summary>
    public DbSet<RightRow> Rights => Set<RightRow>();

    /// <summary>State series of rights.</summary>
    public DbSet<RightStateRow> RightStates => Set<RightStateRow>();

    /// <summary>Certificate files by hash.</summary>
    public DbSet<CertificateRow> Certificates => Set<CertificateRow>();

    /// <summary>Mark-use approvals and licences that one gave or got.</summary>
    public DbSet<PermissionRow> Permissions => Set<PermissionRow>();

    /// <summary>Protected areas; public.</summary>
    public DbSet<ZoneRow> Zones => Set<ZoneRow>();

    /// <summary>Products.</summary>
    public DbSet<ProductRow> Products => Set<ProductRow>();

    /// <summary>Artwork on the labels of products.</summary>
    public DbSet<ArtworkRow> Artworks => Set<ArtworkRow>();

    /// <summary>Pictures of products.</summary>
    public DbSet<ProductPictureRow> ProductPictures => Set<ProductPictureRow>();

    /// <summary>Plots.</summary>
    public DbSet<PlotRow> Plots => Set<PlotRow>();

    /// <summary>Seasons; public.</summary>
    public DbSet<SeasonRow> Seasons => Set<SeasonRow>();

    /// <summary>Grants by season and plot.</summary>
    public DbSet<PlotGrantRow> PlotGrants => Set<PlotGrantRow>();

    /// <summary>Accounts of the allowance ledger.</summary>
    public DbSet<AccountRow> Accounts => Set<AccountRow>();

    /// <summary>Movements between accounts.</summary>
    public DbSet<MovementRow> Movements => Set<MovementRow>();

    /// <summary>Transfers that one offered or was offered.</summary>
    public DbSet<TransferRow> Transfers => Set<TransferRow>();

    /// <summary>Lots.</summary>
    public DbSet<LotRow> Lots => Set<LotRow>();

    /// <summary>Plots behind lots.</summary>
    public DbSet<LotPlotRow> LotPlots => Set<LotPlotRow>();

    /// <summary>States of sealing keys; the keys themselves are files.</summary>
    public DbSet<SealingKeyRow> SealingKeys => Set<SealingKeyRow>();

    /// <summary>Batches of codes.</summary>
    public DbSet<BatchRow> Batches => Set<BatchRow>();

    /// <summary>Ranges of labels.</summary>
    public DbSet<LabelRangeRow> LabelRanges => Set<LabelRangeRow>();

    /// <summary>Rolls of labels.</summary>
    public DbSet<RollRow> Rolls => Set<RollRow>();

    /// <summary>Counts of labels, those that stand and those that were replaced.</summary>
    public DbSet<StockCountRow> StockCounts => Set<StockCountRow>();
    /// <summary>Files of labels that were taken out.</summary>
    public DbSet<DownloadRow> Downloads => Set<DownloadRow>();

    /// <summary>Wishes to print labels once more.</summary>
    public DbSet<ReprintRow> Reprints => Set<ReprintRow>();

    /// <summary>Print jobs.</summary>
    public DbSet<PrintJobRow> PrintJobs => Set<PrintJobRow>();

    /// <summary>Complete parts of print jobs.</summary>
    public DbSet<PrintPartRow> PrintParts => Set<PrintPartRow>();

    /// <summary>Labels to which something happened.</summary>
    public DbSet<LabelRow> Labels => Set<LabelRow>();

    /// <summary>Scans.</summary>
    public DbSet<ScanRow> Scans => Set<ScanRow>();

    /// <summary>Counters of codes never issued.</summary>
    public DbSet<NeverIssuedDayRow> NeverIssuedDays => Set<NeverIssuedDayRow>();

    /// <summary>Some of those codes.</summary>
    public DbSet<NeverIssuedSampleRow> NeverIssuedSamples => Set<NeverIssuedSampleRow>();

    /// <summary>Alerts.</summary>
    public DbSet<AlertRow> Alerts => Set<AlertRow>();

    /// <summary>Explained patterns of alerts.</summary>
    public DbSet<AlertPatternRow> AlertPatterns => Set<AlertPatternRow>();

    /// <summary>The outbox of acts.</summary>
    public DbSet<ActRow> Acts => Set<ActRow>();

    /// <summary>The counter of changed facts.</summary>
    public DbSet<FactsVersionRow> FactsVersions => Set<FactsVersionRow>();

    /// <summary>
    /// A view of the whole house beside this one, for a single question whose answer everybody may know: whether a number is taken, how the holder of a right is called. It sees what
    /// is committed. The caller disposes it.
    /// </summary>
    // A filter that is passed over here would still meet the database's own wall, which lets nothing through but by name.
    public TraceabilityDb WholeHouse()
    {
        var house = new TraceabilityDb(_options, TenantScope.House);
        house.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return house;
    }

    /// <inheritdoc />
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RefuseForeignRows();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <inheritdoc />
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RefuseForeignRows();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<DateTimeOffset>().HaveConversion<MomentConverter>();
        configuration.Properties<Enum>().HaveConversion<string>();
        configuration.Properties<char>().HaveConversion<string>();
        // No other database than SQLite has unsigned numbers.
        configuration.Properties<uint>().HaveConversion<long>();
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<RightRow>().ToTable("ip_right");
        model.Entity<RightStateRow>();
        model.Entity<CertificateRow>().HasKey(row => row.Sha256);
        model.Entity<MembershipRow>().HasKey(row => new { row.PersonId, row.TenantId });
        model.Entity<SignInFailureRow>().HasKey(row => row.NameSha256);
        model.Entity<ArtworkRow>().HasKey(row => row.ProductId);
        model.Entity<ProductPictureRow>().HasKey(row => new { row.ProductId, row.Sha256 });
        model.Entity<PlotGrantRow>().HasKey(row => new { row.SeasonId, row.PlotId });
        model.Entity<LotPlotRow>().HasKey(row => new { row.LotId, row.PlotId });
        model.Entity<SealingKeyRow>().HasKey(row => row.Symbol);
        model.Entity<LabelRangeRow>().HasKey(row => new { row.BatchId, row.First });
        model.Entity<PrintPartRow>().HasKey(row => new { row.PrintJobId, row.Number });
        model.Entity<LabelRow>().HasKey(row => new { row.Shard, row.Batch, row.Serial });
        // One writer appends in the order of time; many servers write all over, each its own labels.
        if (Database.IsSqlite())
        {
            model.Entity<ScanRow>().HasKey(row => new { row.At, row.Shard, row.Batch, row.Serial, row.ScanId });
            model.Entity<ForgottenScanRow>().HasKey(row => new { row.Shard, row.Batch, row.Serial, row.ScanId, row.At });
        }
        else
        {
            model.Entity<ScanRow>().HasKey(row => new { row.Shard, row.Batch, row.Serial, row.ScanId, row.At });
        }

        model.Entity<NeverIssuedDayRow>().HasKey(row => row.Day);
        model.Entity<NeverIssuedSampleRow>().HasKey(row => new { row.Day, row.Code });
        model.Entity<ActRow>().HasKey(row => new { row.Shard, row.Id });
        model.Entity<FactsVersionRow>().Property(row => row.Id).ValueGeneratedNever();

        Owned<ApiKeyRow>(model);
        Owned<MembershipRow>(model);
        Owned<SignInRow>(model);
        Owned<InvitationRow>(model);
        Owned<PartyRow>(model);
        Owned<ProductRow>(model);
        Owned<ArtworkRow>(model);
        Owned<ProductPictureRow>(model);
        Owned<PlotRow>(model);
        Owned<LotRow>(model);
        Owned<BatchRow>(model);
        Owned<RollRow>(model);
        Owned<StockCountRow>(model);
        Owned<DownloadRow>(model);
        Owned<ReprintRow>(model);
        Owned<PrintJobRow>(model);
        Owned<AlertRow>(model);
        Owned<AlertPatternRow>(model);
        model.Entity<TransferRow>().HasQueryFilter(row =>
            Scope.TenantId == null || row.FromTenantId == Scope.TenantId || row.ToTenantId == Scope.TenantId);
        model.Entity<PermissionRow>().HasQueryFilter(row =>
            Scope.TenantId == null || row.TenantId == Scope.TenantId || Parties.Any(party => party.Id == row.PartyId));
        model.Entity<RightRow>().HasQueryFilter(row =>
            Scope.TenantId == null || row.TenantId == Scope.TenantId || row.Kind == RightKind.GeographicalIndication
            || Permissions.Any(permission => permission.RightId == row.Id));
        model.Entity<AccountRow>().HasQueryFilter(row => Scope.TenantId == null || row.TenantId == Scope.TenantId);
        model.Entity<TenantRow>().HasQueryFilter(row => Scope.TenantId == null || row.Id == Scope.TenantId);
        model.Entity<ActRow>().HasQueryFilter(row => Scope.TenantId == null || row.TenantId == Scope.TenantId);
        // What belongs to a row that one may not see is not to be seen either.
        model.Entity<PersonRow>().HasQueryFilter(row => Scope.TenantId == null || Memberships.Any(membership => membership.PersonId == row.Id));
        model.Entity<PersonPasskeyRow>().HasQueryFilter(row => Scope.TenantId == null || People.Any(person => person.Id == row.PersonId));
        model.Entity<RightStateRow>().HasQueryFilter(row => Scope.TenantId == null || Rights.Any(right => right.Id == row.RightId));
        model.Entity<PlotGrantRow>().HasQueryFilter(row => Scope.TenantId == null || Plots.Any(plot => plot.Id == row.PlotId));
        model.Entity<LotPlotRow>().HasQueryFilter(row => Scope.TenantId == null || Lots.Any(lot => lot.Id == row.LotId));
        model.Entity<LabelRangeRow>().HasQueryFilter(row => Scope.TenantId == null || Batches.Any(batch => batch.Id == row.BatchId));
        model.Entity<PrintPartRow>().HasQueryFilter(row => Scope.TenantId == null || PrintJobs.Any(job => job.Id == row.PrintJobId));
        model.Entity<MovementRow>().HasQueryFilter(row =>
            Scope.TenantId == null || Accounts.Any(account => account.Id == row.FromAccountId || account.Id == row.ToAccountId));

        foreach (var entity in model.Model.GetEntityTypes())
        {
            if (entity.GetTableName() is { } table && table != "ip_right")
                entity.SetTableName(SnakeCase(entity.ClrType.Name[..^"Row".Length]));
            foreach (var property in entity.GetProperties())
                property.SetColumnName(SnakeCase(property.Name));
            if (entity.FindProperty("Version") is { } version && entity.ClrType != typeof(FactsVersionRow))
                version.IsConcurrencyToken = true;
            foreach (var key in entity.GetKeys().SelectMany(key => key.Properties))
                key.ValueGenerated = ValueGenerated.Never;
        }
    }

    // The second wall: a query filter hides foreign rows, this refuses to write them. Whatever row names a tenant is his alone to write;
    // an account is not asked, because the other side of a grant or transfer is another tenant and AllowanceBook judges every movement.
    private void RefuseForeignRows()
    {
        if (Scope.TenantId is not { } tenant)
            return;
        foreach (var entry in ChangeTracker.Entries())
        {
            if (entry.State is EntityState.Unchanged or EntityState.Detached || entry.Entity is AccountRow || entry.Metadata.FindProperty(nameof(ITenantOwned.TenantId)) is null)
                continue;
            if (entry.CurrentValues[nameof(ITenantOwned.TenantId)] as Guid? != tenant || entry.State != EntityState.Added && entry.OriginalValues[nameof(ITenantOwned.TenantId)] as Guid? != tenant)
                throw new InvalidOperationException($"A {entry.Metadata.ShortName()} of another tenant was about to be written.");
        }
    }

    private void Owned<T>(ModelBuilder model) where T : class, ITenantOwned =>
        model.Entity<T>().HasQueryFilter(row => Scope.TenantId == null || row.TenantId == Scope.TenantId);

    private static string SnakeCase(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));

    // SQLite cannot order DateTimeOffset; a number of milliseconds orders the same on every database.
    private sealed class MomentConverter() : ValueConverter<DateTimeOffset, long>(
        moment => moment.ToUnixTimeMilliseconds(), stored => DateTimeOffset.FromUnixTimeMilliseconds(stored));
}
