using System.Buffers.Binary;
using Traceability.Origins;
using Traceability.Scans;

namespace Traceability.Storage.Scans;

/// <summary>标签记忆: the first and the newest scans of a label as its row carries them, so that whoever has the row needs to read nothing more to judge it.</summary>
/// <remarks>
/// Layout: one byte, 1 when older scans than these were forgotten; then for each, big endian: scan id (16), milliseconds since 1970 (8), verdict, cause, flags (1 each), network and phone of the day
/// (8 each), with a place degrees east and north in thousandths and metres of accuracy (4 each), with a city of its network
/// degrees east and north of its middle likewise, with a receipt its number (8).
/// </remarks>
public sealed class LabelMemory
{
    /// <summary>How long a place is kept: 30 days at most, less one in which the job that forgets it may be late.</summary>
    public static readonly TimeSpan PlacesKept = TimeSpan.FromDays(29);

    /// <summary>How long after a scan its place may be told.</summary>
    public static readonly TimeSpan PlaceToldWithin = TimeSpan.FromMinutes(10);

    private const int EntryBytes = 16 + 8 + 3 + 8 + 8, PlaceBytes = 12, CityBytes = 8, ReceiptBytes = 8;
    private const byte HasPlace = 1, HasReceipt = 2, InFlood = 4, HasCity = 8;

    private LabelMemory(LabelHistory history, bool hasForgotten) => (History, HasForgotten) = (history, hasForgotten);

    /// <summary>What is remembered.</summary>
    public LabelHistory History { get; }

    /// <summary>There may be scans that are not remembered: the database's index by label has those.</summary>
    public bool HasForgotten { get; }

    /// <summary>When the oldest of its places has been kept for long enough; none without a place.</summary>
    public DateTimeOffset? PlacesUntil => History.Sightings.Where(sighting => sighting.Place is not null).Select(sighting => sighting.At + PlacesKept as DateTimeOffset?).Min();

    /// <summary>The memory of a label's row. A row that carries none is from before there was one, or was made by a deed: then nothing is known to be missing.</summary>
    /// <exception cref="InvalidDataException">The row is damaged.</exception>
    public static LabelMemory Of(LabelRow row, SaleTerms terms) => row.Memory is { } bytes ? Read(bytes, terms) : new LabelMemory(LabelHistory.Of(terms), MayHaveForgotten(row));

    /// <summary>True when a row's memory may lack scans of its label, without reading it.</summary>
    public static bool MayHaveForgotten(LabelRow row) => row is { Memory: not [0, ..], Version: > 0 };

    /// <summary>The memory after one more scan, and which scan it forgot for it.</summary>
    public LabelMemory With(Sighting now, out Sighting? forgotten)
    {
        var after = History.With(now, AlertThresholds.Default, out forgotten);
        return new LabelMemory(after, HasForgotten || forgotten is { IsOwn: false });
    }

    /// <summary>The memory in which the newest scan of an id has a place; none when there is no such scan, it has one, or it was too long ago: who waits could choose his place by where others stood since.</summary>
    public LabelMemory? WithPlace(Guid scanId, ScanPlace place, DateTimeOffset now) =>
        Find(scanId) is { Place: null } told && now - told.At <= PlaceToldWithin
            ? new LabelMemory(LabelHistory.Of(History.Terms, History.Sightings.Select(sighting => ReferenceEquals(sighting, told) ? told with { Place = place } : sighting)), HasForgotten)
            : null;

    /// <summary>The memory without the places that have been kept for long enough.</summary>
    public LabelMemory WithoutOldPlaces(DateTimeOffset now) => new(
        LabelHistory.Of(History.Terms, History.Sightings.Select(sighting => sighting.At + PlacesKept <= now ? sighting with { Place = null } : sighting)), HasForgotten);

    /// <summary>What is remembered of the newest scan of an id that was counted.</summary>
    public Sighting? Find(Guid scanId) => History.Sightings.LastOrDefault(sighting => sighting.Scan == scanId && !sighting.IsOwn);

    /// <summary>The newest remembered scan of an id that was counted.</summary>
    public PastScan? Newest(Guid scanId) => Past(Find(scanId));

    /// <summary>The oldest remembered scan of an id that was counted.</summary>
    public PastScan? Oldest(Guid scanId) => Past(History.Sightings.FirstOrDefault(sighting => sighting.Scan == scanId && !sighting.IsOwn));

    /// <summary>As its row carries it.</summary>
    public byte[] ToBytes()
    {
        Span<byte> bytes = stackalloc byte[1 + ((LabelHistory.RecentMax + 1) * (EntryBytes + PlaceBytes + CityBytes + ReceiptBytes))];
        bytes[0] = HasForgotten ? (byte)1 : (byte)0;
        var length = 1;
        foreach (var sighting in History.Sightings)
            length += Write(sighting, bytes[length..]);
        return bytes[..length].ToArray();
    }

    private static int Write(Sighting sighting, Span<byte> entry)
    {
        sighting.Scan.TryWriteBytes(entry, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(entry[16..], sighting.At.ToUnixTimeMilliseconds());
        (entry[24], entry[25]) = ((byte)sighting.Verdict, (byte)sighting.Cause);
        entry[26] = (byte)((sighting.Place is null ? 0 : HasPlace) | (sighting.Receipt is null ? 0 : HasReceipt) | (sighting.InFlood ? InFlood : 0) | (sighting.City is null ? 0 : HasCity));
        BinaryPrimitives.WriteUInt64BigEndian(entry[27..], sighting.Network);
        BinaryPrimitives.WriteUInt64BigEndian(entry[35..], sighting.Phone);
        var length = EntryBytes;
        if (sighting.Place is { } place)
        {
            Write(place.Point, entry[length..]);
            BinaryPrimitives.WriteInt32BigEndian(entry[(length + 8)..], (int)Math.Ceiling(place.AccuracyMetres));
            length += PlaceBytes;
        }

        if (sighting.City is { } city)
        {
            Write(city.Point, entry[length..]);
            length += CityBytes;
        }

        if (sighting.Receipt is { } receipt)
        {
            BinaryPrimitives.WriteUInt64BigEndian(entry[length..], receipt);
            length += ReceiptBytes;
        }

        return length;
    }

    private static LabelMemory Read(ReadOnlySpan<byte> bytes, SaleTerms terms)
    {
        try
        {
            var sightings = new List<Sighting>(LabelHistory.RecentMax + 1);
            for (var rest = bytes[1..]; rest.Length > 0;)
            {
                sightings.Add(Read(rest, out var length));
                rest = rest[length..];
            }

            return new LabelMemory(LabelHistory.Of(terms, sightings), bytes[0] != 0);
        }
        catch (Exception error) when (error is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("The memory of a label is damaged.", error);
        }
    }

    private static Sighting Read(ReadOnlySpan<byte> entry, out int length)
    {
        var flags = entry[26];
        length = EntryBytes;
        ScanPlace? place = null;
        if ((flags & HasPlace) != 0)
        {
            place = new ScanPlace(ReadPoint(entry[length..]), BinaryPrimitives.ReadInt32BigEndian(entry[(length + 8)..]));
            length += PlaceBytes;
        }

        ScanPlace? city = null;
        if ((flags & HasCity) != 0)
        {
            city = new ScanPlace(ReadPoint(entry[length..]), Sighting.CityMetres);
            length += CityBytes;
        }

        ulong? receipt = null;
        if ((flags & HasReceipt) != 0)
        {
            receipt = BinaryPrimitives.ReadUInt64BigEndian(entry[length..]);
            length += ReceiptBytes;
        }

        return new Sighting(
            DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(entry[16..])), (Verdict)entry[24], (Cause)entry[25], place,
            BinaryPrimitives.ReadUInt64BigEndian(entry[27..]), BinaryPrimitives.ReadUInt64BigEndian(entry[35..]), receipt)
        {
            Scan = new Guid(entry[..16], bigEndian: true),
            InFlood = (flags & InFlood) != 0,
            City = city,
        };
    }

    private static void Write(GeoPoint point, Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes, (int)Math.Round(point.Longitude * 1_000));
        BinaryPrimitives.WriteInt32BigEndian(bytes[4..], (int)Math.Round(point.Latitude * 1_000));
    }

    private static GeoPoint ReadPoint(ReadOnlySpan<byte> bytes) =>
        GeoPoint.At(BinaryPrimitives.ReadInt32BigEndian(bytes) / 1_000d, BinaryPrimitives.ReadInt32BigEndian(bytes[4..]) / 1_000d);

    private static PastScan? Past(Sighting? sighting) => sighting is null ? null : new PastScan(sighting.At, sighting.Verdict);
}
