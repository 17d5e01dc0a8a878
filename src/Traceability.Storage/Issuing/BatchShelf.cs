using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Traceability.Issuing;
using Traceability.Products;
using Traceability.Rights;
using Traceability.Scans;
using Traceability.Storage.Origins;
using Traceability.Storage.Products;
using Traceability.Storage.Rights;

namespace Traceability.Storage.Issuing;

/// <summary>What stands behind a batch, as one piece in memory: product, maker, rights, origin and ranges. Good for one version of the facts.</summary>
/// <param name="FactsVersion">The version it was read at; a newer one in the database makes it stale.</param>
/// <param name="Id">Identity of the batch.</param>
/// <param name="TenantId">Whose it is.</param>
/// <param name="KeySymbol">The one key symbol its codes carry.</param>
/// <param name="IsIssued">Its codes may exist outside; false while a second person is asked.</param>
/// <param name="Ranges">States of its labels.</param>
/// <param name="Product">What its labels are put on.</param>
/// <param name="ProducerId">Who puts them there.</param>
/// <param name="Rights">The rights behind the product.</param>
/// <param name="Permissions">The producer's permissions to use them.</param>
/// <param name="MadeOn">The day its lot was made.</param>
/// <param name="MadeAt">The moment its lot was recorded.</param>
/// <param name="Backing">What the public sees, except the rights, which change with the day.</param>
/// <param name="Cartons">How its codes stand for items, when they are on cartons.</param>
/// <param name="Terms">Where and until when its items may be sold.</param>
/// <param name="CertificatePictures">Certificates of those rights that are pictures, checked by a second person and small enough to be shown, by hash.</param>
public sealed record BatchSnapshot(
    long FactsVersion, Guid Id, Guid TenantId, char KeySymbol, bool IsIssued, RangeBook Ranges, Product Product, Guid ProducerId,
    IReadOnlyList<Right> Rights, IReadOnlyCollection<Permission> Permissions, DateOnly MadeOn, DateTimeOffset MadeAt, Backing Backing, CartonsOver? Cartons, SaleTerms Terms,
    IReadOnlySet<string> CertificatePictures);

/// <summary>The items that a batch of carton codes stands for.</summary>
/// <param name="ItemCount">How many items in all.</param>
/// <param name="ItemsPerCarton">How many to a carton.</param>
public sealed record CartonsOver(uint ItemCount, int ItemsPerCarton)
{
    /// <summary>How many items a carton stands for.</summary>
    public int ItemsIn(uint carton) => (int)CartonRule.Contents(carton, ItemCount, ItemsPerCarton).Count;
}

/// <summary>Batches in memory, by number. What it answers is never older than the facts version the caller read in the same breath.</summary>
public sealed class BatchShelf(Store store, ZoneShelf zones)
{
    /// <summary>Most batches held; a check of another one reads it again.</summary>
    public const int BatchesMax = 20_000;

    private readonly ConcurrentDictionary<uint, BatchSnapshot> _held = new();
    private readonly ConcurrentDictionary<(uint Number, long FactsVersion), Lazy<Task<BatchSnapshot?>>> _reading = new();

    /// <summary>The batch of a number; none when no such batch exists.</summary>
    public async ValueTask<BatchSnapshot?> Find(uint number, long factsVersion, CancellationToken cancellation)
    {
        if (_held.TryGetValue(number, out var held) && held.FactsVersion == factsVersion)
            return held;

        // After a change of facts everybody wants the same batch at once: one reads it, and the others wait for him.
        var reading = _reading.GetOrAdd((number, factsVersion), key => new Lazy<Task<BatchSnapshot?>>(() => Read(key.Number, key.FactsVersion)));
        try
        {
            return await reading.Value.WaitAsync(cancellation);
        }
        finally
        {
            _reading.TryRemove(KeyValuePair.Create((number, factsVersion), reading));
        }
    }

    private async Task<BatchSnapshot?> Read(uint number, long factsVersion)
    {
        await using var db = store.Read(TenantScope.House);
        if (await Read(db, number, factsVersion, CancellationToken.None) is not { } read)
            return null;

        if (_held.Count >= BatchesMax)
            _held.Clear();
        return _held[number] = read;
    }

    private async Task<BatchSnapshot?> Read(TraceabilityDb db, uint number, long factsVersion, CancellationToken cancellation)
    {
        var found = await (
            from batch in db.Batches
            join lot in db.Lots on batch.LotId equals lot.Id
            join product in db.Products on lot.ProductId equals product.Id
            join party in db.Parties on lot.PartyId equals party.Id
            join tenant in db.Tenants on batch.TenantId equals tenant.Id
            where batch.Number == number
            select new { Batch = batch, Lot = lot, Product = product, Party = party, Tenant = tenant }).SingleOrDefaultAsync(cancellation);
        if (found is null)
            return null;

        var ranges = await db.LabelRanges.Where(range => range.BatchId == found.Batch.Id).ToListAsync(cancellation);
        var goods = found.Product.ToProduct();
        var rightIds = goods.RightIds.ToList();
        var rights = await db.RightsOf(rightIds, cancellation);
        var permissions = await db.PermissionsOf(found.Party.Id, rightIds, cancellation);
        var origin = await zones.OriginOf(db, found.Lot, cancellation);
        var certificates = rights.Values.Where(right => right.Check is not null).Select(right => right.CertificateSha256).OfType<string>().ToList();
        var pictures = await db.Certificates.Where(kept => certificates.Contains(kept.Sha256) && kept.MediaType.StartsWith("image/") && kept.Content.Length <= CertificateRow.ShownBytesMax)
            .Select(kept => kept.Sha256).ToHashSetAsync(cancellation);
        var season = await db.Seasons.Where(kept => kept.Id == found.Lot.SeasonId).Select(kept => kept.Name).SingleOrDefaultAsync(cancellation);
        var artwork = await db.Artworks.Where(kept => kept.ProductId == goods.Id).Select(kept => kept.Sha256).SingleOrDefaultAsync(cancellation);
        var shown = await db.PicturesOf([goods.Id], cancellation);
        var cartons = found.Batch is { ItemsBatchId: { } itemsId, ItemsPerCarton: { } itemsPerCarton }
            ? new CartonsOver(await db.Batches.Where(batch => batch.Id == itemsId).Select(batch => batch.Count).SingleAsync(cancellation), itemsPerCarton)
            : null;

        return new BatchSnapshot(
            factsVersion, found.Batch.Id, found.Batch.TenantId, found.Batch.KeySymbol, found.Batch.State == BatchState.Issued,
            new RangeBook(found.Batch.Count, ranges.Select(range => range.ToRange())), goods, found.Party.Id,
            [.. rightIds.Where(rights.ContainsKey).Select(id => rights[id])], permissions, found.Lot.MadeOn, found.Lot.MadeAt,
            new Backing(
                new ProductFacts(goods.Name, goods.NameEn, goods.Gtin, (goods as GiProduct)?.NetContentGrams, (goods as ApparelDesign)?.Designer, found.Lot.Name)
                {
                    ProductId = goods.Id,
                    Season = season,
                    HarvestedOn = found.Lot.HarvestedOn,
                    ArtworkSha256 = artwork,
                    Pictures = [.. shown[goods.Id]],
                },
                new ProducerFacts(found.Party.Name, found.Party.Uscc), [], origin, found.Lot.MadeOn, found.Tenant.IsDemonstration), cartons, found.Lot.Terms, pictures);
    }
}
