namespace Traceability.Rights;

/// <summary>What the rules of the GI mark (地理标志专用标志使用管理办法) want printed beside a name.</summary>
public static class MarkUseRule
{
    /// <summary>Beside a GI its standard, or else its announcement; beside a mark its registration number, whatever standard it follows; beside any other right its number.</summary>
    public static string NumberOnLabel(Right right, string? standard) =>
        right is { Kind: RightKind.GeographicalIndication, GiRegime: not GiRegime.Mark } && standard is not null ? standard : right.Number;
}
