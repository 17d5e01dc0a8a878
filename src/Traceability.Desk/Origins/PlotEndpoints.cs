namespace Traceability.Desk.Origins;

/// <summary>The use cases of plots.</summary>
internal static class PlotEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        RecordPlot.Map(api);
        ReadPlots.Map(api);
        RemovePlot.Map(api);
    }
}
