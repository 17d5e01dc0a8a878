namespace Traceability.Pages;

/// <summary>How something stands.</summary>
public enum MarkKind
{
    /// <summary>Well: in force, inside, done.</summary>
    Yes,
    /// <summary>Badly: void, outside, refused.</summary>
    No,
    /// <summary>Not yet known, or waiting for somebody.</summary>
    Waiting,
}
