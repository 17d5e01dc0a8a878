namespace Traceability.Rights;

/// <summary>The kinds of right that can stand behind a label.</summary>
public enum RightKind
{
    /// <summary>商标: ordinary, collective or certification (<see cref="TrademarkKind"/>).</summary>
    Trademark,

    /// <summary>著作权: a registered work or computer program.</summary>
    Copyright,

    /// <summary>发明专利.</summary>
    InventionPatent,

    /// <summary>实用新型专利.</summary>
    UtilityModelPatent,

    /// <summary>外观设计专利.</summary>
    DesignPatent,

    /// <summary>地理标志, under one of four regimes (<see cref="GiRegime"/>).</summary>
    GeographicalIndication,
}

/// <summary>Whom a trademark speaks for (Trademark Law, article 3).</summary>
public enum TrademarkKind
{
    /// <summary>普通商标: one holder's own goods.</summary>
    Ordinary,

    /// <summary>集体商标: the goods of an organization's members.</summary>
    Collective,

    /// <summary>证明商标: goods of anyone, certified by the holder.</summary>
    Certification,
}

/// <summary>The four ways in which a geographical indication is protected; one product may have had several.</summary>
public enum GiRegime
{
    /// <summary>地理标志产品: protected by public announcement.</summary>
    ProtectedProduct,

    /// <summary>集体商标 or 证明商标: a registered mark, with a mark's number and term.</summary>
    Mark,

    /// <summary>农产品地理标志: registered by the ministry of agriculture with an AGI number.</summary>
    AgriculturalProduct,

    /// <summary>A foreign indication, named by its register at home.</summary>
    Foreign,
}
