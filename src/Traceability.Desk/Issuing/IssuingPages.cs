using Traceability.Pages.Scans;

namespace Traceability.Desk.Issuing;

/// <summary>The pages from lot to label.</summary>
internal static class IssuingPages
{
    public static void Map(IEndpointRouteBuilder door)
    {
        LotPages.Map(door);
        NewLotPages.Map(door);
        IssuePages.Map(door);
        BatchPages.Map(door);
        LabelPages.Map(door);
        ReprintPages.Map(door);
        PrintJobPages.Map(door);
        RangePages.Map(door);
        StockPages.Map(door);
        CameraReader.Map(door);
    }
}
