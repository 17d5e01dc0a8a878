namespace Traceability.Rights;

/// <summary>What reading a typed registration number came to: a number, or the reason why it is none.</summary>
public abstract record NumberReading
{
    private NumberReading()
    {
    }

    /// <summary>The number is well formed; its own type tells what it says (year, class, regime).</summary>
    public sealed record Valid(RightNumber Number) : NumberReading
    {
        /// <summary>The one spelling under which this number is stored and compared.</summary>
        public string Normalised => Number.Normalised;
    }

    /// <summary>The register cannot have given this number.</summary>
    public sealed record Refused(NumberFault Code, PlainWords Message) : NumberReading;

    internal static Refused Refuse(RightKind kind, NumberFault fault) => new(fault, NumberWords.Of(kind, fault));
}

/// <summary>Why a text is not the number of a right.</summary>
public enum NumberFault
{
    /// <summary>Nothing was typed.</summary>
    Empty,

    /// <summary>Longer than <see cref="RightNumber.MaxTypedLength"/>.</summary>
    TooLong,

    /// <summary>Not laid out as this kind of right is numbered.</summary>
    Form,

    /// <summary>A year in which the register gave no such numbers.</summary>
    Year,

    /// <summary>The check digit does not follow from the others: one of them is mistyped.</summary>
    CheckDigit,

    /// <summary>The digit that tells the kind of patent is none of 1, 2, 3, 8, 9.</summary>
    PatentKindDigit,

    /// <summary>A sound patent number, but of another kind of patent.</summary>
    OtherPatentKind,

    /// <summary>The number under which a patent was published, not the one under which it was filed.</summary>
    PublicationNumber,

    /// <summary>A software registration number inside the frame of a certificate number.</summary>
    CertificateAroundRegistration,
}
