using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using Traceability.Labels;
using Traceability.Labels.Forms;

namespace Traceability.Tests.Labels;

public class PressCsvTests
{
    private const string Sku = "PJ-5KG";

    private static readonly LabelContent Rice = Samples.Content();

    [Fact]
    public async Task The_file_is_what_the_format_says_byte_for_byte()
    {
        var (file, _) = await Write(7, 1);
        Assert.Equal(
            "\uFEFFseq,url,code,serial,sku,gi_name,uscc,lot\r\n"
            + "1,\"HTTPS://ZHIYUAN.EXAMPLE.ORG/00000000000000000007\",00000-00000-00000-00007,7,"
            + "\"PJ-5KG\",\"盘锦大米\",\"91211100MA0TEST012\",\"2026-0117\"\r\n",
            Encoding.UTF8.GetString(file));
    }

    [Theory]
    [InlineData(1u, 1)]
    [InlineData(1u, 2_047)]
    [InlineData(1u, 2_048)]
    [InlineData(1u, 2_049)]
    [InlineData(99_995u, 10_000)]
    [InlineData(uint.MaxValue - 2, 3)]
    public async Task Every_serial_has_one_row_in_order(uint first, int count)
    {
        var (file, manifest) = await Write(first, count);
        var rows = Rows(file).Skip(1).ToList();

        Assert.Equal(count, manifest.Labels);
        Assert.Equal(Enumerable.Range(0, count).Select(i => $"{i + 1} {first + (uint)i}"), rows.Select(row => $"{row[0]} {row[3]}"));
        Assert.All(rows, row => Assert.Equal($"{Rice.UrlPrefix}{row[2].Replace("-", "")}", row[1]));
        Assert.All(rows, row => Assert.Equal(uint.Parse(row[3]), uint.Parse(row[2].Replace("-", ""))));
    }

    [Fact]
    public async Task The_manifest_counts_and_hashes_the_very_bytes()
    {
        var (file, manifest) = await Write(1, 5_000);
        Assert.Equal(new FileManifest(5_000, file.Length, Convert.ToHexStringLower(SHA256.HashData(file))), manifest);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("comma, \"quotes\" and\r\na break", "comma, \"quotes\" and\r\na break")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+86 427", "'+86 427")]
    [InlineData("-2", "'-2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\rtext", "'\rtext")]
    [InlineData("\ntext", "'\ntext")]
    [InlineData("\0=1", "'=1")]
    [InlineData("a\0b", "ab")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("＋1", "'＋1")]
    [InlineData("－1", "'－1")]
    [InlineData("＠x", "'＠x")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\u3000＝1", "'\u3000＝1")]
    [InlineData("\u200B=1", "'\u200B=1")]
    [InlineData("\uFEFF=1", "'\uFEFF=1")]
    [InlineData("\"=1", "\"=1")]
    [InlineData("a=1", "a=1")]
    [InlineData("'=1", "'=1")]
    [InlineData("𠮷田米", "𠮷田米")]
    [InlineData("broken \uD800", "broken ")]
    public async Task No_text_breaks_out_of_its_cell_or_becomes_a_formula(string text, string read)
    {
        var (file, _) = await Write(1, 3, Rice with { RightName = text, Uscc = text, Lot = text }, text);
        var rows = Rows(file).ToList();

        Assert.Equal(4, rows.Count);
        Assert.All(rows, row => Assert.Equal(8, row.Count));
        Assert.All(rows.Skip(1), row => Assert.Equal([read, read, read, read], row[4..]));
    }

    [Theory]
    [InlineData("HTTPS://HOST/\",\"")]
    [InlineData("HTTPS://HOST/\r\n")]
    [InlineData("HTTPS://主机/")]
    public async Task An_address_that_would_need_quoting_is_a_broken_invariant(string prefix) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Write(1, 1, Rice with { UrlPrefix = prefix }));

    [Theory]
    [InlineData(1u, 0)]
    [InlineData(1u, -1)]
    [InlineData(uint.MaxValue, 2)]
    public async Task A_run_of_no_labels_or_beyond_32_bits_is_a_broken_invariant(uint first, int count) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Write(first, count));

    [Fact]
    public async Task Nothing_more_is_sealed_once_the_reader_is_gone()
    {
        var pipe = new Pipe();
        await pipe.Reader.CompleteAsync();
        var sealedCodes = 0;

        await Assert.ThrowsAsync<OperationCanceledException>(() => LabelFile.Write(
            pipe.Writer, new PressCsv(Rice, Sku), 1, 1_000_000, (_, count, ascii) => { sealedCodes += count; ascii.Fill((byte)'0'); }, TestContext.Current.CancellationToken));
        Assert.InRange(sealedCodes, 1, 10_000);
    }

    [Fact]
    public void Ten_times_the_rows_take_no_more_memory()
    {
        Allocated(2_048);
        var few = Allocated(20_000);
        var many = Allocated(200_000);
        Assert.InRange(many, 0, few + 100_000);
    }

    // A writer that never waits lets nobody else have its thread: the news that its reader left would come too late.
    [Fact]
    public void A_long_file_pauses_again_and_again()
    {
        var turns = new OneThread();
        turns.Run(() => LabelFile.Write(PipeWriter.Create(Stream.Null), new PressCsv(Rice, Sku), 1, 100_000, Seal, CancellationToken.None));
        Assert.InRange(turns.Taken, 20, 100_000);
    }

    [Fact]
    public async Task Who_leaves_ends_the_writing_even_where_nothing_waits()
    {
        using var left = new CancellationTokenSource();
        var sealedCodes = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => LabelFile.Write(
            PipeWriter.Create(Stream.Null), new PressCsv(Rice, Sku), 1, 1_000_000, (_, count, ascii) =>
            {
                sealedCodes += count;
                ascii.Fill((byte)'0');
                left.Cancel();
            }, left.Token));
        Assert.InRange(sealedCodes, 1, 10_000);
    }

    // All turns are taken on this thread, so that its counter sees all the work.
    private static long Allocated(int count)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        new OneThread().Run(() => LabelFile.Write(PipeWriter.Create(Stream.Null), new PressCsv(Rice, Sku), 1, count, Seal, CancellationToken.None));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private sealed class OneThread : SynchronizationContext
    {
        private readonly Queue<(SendOrPostCallback Turn, object? State)> _waiting = new();

        public int Taken { get; private set; }

        public override void Post(SendOrPostCallback d, object? state) => _waiting.Enqueue((d, state));

        public void Run(Func<Task> work)
        {
            var before = Current;
            SetSynchronizationContext(this);
            try
            {
                var working = work();
                while (!working.IsCompleted)
                {
                    var (turn, state) = _waiting.Dequeue();
                    Taken++;
                    turn(state);
                }
            }
            finally
            {
                SetSynchronizationContext(before);
            }
        }
    }

    private static Task<(byte[] File, FileManifest Manifest)> Write(uint first, int count, LabelContent? content = null, string sku = Sku) =>
        Samples.Write(new PressCsv(content ?? Rice, sku), first, count, Seal);

    // The serial in twenty digits stands for a seal: whoever reads the file back can check which code got which serial.
    private static void Seal(uint firstSerial, int count, Span<byte> ascii)
    {
        for (var i = 0; i < count; i++)
            (firstSerial + (uint)i).TryFormat(ascii.Slice(20 * i, 20), out _, "D20");
    }

    // RFC 4180 §2 read by its grammar, symbol by symbol, and as strict as that.
    private static IEnumerable<List<string>> Rows(byte[] file)
    {
        var text = Encoding.UTF8.GetString(file);
        Assert.Equal('\uFEFF', text[0]);
        var (row, cell, at) = (new List<string>(), new StringBuilder(), 1);
        while (at < text.Length)
        {
            if (text[at] == '"')
            {
                for (at++; text[at] != '"' || (at + 1 < text.Length && text[at + 1] == '"'); at++)
                    cell.Append(text[at] == '"' ? text[++at - 1] : text[at]);

                at++;
            }
            else
            {
                for (; text[at] is not (',' or '\r' or '\n' or '"'); at++)
                    cell.Append(text[at]);
            }

            row.Add(cell.ToString());
            cell.Clear();
            if (text[at] == ',')
            {
                at++;
                continue;
            }

            Assert.Equal("\r\n", text.Substring(at, 2));
            at += 2;
            yield return row;
            row = [];
        }
    }
}
