using System.Xml.Linq;

namespace Traceability.Architecture.Tests;

public class ProjectArrowTests
{
    [Fact]
    public void Every_project_uses_only_what_stands_on_its_right()
    {
        var projects = Repository.ProductFiles(".csproj").ToList();
        Assert.Contains("src/Traceability/Traceability.csproj", projects);
        Assert.Empty(projects.SelectMany(path => Violations(path, Repository.Read(path))));
    }

    [Theory]
    [InlineData("src/Traceability/Traceability.csproj", """<ProjectReference Include="../Traceability.Storage/Traceability.Storage.csproj" />""")]
    [InlineData("src/Traceability/Traceability.csproj", """<PackageReference Include="NetTopologySuite" />""")]
    [InlineData("src/Traceability/Traceability.csproj", """<FrameworkReference Include="Microsoft.AspNetCore.App" />""")]
    [InlineData("src/Traceability/Traceability.csproj", """<Reference Include="Elsewhere.dll" />""")]
    [InlineData("src/Traceability/Traceability.csproj", """<Compile Include="../../geo/Zone.cs" />""")]
    [InlineData("src/Traceability/Traceability.csproj", """<Using Include="Traceability.Rights" />""")]
    [InlineData("mobile-api/Traceability.MobileApi.csproj", """<ProjectReference Include="..\src\Traceability.Desk\Traceability.Desk.csproj" />""")]
    [InlineData("mobile-api/Traceability.MobileApi.csproj", """<ProjectReference Include="../src/Traceability.Labels/Traceability.Labels.csproj" />""")]
    [InlineData("mobile-api/Traceability.MobileApi.csproj", """<PackageReference Include="Microsoft.EntityFrameworkCore.Sqlite" />""")]
    [InlineData("geo/Traceability.Geo.csproj", """<PackageReference Include="NetTopologySuite.IO.GeoJSON" />""")]
    [InlineData("src/Traceability.Reading/Traceability.Reading.csproj", """<PackageReference Include="ZXing.Net" />""")]
    [InlineData("src/Traceability.Shortcut/Traceability.Shortcut.csproj", "")]
    public void A_planted_reference_is_refused(string path, string planted) =>
        Assert.Single(Violations(path, $"""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>{planted}</ItemGroup></Project>"""));

    [Fact]
    public void A_planted_sdk_is_refused() =>
        Assert.Single(Violations("src/Traceability/Traceability.csproj", """<Project Sdk="Microsoft.NET.Sdk.Web" />"""));

    [Theory]
    [InlineData("src/Traceability.Storage/Traceability.Storage.csproj", """<PackageReference Include="Npgsql.EntityFrameworkCore.PostgreSQL" />""")]
    [InlineData("src/Traceability.Reading/Traceability.Reading.csproj", """<PackageReference Include="ZXing.Net" Condition="'$(LabelReader)' == 'ZXingNet'" />""")]
    [InlineData("src/Traceability.Desk/Traceability.Desk.csproj", """<ProjectReference Include="..\Traceability.Labels\Traceability.Labels.csproj" />""")]
    public void A_reference_of_the_table_is_not_refused(string path, string reference) =>
        Assert.Empty(Violations(path, $"""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>{reference}</ItemGroup></Project>"""));

    [Fact]
    public void The_solution_holds_every_project()
    {
        var solution = Repository.Read("Traceability.sln").Replace('\\', '/');
        Assert.All(Repository.Files.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)), path => Assert.Contains($"\"{path}\"", solution));
    }

    private static IEnumerable<string> Violations(string path, string text)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        if (!ArrowTable.Projects.TryGetValue(name, out var allowed))
            return [$"{path} has no row in the arrow table"];

        return Uses(XElement.Parse(text)).Where(used => !allowed.Contains(used)).Select(used => $"{path} → {used}");
    }

    private static IEnumerable<string> Uses(XElement project)
    {
        if ((string?)project.Attribute("Sdk") is not "Microsoft.NET.Sdk")
            yield return "ASP.NET Core";

        foreach (var item in project.Descendants().Where(item => item.Attribute("Include") is not null))
        {
            var include = item.Attribute("Include")!.Value.Replace('\\', '/');
            switch (item.Name.LocalName)
            {
                case "ProjectReference":
                    yield return Path.GetFileNameWithoutExtension(include);
                    break;
                case "PackageReference" when include == "ZXing.Net" && !IsForLabelReader(item):
                    yield return "ZXing.Net without LabelReader=ZXingNet";
                    break;
                case "PackageReference" when !ArrowTable.Analyzers.Contains(include):
                    yield return ArrowTable.Words.FirstOrDefault(word => include.StartsWith(word.PackageStart, StringComparison.Ordinal)).Word ?? include;
                    break;
                case "FrameworkReference":
                    yield return "ASP.NET Core";
                    break;
                case "Reference" or "Using" or "Compile" or "Import":
                    yield return $"{item.Name.LocalName} {include}";
                    break;
            }
        }
    }

    private static bool IsForLabelReader(XElement item) =>
        item.AncestorsAndSelf().Any(element => ((string?)element.Attribute("Condition"))?.Contains("'$(LabelReader)' == 'ZXingNet'") ?? false);
}
