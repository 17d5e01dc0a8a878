using System.IO.Compression;
using System.Text;
using Traceability.Labels.Ink;

namespace Traceability.Labels.Forms;

/// <summary>One drawing of one label, given the twenty symbols of its code; returns its bytes.</summary>
internal delegate int DrawLabel(ReadOnlySpan<byte> code, Span<byte> to);

/// <summary>A file for each label in a ZIP (APPNOTE 6.3), each named by its serial and code.</summary>
public sealed class LabelZip : LabelForm
{
    // ZIP knows no earlier day; a file that tells no time is the same whenever it is made.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly DrawLabel _draw;
    private readonly byte[] _label;
    private readonly string _extension;
    private readonly CompressionLevel _compression;
    private ZipArchive? _zip;

    private LabelZip(LabelFormKind kind, DrawLabel draw, int mostBytes, CompressionLevel compression) =>
        (Kind, _draw, _label, _extension, _compression) = (kind, draw, new byte[mostBytes], kind.ToString().ToLowerInvariant(), compression);

    /// <inheritdoc />
    public override LabelFormKind Kind { get; }

    /// <summary>Vector drawings.</summary>
    public static LabelZip OfSvg(LabelPlan plan)
    {
        var svg = new LabelSvg(plan);
        return new LabelZip(LabelFormKind.Svg, svg.Write, svg.MostBytes, CompressionLevel.Fastest);
    }

    /// <summary>Pictures of one bit a dot.</summary>
    public static LabelZip OfPng(LabelPlan plan, OutlineFont font)
    {
        var png = new LabelPng(plan, font);
        return new LabelZip(LabelFormKind.Png, png.Write, png.MostBytes, CompressionLevel.NoCompression);
    }

    internal override void Begin(LabelOutput to, int count) => _zip = new ZipArchive(new ZipTarget(to), ZipArchiveMode.Create, leaveOpen: false, Encoding.ASCII);

    internal override void Write(LabelOutput to, int index, uint serial, ReadOnlySpan<byte> code)
    {
        var entry = _zip!.CreateEntry($"{serial:D9}-{Encoding.ASCII.GetString(code)}.{_extension}", _compression);
        entry.LastWriteTime = NoTime;
        using var file = entry.Open();
        file.Write(_label, 0, _draw(code, _label));
    }

    internal override void End(LabelOutput to) => _zip!.Dispose();

    // ZipArchive writes without waiting; the output holds what it writes until the next flush.
    private sealed class ZipTarget(LabelOutput output) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new InvalidOperationException();

        public override long Position { get => output.Position; set => throw new InvalidOperationException(); }

        public override void Write(byte[] buffer, int offset, int count) => output.Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer) => output.Write(buffer);

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new InvalidOperationException();

        public override long Seek(long offset, SeekOrigin origin) => throw new InvalidOperationException();

        public override void SetLength(long value) => throw new InvalidOperationException();
    }
}
