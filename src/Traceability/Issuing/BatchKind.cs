namespace Traceability.Issuing;

/// <summary>What the codes of a batch are for. Names are stored.</summary>
public enum BatchKind
{
    /// <summary>单品码: each code goes on one item and carries its allowance.</summary>
    Items,
    /// <summary>试印: labels to try a press with; they carry no allowance and can never be activated.</summary>
    TestPrint,
    /// <summary>箱码: each code stands for the items in one carton and carries no allowance of its own.</summary>
    Cartons,
}
