using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Traceability.Geo;

/// <summary>
/// Geometry as OGC well-known binary (06-103r4, clause 8), little-endian, two dimensions, no reference system: for our own storage only, because
/// readers of this format can be overthrown by bytes of strangers.
/// </summary>
public static class Wkb
{
    /// <summary>The bytes that <see cref="FromBytes"/> reads back without loss.</summary>
    public static byte[] ToBytes(Geometry geometry) =>
        new WKBWriter(ByteOrder.LittleEndian, handleSRID: false, emitZ: false, emitM: false).Write(geometry);

    /// <summary>Reads what <see cref="ToBytes"/> wrote; throws on anything else, for then our storage is damaged.</summary>
    public static Geometry FromBytes(byte[] bytes) => new WKBReader().Read(bytes);
}
