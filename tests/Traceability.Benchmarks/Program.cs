using System.Text.Json;
using Traceability.Benchmarks;
using Traceability.Benchmarks.Scans;

// dotnet run -c Release --project tests/Traceability.Benchmarks -- NAME… [--json FILE]
var areas = new Dictionary<string, Func<IEnumerable<Line>>>
{
    ["codes"] = CodeLines.Measure,
    ["issue"] = IssueLines.Measure,
    ["zones"] = ZoneLines.Measure,
    ["labels"] = LabelLines.Measure,
    ["scans"] = ScanLines.Measure,
    ["clones"] = CloneLines.Measure,
    ["timing"] = TimingLines.Measure,
};

if (args is [Load.LatenciesCommand, .. var load])
    return await Load.TellLatencies(load);

var names = args.TakeWhile(argument => argument != "--json").ToArray();
var file = args.Skip(names.Length).ToArray();
if (names.Length == 0 || !names.All(areas.ContainsKey) || file.Length is not (0 or 2))
{
    Console.Error.WriteLine($"usage: NAME… [--json FILE], where NAME is one of: {string.Join(", ", areas.Keys)}");
    return 2;
}

if (names.Contains("scans") && !Load.CanPeak())
{
    Console.Error.WriteLine("scans sends its load with wrk, which is not installed: apt-get install wrk.");
    return 2;
}

var lines = new List<Line>();
Console.WriteLine("| line | value | against | ratio | goal | met |");
Console.WriteLine("|---|---:|---|---:|---:|---|");
foreach (var line in names.SelectMany(name => areas[name]()))
{
    Console.WriteLine(line);
    lines.Add(line);
}

if (file.Length == 2)
    File.WriteAllText(file[1], JsonSerializer.Serialize(lines, JsonSerializerOptions.Web));

return lines.TrueForAll(line => line.Met) ? 0 : 1;
