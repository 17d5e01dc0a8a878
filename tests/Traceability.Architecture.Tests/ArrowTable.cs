namespace Traceability.Architecture.Tests;

/// <summary>What each project and each feature of the core may use, and nothing else: the arrows of the design, as data.</summary>
internal static class ArrowTable
{
    /// <summary>Projects and packages by the words of <see cref="Words"/>; "ASP.NET Core" stands for the framework or its SDKs.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Projects = Read("""
        Traceability            → nothing
        Traceability.Geo        → Traceability, NetTopologySuite
        Traceability.Reading    → ZXing.Net
        Traceability.Labels     → Traceability, Traceability.Reading, QRCoder
        Traceability.Storage    → Traceability, Traceability.Geo, EF Core, Microsoft.Data.Sqlite, Npgsql, Identity.EntityFrameworkCore
        Traceability.Pages      → Traceability, ASP.NET Core
        Traceability.MobileApi  → Traceability.Storage, Traceability.Reading, Traceability.Pages, OpenApi, OpenTelemetry, ASP.NET Core
        Traceability.Desk       → Traceability.Storage, Traceability.Labels, Traceability.Reading, Traceability.Pages, OpenApi, OpenTelemetry, Identity, Pkcs, CsvHelper, ASP.NET Core
        Traceability.Standalone → Traceability.MobileApi, Traceability.Desk, ASP.NET Core
        Traceability.Audit      → Traceability
        """);

    /// <summary>The folders of the core.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Features = Read("""
        Codes    → nothing
        Parties  → nothing
        Origins  → nothing
        Ledger   → nothing
        Rights   → Parties, Ledger
        Products → Rights, Parties, Origins, Ledger
        Issuing  → Products, Rights, Origins, Parties, Codes, Ledger
        Scans    → Issuing, Products, Rights, Origins, Codes, Ledger
        Cases    → Scans, Issuing, Rights, Parties, Codes, Ledger
        """);

    /// <summary>The table's word for a package id; an id that starts with none of these stands for itself.</summary>
    public static readonly (string PackageStart, string Word)[] Words =
    [
        ("Microsoft.AspNetCore.Identity.EntityFrameworkCore", "Identity.EntityFrameworkCore"),
        ("Microsoft.AspNetCore.Identity", "Identity"),
        ("Microsoft.AspNetCore.OpenApi", "OpenApi"),
        ("Microsoft.OpenApi", "OpenApi"),
        ("Microsoft.EntityFrameworkCore", "EF Core"),
        ("Npgsql", "Npgsql"),
        ("SQLitePCLRaw", "Microsoft.Data.Sqlite"),
        ("OpenTelemetry", "OpenTelemetry"),
        ("System.Security.Cryptography.Pkcs", "Pkcs"),
    ];

    /// <summary>Packages that compile nothing into the product.</summary>
    public static readonly string[] Analyzers = ["Microsoft.CodeAnalysis.BannedApiAnalyzers"];

    private static Dictionary<string, string[]> Read(string table) =>
        table.Split('\n').Select(row => row.Split('→', StringSplitOptions.TrimEntries)).ToDictionary(
            row => row[0], row => row[1] == "nothing" ? [] : row[1].Split(", "));
}
