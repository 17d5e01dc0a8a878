using System.Security.Cryptography;
using NetTopologySuite.Geometries;
using Traceability.Geo;
using Traceability.Issuing;
using Traceability.Ledger;
using Traceability.Origins;
using Traceability.Parties;
using Traceability.Rights;
using Traceability.Scans;
using Traceability.Storage.Access;
using Traceability.Storage.Issuing;
using Traceability.Storage.Origins;
using Traceability.Storage.Parties;
using Traceability.Storage.Products;
using Traceability.Storage.Rights;
using Traceability.Storage.Scans;

namespace Traceability.Storage.Tests.Houses;

/// <summary>A tenant with everything a label rests on, from plot and right to batches; at least one row of every kind a tenant can have.</summary>
public sealed class Seed
{
    public const string Gtin = "06901234567892";
    public const uint Count = 1_000;
    public const long LotGrams = 10_000_000;
    private static readonly DateOnly Made = new(2026, 9, 20);

    private readonly DateTimeOffset _now;
    private readonly TraceabilityDb _db;

    private Seed(TraceabilityDb db, House house, string name)
    {
        (_db, Name, _now) = (db, name, house.Clock.GetUtcNow());
        Tenant = Add(new TenantRow(Id(), name, IsDemonstration: true, _now));
        Key = Add(new ApiKeyRow(Id(), Tenant.Id, Role.Producer, name, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), _now));
        Person = Add(new PersonRow(Id(), $"演示-{Id()}", _now) { DisplayName = $"演示{name}", PasswordHash = "-", SecurityStamp = Id() });
        Add(new PersonPasskeyRow(Id(), Person.Id, "演示手机", RandomNumberGenerator.GetBytes(32), [1], IsBackupEligible: true, _now) { SignCount = 0 });
        Add(new MembershipRow(Person.Id, Tenant.Id, Role.Producer, ManagesPeople: true, _now));
        Add(new SignInRow(Id(), Person.Id, Tenant.Id, Person.SecurityStamp, _now));
        Add(new InvitationRow(Id(), Tenant.Id, Role.Producer, ManagesPeople: false, "演示", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), Person.Id, _now, _now.AddDays(7)));
        Party = Add(new PartyRow(Id(), Tenant.Id, $"USCC-{name}") { Name = $"演示{name}", Kind = PartyKind.Producer });
    }

    public string Name { get; }
    public TenantRow Tenant { get; }
    public ApiKeyRow Key { get; }
    public PersonRow Person { get; }
    public PartyRow Party { get; }
    public ZoneRow Zone { get; private set; } = null!;
    public RightRow Indication { get; private set; } = null!;
    public SeasonRow Season { get; private set; } = null!;
    public PlotRow Plot { get; private set; } = null!;
    public LotRow Lot { get; private set; } = null!;
    public AccountRow Holding { get; private set; } = null!;
    public AccountRow LotAccount { get; private set; } = null!;

    /// <summary>1-600 activated, 601-610 spoiled, 611-620 withdrawn, 621-630 retired, the others not activated.</summary>
    public BatchRow Batch { get; private set; } = null!;

    /// <summary>Asked for, but no second person has agreed.</summary>
    public BatchRow Waiting { get; private set; } = null!;

    /// <summary>Carton codes over the batch, the first ten activated; the last of them holds sixteen items.</summary>
    public BatchRow Cartons { get; private set; } = null!;

    /// <summary>All activated, for a garment without a GTIN.</summary>
    public BatchRow Garments { get; private set; } = null!;

    /// <summary>Waits with one part written.</summary>
    public PrintJobRow PrintJob { get; private set; } = null!;

    public static Task<Seed> Sow(House house, string name) => house.Store.Write(TenantScope.House, async db =>
    {
        var seed = new Seed(db, house, name);
        await seed.SowRice(house.Keys.Ring.Sealing.Symbol);
        await seed.SowGarments(house.Keys.Ring.Sealing.Symbol);
        seed.SowPrinting();
        seed.SowAlerts();
        return Written<Seed>.Done(seed, Act.Of(ActKind.AccessChanged, seed._now));
    }, CancellationToken.None);

    /// <summary>Records a range of the batch as the desk does; the reason is what a scan shows.</summary>
    public Task Change(House house, BatchRow batch, uint first, uint last, LabelState state, string? reason = null) =>
        house.Store.Write(TenantScope.Of(Tenant.Id), db =>
        {
            db.LabelRanges.Add(new LabelRangeRow(batch.Id, first, last, state, reason, house.Clock.GetUtcNow()));
            return Task.FromResult(Written<bool>.Done(true, Act.Of(ActKind.RangeChanged, house.Clock.GetUtcNow())));
        }, CancellationToken.None);

    /// <summary>One more batch of this tenant's rice under the key that seals now.</summary>
    public Task<BatchRow> Issue(House house, uint count) => house.Store.Write(TenantScope.Of(Tenant.Id), db =>
    {
        var batch = NewBatch(Lot.Id, house.Keys.Ring.Sealing.Symbol, count, BatchState.Issued);
        db.Batches.Add(batch);
        db.LabelRanges.Add(new LabelRangeRow(batch.Id, 1, count, LabelState.Activated, null, _now));
        return Task.FromResult(Written<BatchRow>.Done(batch, Act.Of(ActKind.CodesIssued, _now)));
    }, CancellationToken.None);

    private async Task SowRice(char symbol)
    {
        var wkb = Wkb.ToBytes(Square(122.0, 41.0, 0.5));
        Zone = Add(new ZoneRow(Id(), $"演示{Name}保护区", "演示", "demo.geojson", Made, Datum.Wgs84, 200, null, null, "211100", wkb, _now));
        Indication = Granted(RightKind.GeographicalIndication, GiRegime.ProtectedProduct);
        Indication.ZoneId = Zone.Id;
        Add(new PermissionRow(Id(), Tenant.Id, PermissionKind.MarkUseApproval, Indication.Id, Party.Id, "演示核准-1", Made.AddYears(-1), null, _now));
        var product = Add(new ProductRow(Id(), Tenant.Id, ProductKind.Gi, Indication.Id, 5_000, null, null) { Name = "演示大米", Gtin = Gtin });
        Add(new ArtworkRow(product.Id, Tenant.Id) { Sha256 = new string('0', 64), Png = [1] });
        Add(new ProductPictureRow(product.Id, new string('1', 64), Tenant.Id, 1, [1]));
        Season = Add(new SeasonRow(Id(), Tenant.Id, Indication.Id, "2026", Made.AddDays(-30), Made.AddDays(300), 600_000, 650));
        Plot = Add(new PlotRow(Id(), Tenant.Id, Party.Id, "演示地块", Datum.Wgs84, 1, Wkb.ToBytes(Square(122.2, 41.2, 0.01)), 930_000, 122.2, 41.2, 122.21, 41.21, _now));
        Add(new PlotGrantRow(Season.Id, Plot.Id, 4 * LotGrams, Zone.Id, OriginVerdict.Inside, 1, 930_000, 16_600, Key.Id, _now));

        var book = new AllowanceBook(_db, _now, CancellationToken.None);
        var lotId = Id();
        Holding = await book.Holding(Tenant.Id, Season.Id, Party.Id, Plot.Id);
        LotAccount = await book.Lot(Tenant.Id, Season.Id, Party.Id, lotId);
        Assert.True(await book.Move(MovementKind.Grant, await book.Land(Season.Id, Plot.Id), Holding, 4 * LotGrams, "seed"));
        Assert.True(await book.Move(MovementKind.SetAside, Holding, LotAccount, LotGrams, "seed"));
        Add(new TransferRow(Id(), Season.Id, Tenant.Id, Party.Id, Tenant.Id, Party.Id, 1, _now));
        Lot = Add(new LotRow(lotId, Tenant.Id, product.Id, Party.Id, Season.Id, "L1", Made, _now, LotAccount.Id, Zone.Id, OriginVerdict.Inside, 16_649));
        Add(new LotPlotRow(lotId, Plot.Id, LotGrams, OriginVerdict.Inside, 1, 16_649));

        Batch = Add(NewBatch(lotId, symbol, Count, BatchState.Issued));
        Waiting = Add(NewBatch(lotId, symbol, Count, BatchState.Waiting));
        Cartons = Add(new BatchRow(
            Id(), Tenant.Id, BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4)), symbol, lotId, 42, 0, Key.Id, _now, Id().ToString())
        { Kind = BatchKind.Cartons, State = BatchState.Issued, ItemsBatchId = Batch.Id, ItemsPerCarton = 24 });
        Add(new RollRow(Id(), Tenant.Id, Batch.Id, "演示卷 1", 1, 500, Key.Id, _now));
        Add(new StockCountRow(Id(), Tenant.Id, Batch.Id, 1, 500, 480, 0, 0, 20, 500, 0, 0, 0, "演示", Key.Id, _now));
        Add(new LabelRangeRow(Cartons.Id, 1, 10, LabelState.Activated, null, _now));
        Add(new LabelRangeRow(Batch.Id, 1, 600, LabelState.Activated, null, _now));
        Add(new LabelRangeRow(Batch.Id, 601, 610, LabelState.Spoiled, "演示: misprinted", _now));
        Add(new LabelRangeRow(Batch.Id, 611, 620, LabelState.Withdrawn, "演示: recalled", _now));
        Add(new LabelRangeRow(Batch.Id, 621, 630, LabelState.Retired, "演示: opened", _now));
    }

    private async Task SowGarments(char symbol)
    {
        var design = Granted(RightKind.DesignPatent, null);
        design.FiledOn = Made.AddYears(-1);
        var work = Granted(RightKind.Copyright, null);
        var product = Add(new ProductRow(Id(), Tenant.Id, ProductKind.Apparel, null, null, design.Id, work.Id) { Name = "演示连衣裙", Designer = "演示设计师" });
        var book = new AllowanceBook(_db, _now, CancellationToken.None);
        var lotId = Id();
        var account = await book.Lot(Tenant.Id, null, Party.Id, lotId);
        Assert.True(await book.Move(MovementKind.Declare, await book.Order(account), account, Count, "seed"));
        Add(new LotRow(lotId, Tenant.Id, product.Id, Party.Id, null, "L2", Made, _now, account.Id, null, null, null));
        Garments = Add(NewBatch(lotId, symbol, Count, BatchState.Issued));
        Add(new LabelRangeRow(Garments.Id, 1, Count, LabelState.Activated, null, _now));
    }

    private void SowPrinting()
    {
        var reprint = Add(new ReprintRow(Id(), Tenant.Id, Batch.Id, "Svg", 1, 10, "演示", Key.Id, _now));
        PrintJob = Add(new PrintJobRow(Id(), Tenant.Id, Batch.Id, "Svg", 1, Count, "{}", null, null, Key.Id, _now));
        Add(new PrintPartRow(PrintJob.Id, 1, 1, 400, "00001.zip", 1, new string('0', 64)));
        Add(new DownloadRow(Id(), Tenant.Id, Batch.Id, 1, "Svg", 1, 400, Key.Id, _now, PrintJob.Id, reprint.Id));
    }

    private void SowAlerts()
    {
        var alert = Add(new AlertRow(Id(), Tenant.Id, Batch.Id, 600, AlertCause.ManyPlaces, _now) { State = AlertState.Explained, Evidence = "[]" });
        Add(new AlertPatternRow(Id(), Tenant.Id, Batch.Id, AlertCause.AfterSellBy, "110100", Explanation.Exhibition, "演示展会", alert.Id, Key.Id, _now));
    }

    private RightRow Granted(RightKind kind, GiRegime? regime)
    {
        var certificate = Add(new CertificateRow(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), "application/pdf", [1]));
        var right = Add(new RightRow(Id(), Tenant.Id, kind, $"演示-{kind}-{Name}", Party.Id, null, null, regime, _now)
        {
            Title = "演示",
            RecordedBy = Key.Id,
            CertificateSha256 = certificate.Sha256,
            CheckedBy = Id(),
            CheckedAt = _now,
        });
        Add(new RightStateRow(Id(), right.Id, RightState.Granted, Made.AddYears(-1), _now, "演示登记簿", Made));
        return right;
    }

    private BatchRow NewBatch(Guid lotId, char symbol, uint count, BatchState state) => new(
        Id(), Tenant.Id, BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4)), symbol, lotId, count, count * 5_000, Key.Id, _now, Id().ToString())
    { State = state };

    private Guid Id() => Guid.CreateVersion7(_now);

    private T Add<T>(T row) where T : class
    {
        _db.Add(row);
        return row;
    }

    private static Polygon Square(double west, double south, double degrees) => new(new LinearRing(
    [
        new(west, south), new(west + degrees, south), new(west + degrees, south + degrees), new(west, south + degrees), new(west, south),
    ]));
}
