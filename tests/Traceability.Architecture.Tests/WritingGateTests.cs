namespace Traceability.Architecture.Tests;

public class WritingGateTests
{
    private const string Gate = "src/Traceability.Storage/Store.cs";

    [Fact]
    public void Changes_are_saved_in_one_file_only() =>
        Assert.DoesNotContain(Repository.ProductFiles(".cs"), path => Saves(path, Repository.Read(path)));

    [Theory]
    [InlineData("src/Traceability.Storage/Issuing/IssueCodes.cs", true)]
    [InlineData("src/Traceability.Desk/Store.cs", true)]
    [InlineData(Gate, false)]
    public void A_planted_save_outside_the_gate_is_refused(string path, bool isRefused) =>
        Assert.Equal(isRefused, Saves(path, "await rows.SaveChangesAsync(cancellation);"));

    // The gate writes the act of the same transaction: whoever saves beside it changes state without leaving a trace.
    private static bool Saves(string path, string text) => path != Gate && text.Contains("SaveChanges", StringComparison.Ordinal);
}
