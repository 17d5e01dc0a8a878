using System.Text.RegularExpressions;

namespace Traceability.Architecture.Tests;

public partial class WritingGateTests
{
    private const string Gate = "src/Traceability.Storage/Store.cs";

    [Fact]
    public void Changes_are_saved_in_one_file_only()
    {
        var savers = Repository.ProductFiles(".cs").Where(path => Saves(path, Repository.Read(path))).ToList();
        Assert.Empty(savers);
    }

    [Theory]
    [InlineData("src/Traceability.Storage/Issuing/IssueCodes.cs", "await rows.SaveChangesAsync(cancellation);", true)]
    [InlineData("src/Traceability.Desk/Store.cs", "rows.SaveChanges();", true)]
    [InlineData(Gate, "await rows.SaveChangesAsync(cancellation);", false)]
    [InlineData("src/Traceability.Storage/Rows.cs", "public override int SaveChanges() => base.SaveChanges();", false)]
    public void A_planted_save_outside_the_gate_is_refused(string path, string text, bool isRefused) => Assert.Equal(isRefused, Saves(path, text));

    // The gate writes the act of the same transaction: whoever saves beside it changes state without leaving a trace.
    private static bool Saves(string path, string text) => path != Gate && Call().IsMatch(SourceText.CodeOf(text));

    [GeneratedRegex(@"(?<!\bbase)\.SaveChanges(?:Async)?\(")]
    private static partial Regex Call();
}
