using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Issuing;
using Traceability.Scans;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Issuing;
using Traceability.Storage.Products;

namespace Traceability.Standalone;

/// <summary>Writes what people and black-box tests need to know of the demonstration: addresses, fresh keys, and codes for every verdict as they stand at this start.</summary>
internal static class DemonstrationFile
{
    /// <summary>Name of the keys that are made anew at every start.</summary>
    public const string KeyName = "演示", SecondKeyName = "演示·第二人";

    private const string FileName = "demo.json";
    private const int CodesPerVerdict = 8;
    private const int CodesPerBatch = 2;

    // Serials that the demonstration gave a life of their own, and their neighbours that it did not.
    private static readonly uint[] Candidates = [1, 2, 3, 101, 151, 201, 202, 301, 401, 402, 403, 4, 5, 6, 7, 302, 303, 203, 204, 1_501, 1_601, 1_602, 901, 902, 451, 452, 251];

    private static readonly JsonSerializerOptions Readable = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the file (0600) and the labels of an open desk, and answers what to tell on the console; none when the house holds no demonstration.</summary>
    public static async Task<string?> Write(House house, string publicUrl, string deskUrl, CancellationToken cancellation)
    {
        await using var db = house.Store.Read(TenantScope.House);
        if (await db.Tenants.SingleOrDefaultAsync(tenant => tenant.Name == Demonstration.Producer, cancellation) is not { } producer)
            return null;

        var now = house.Clock.GetUtcNow();
        Task<string> Key(string tenant, Role role, string name = KeyName) => GiveAccess.FromConsole(house.Store, tenant, role, now, cancellation, name, replaces: true);
        var keys = new Dictionary<string, string>
        {
            ["producer"] = await Key(Demonstration.Producer, Role.Producer),
            ["association"] = await Key(Demonstration.Association, Role.Association),
            ["officer"] = await Key(Demonstration.Officer, Role.Officer),
            ["administrator"] = await Key(Demonstration.Operator, Role.Administrator),
            ["farmer"] = await Key(Demonstration.Farmer, Role.Producer),
            ["secondProducer"] = await Key(Demonstration.Producer, Role.Producer, SecondKeyName),
            ["secondAssociation"] = await Key(Demonstration.Association, Role.Association, SecondKeyName),
        };

        var accounts = await Accounts(house, db, now, cancellation);
        var lots = await db.Lots.Where(lot => lot.TenantId == producer.Id).OrderBy(lot => lot.Name).ToListAsync(cancellation);
        var products = await db.Products.Where(product => product.TenantId == producer.Id).ToDictionaryAsync(product => product.Id, cancellation);
        var balances = await db.Accounts.Where(account => account.TenantId == producer.Id && account.Kind == AccountKind.Lot)
            .ToDictionaryAsync(account => account.Id, account => account.Balance, cancellation);
        // In the order of the lots: the first code to scan is the plainest story.
        var batches = (await db.Batches.Where(batch => batch.TenantId == producer.Id && batch.State == BatchState.Issued && batch.Kind == BatchKind.Items).ToListAsync(cancellation))
            .OrderBy(batch => lots.FindIndex(lot => lot.Id == batch.LotId)).ThenBy(batch => batch.Id).ToList();
        var codes = await Codes(house, db, [.. batches.Where(batch => products[lots.Single(lot => lot.Id == batch.LotId).ProductId].Kind == ProductKind.Gi)],
            [.. batches.Where(batch => products[lots.Single(lot => lot.Id == batch.LotId).ProductId].Kind == ProductKind.Apparel)], now, cancellation);

        Save(Path.Combine(house.Settings.DataDirectory, FileName), JsonSerializer.Serialize(new
        {
            publicUrl,
            deskUrl,
            apiKeys = keys,
            accounts,
            codes,
            zones = (await db.Zones.OrderBy(zone => zone.Id).ToListAsync(cancellation)).Select(zone => new { zone.Id, zone.Name, adcodes = zone.Adcodes.Split(' ', StringSplitOptions.RemoveEmptyEntries) }),
            products = products.Values.OrderBy(product => product.Id).Select(product => new { product.Id, product.Name }),
            lots = lots.Select(lot => new { lot.Id, lot.ProductId, remainingAllowance = AllowanceRule.Labels(balances[lot.AccountId], products[lot.ProductId].ToProduct().QuantityPerLabel) }),
            batches = batches.Select(batch => new { batch.Id, batch.Count }),
        }, Readable));

        await WriteLabels(deskUrl, keys["producer"], keys["secondProducer"], batches.Select(batch => batch.Id), Path.Combine(house.Settings.DataDirectory, Demonstration.LabelFolder));
        return $"""
            Demonstration 演示     {Path.Combine(house.Settings.DataDirectory, FileName)} (accounts, keys and codes 账户、密钥与示例码)
            Labels 标签            {Path.Combine(house.Settings.DataDirectory, Demonstration.LabelFolder)}
            Scan this 请扫码       {(codes[nameof(Verdict.FirstScan)] is [var sample, ..] ? $"{publicUrl}/{sample}" : publicUrl)}

            """;
    }

    private static async Task<List<DemonstrationAccount>> Accounts(House house, TraceabilityDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var accounts = new List<DemonstrationAccount>();
        foreach (var (tenantName, role, displayName) in ((string, Role, string)[])
        [
            (Demonstration.Producer, Role.Producer, Demonstration.Producer), (Demonstration.Association, Role.Association, Demonstration.Association),
            (Demonstration.Officer, Role.Officer, Demonstration.Officer), (Demonstration.Operator, Role.Administrator, Demonstration.Operator),
            (Demonstration.Producer, Role.PrintShop, "演示 · 打印店"), (Demonstration.Officer, Role.Supervisor, "演示 · 监管人员"),
        ])
        {
            var tenant = await db.Tenants.SingleAsync(tenant => tenant.Name == tenantName, cancellation);
            var user = $"demo-{role.ToString().ToLowerInvariant()}";
            accounts.Add(new(JsonNamingPolicy.CamelCase.ConvertName(role.ToString()), user, await OpenAccount.ForDemonstration(house.Store, tenant.Id, role, user, displayName, now, cancellation)));
        }

        return accounts;
    }

    private static async Task<Dictionary<string, List<string>>> Codes(
        House house, TraceabilityDb db, List<BatchRow> gi, List<BatchRow> apparel, DateTimeOffset now, CancellationToken cancellation)
    {
        var found = Enum.GetNames<Verdict>().ToDictionary(verdict => verdict, _ => (Gi: new List<string>(), Apparel: new List<string>()));
        foreach (var batch in gi.Concat(apparel))
        {
            var ofBatch = Enum.GetValues<Verdict>().ToDictionary(verdict => verdict, _ => 0);
            foreach (var serial in Candidates.Where(serial => serial <= batch.Count))
            {
                var code = house.Keys.Seal.Seal(batch.KeySymbol, batch.Number, serial);
                var verdict = (await house.Labels.Look(code, null, null, now, cancellation)).Judgement.Verdict;
                var list = apparel.Contains(batch) ? found[verdict.ToString()].Apparel : found[verdict.ToString()].Gi;
                if (list.Count < CodesPerVerdict && ofBatch[verdict]++ < CodesPerBatch)
                    list.Add(code.ToString());
            }
        }

        var numbers = await db.Batches.Select(batch => batch.Number).ToListAsync(cancellation);
        for (var number = 1u; found[nameof(Verdict.NeverIssued)].Gi.Count < 5; number++)
        {
            if (numbers.Contains(number))
                continue;
            var stranger = house.Keys.Seal.Seal(house.Keys.Ring.Sealing.Symbol, number, number).ToString();
            found[nameof(Verdict.NeverIssued)].Gi.Add(stranger);
            found[nameof(Verdict.Mistyped)].Gi.Add(stranger[..^1] + (stranger[^1] == '7' ? '8' : '7'));
        }

        // First and last are GI codes, apparel stands between them.
        return found.ToDictionary(verdict => verdict.Key, verdict => verdict.Value.Gi.Take(verdict.Value.Gi.Count - 1).Concat(verdict.Value.Apparel).Concat(verdict.Value.Gi.TakeLast(1)).ToList());
    }

    // Made anew at every start: a label is only good for the address that stands in it.
    private static async Task WriteLabels(string deskUrl, string key, string secondKey, IEnumerable<Guid> batches, string folder)
    {
        using var producer = new DemonstrationCaller(deskUrl, key);
        using var second = new DemonstrationCaller(deskUrl, secondKey);
        Directory.CreateDirectory(folder);
        foreach (var batch in batches)
        {
            using var zip = new ZipArchive(new MemoryStream(await LabelsOnceMore(producer, second, batch)));
            foreach (var label in zip.Entries)
                await label.ExtractToFileAsync(Path.Combine(folder, label.Name), overwrite: true);
        }
    }

    // Labels on sale that were drawn at an earlier start are drawn again only when a second person agrees.
    private static async Task<byte[]> LabelsOnceMore(DemonstrationCaller producer, DemonstrationCaller second, Guid batch)
    {
        var address = $"/api/v1/batches/{batch}/labels.svg?from=1&count=3";
        try
        {
            return await producer.GetFile(address);
        }
        catch (HttpRequestException refused) when (refused.StatusCode == System.Net.HttpStatusCode.Conflict)
        {
            var reprint = await producer.Make($"/api/v1/batches/{batch}/reprints", new { form = "Svg", first = 1, last = 3, reason = "演示:重新启动后重绘示例标签" });
            await second.Post($"/api/v1/reprints/{reprint}/answer", new { agree = true });
            return await producer.GetFile($"{address}&reprint={reprint}");
        }
    }

    private static void Save(string file, string json)
    {
        File.Delete(file);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, options);
        writer.Write(json);
    }
}

/// <summary>An account of the demonstration.</summary>
/// <param name="Role">What it may do, as a key of that name may.</param>
/// <param name="User">Its user name.</param>
/// <param name="Password">Its password, new at this start.</param>
internal sealed record DemonstrationAccount(string Role, string User, string Password);
