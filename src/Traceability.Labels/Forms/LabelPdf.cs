using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Traceability.Labels.Ink;

namespace Traceability.Labels.Forms;

/// <summary>
/// A PDF for a press or an office printer (ISO 32000-1), a label a page or sheets of them, in 100 % K alone. What all labels share is one form of vector
/// outlines, the printed code a font of its own outlines, the symbol one image mask: merged by nobody, cut by no seam.
/// </summary>
public sealed class LabelPdf : LabelForm
{
    private const double PointsPerMillimetre = 72 / 25.4;

    // Object numbers: catalog, root of pages, stationery, font, its map to Unicode, then the glyphs, the nodes of the page tree, and the pages in pairs.
    private const int Root = 2, StationeryForm = 3, CodeFont = 4, CodeMap = 5, FirstGlyph = 6;
    private const int PagesPerNode = 256;

    // Letters of the printed code; the font's encoding is ASCII itself.
    private const string CodeLetters = "-0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private readonly LabelPlan _plan;
    private readonly OutlineFont _font;
    private readonly LabelSheet? _sheet;
    private readonly ArrayBufferWriter<byte> _page = new(64 * 1024);
    private readonly byte[] _stationery;
    private readonly byte[] _beforeModules;
    private readonly byte[] _beforeCode;
    private readonly int _perPage;
    private PdfFile? _file;
    private int _firstPage, _pages, _count;

    /// <summary>Labels of a plan, one a page as on a roll, or on sheets of the plan's own label size.</summary>
    /// <exception cref="ArgumentException">The sheet's labels have another size.</exception>
    public LabelPdf(LabelPlan plan, OutlineFont font, LabelSheet? sheet = null)
    {
        if (sheet is not null && sheet.Label != plan.Wish.Size)
            throw new ArgumentException("The sheet has labels of another size.", nameof(sheet));

        (_plan, _font, _sheet, _perPage) = (plan, font, sheet, sheet?.LabelsPerSheet ?? 1);
        var side = plan.Symbol.Modules * plan.DotsPerModule;
        _stationery = "/S Do\n"u8.ToArray();
        _beforeModules = Encoding.ASCII.GetBytes(string.Create(Invariant,
            $"q {side} 0 0 {side} {plan.SymbolLeft} {plan.Height - plan.SymbolTop - side} cm BI/W {plan.Symbol.Modules}/H {plan.Symbol.Modules}/IM true/D[1 0]/F/AHx ID\n"));
        _beforeCode = plan.Code is { } code
            ? Encoding.ASCII.GetBytes(string.Create(Invariant, $">\nEI Q BT /C {code.FontSize} Tf {code.Left} {plan.Height - code.Baseline} Td ("))
            : ">\nEI Q\nQ\n"u8.ToArray();
    }

    /// <inheritdoc />
    public override LabelFormKind Kind => LabelFormKind.Pdf;

    internal override void Begin(LabelOutput to, int count)
    {
        _count = count;
        _pages = (count + _perPage - 1) / _perPage;
        var firstNode = FirstGlyph + CodeLetters.Length;
        var nodes = (_pages + PagesPerNode - 1) / PagesPerNode;
        _firstPage = firstNode + nodes;
        _file = new PdfFile(to, _firstPage - 1 + (2 * _pages));
        _file.Begin();
        _file.Object(PdfFile.Catalog, $"<</Type/Catalog/Pages {Root} 0 R>>");
        _file.Object(Root, $"<</Type/Pages/Count {_pages}/Kids[{References(firstNode, nodes, 1)}]>>");
        for (var node = 0; node < nodes; node++)
        {
            var pages = int.Min(PagesPerNode, _pages - (node * PagesPerNode));
            _file.Object(firstNode + node,
                $"<</Type/Pages/Parent {Root} 0 R/Count {pages}/Kids[{References(PageObject(node * PagesPerNode), pages, 2)}]>>");
        }

        _file.Stream(StationeryForm, string.Create(Invariant, $"/Type/XObject/Subtype/Form/BBox[0 0 {_plan.Width} {_plan.Height}]"), Stationery());
        WriteCodeFont(_file);
    }

    internal override void Write(LabelOutput to, int index, uint serial, ReadOnlySpan<byte> code)
    {
        var place = index % _perPage;
        if (place == 0)
            BeginPage();

        BeginLabel(place);
        WriteSymbol(code);
        _page.Write(_beforeCode);
        if (_plan.Code is not null)
        {
            Print(code, _page.GetSpan(PrintedLength));
            _page.Advance(PrintedLength);
            _page.Write(")Tj ET\nQ\n"u8);
        }

        if (place == _perPage - 1 || index == _count - 1)
            EndPage(index / _perPage);
    }

    internal override void End(LabelOutput to) => _file!.End();

    private void BeginPage()
    {
        _page.ResetWrittenCount();
        // Black is the black ink alone: a label must not depend on four plates meeting.
        _page.Write("0 0 0 1 k\n"u8);
        if (_sheet is { IsCut: true } sheet)
            WriteCutMarks(sheet);
    }

    // Ticks in the margins, filled so that no second colour operator is needed; inside the labels there is none to be left standing.
    private void WriteCutMarks(LabelSheet sheet)
    {
        const double length = 3, width = 0.1, away = 1;
        var (bottom, right) = (sheet.Top + (sheet.Rows * sheet.PitchY), sheet.Left + (sheet.Columns * sheet.PitchX));
        for (var column = 0; column <= sheet.Columns; column++)
        {
            var x = sheet.Left + (column * sheet.PitchX) - (width / 2);
            WriteBox(x, sheet.Top - away - length, width, length);
            WriteBox(x, bottom + away, width, length);
        }

        for (var row = 0; row <= sheet.Rows; row++)
        {
            var y = sheet.Top + (row * sheet.PitchY) - (width / 2);
            WriteBox(sheet.Left - away - length, y, length, width);
            WriteBox(right + away, y, length, width);
        }

        void WriteBox(double x, double y, double across, double down)
        {
            foreach (var millimetres in (ReadOnlySpan<double>)[x, sheet.PageHeight - y - down, across, down])
                WriteNumber(millimetres * PointsPerMillimetre);
            _page.Write("re f\n"u8);
        }
    }

    // From here on a unit is a dot, counted from the label's lower left corner.
    private void BeginLabel(int place)
    {
        var dot = PointsPerMillimetre / _plan.Wish.DotsPerMillimetre;
        var (x, y) = _sheet is { } sheet
            ? (sheet.Left + (place % sheet.Columns * sheet.PitchX), sheet.PageHeight - sheet.Top - (place / sheet.Columns * sheet.PitchY) - (_plan.Wish.Size.HeightHundredths / 100.0))
            : (0, 0);
        _page.Write("q "u8);
        WriteNumber(dot);
        _page.Write("0 0 "u8);
        WriteNumber(dot);
        WriteNumber(x * PointsPerMillimetre);
        WriteNumber(y * PointsPerMillimetre);
        _page.Write("cm\n"u8);
        _page.Write(_stationery);
    }

    private void WriteNumber(double number)
    {
        var to = _page.GetSpan(32);
        Utf8Formatter.TryFormat(number, to, out var bytes, new StandardFormat('F', 5));
        to[bytes] = (byte)' ';
        _page.Advance(bytes + 1);
    }

    // Hexadecimal, because no byte of it can be taken for the end of the image (§8.9.7).
    private void WriteSymbol(ReadOnlySpan<byte> code)
    {
        Span<ulong> rows = stackalloc ulong[_plan.Symbol.Modules];
        _plan.Symbol.DrawBest(code, rows);
        _page.Write(_beforeModules);
        var digits = (_plan.Symbol.Modules + 7) / 8 * 2;
        var to = _page.GetSpan(digits * rows.Length);
        foreach (var row in rows)
        {
            for (var at = 0; at < digits; at++)
                to[at] = "0123456789ABCDEF"u8[(int)(row >> (60 - (4 * at))) & 15];
            to = to[digits..];
        }

        _page.Advance(digits * rows.Length);
    }

    private void EndPage(int page)
    {
        var (width, height) = _sheet is { } sheet ? (sheet.PageWidth, sheet.PageHeight)
            : (_plan.Width / _plan.Wish.DotsPerMillimetre, _plan.Height / _plan.Wish.DotsPerMillimetre);
        var number = PageObject(page);
        _file!.Stream(number + 1, "", _page.WrittenSpan);
        _file.Object(number, string.Create(Invariant,
            $"<</Type/Page/Parent {FirstGlyph + CodeLetters.Length + (page / PagesPerNode)} 0 R/MediaBox[0 0 {width * PointsPerMillimetre:0.###} {height * PointsPerMillimetre:0.###}]/Contents {number + 1} 0 R/Resources<</XObject<</S {StationeryForm} 0 R>>/Font<</C {CodeFont} 0 R>>>>>>"));
    }

    private int PageObject(int page) => _firstPage + (2 * page);

    private byte[] Stationery()
    {
        var content = new StringBuilder();
        foreach (var line in _plan.Lines)
        {
            var text = TextOutline.Of(_font, line.Text);
            var scale = (double)line.FontSize / text.UnitsPerEm;
            text.WriteTo(new PdfPath(content, scale * Forms.Stationery.Squeeze(_plan, line, text), scale, line.Left, _plan.Height - line.Baseline));
            content.Append("f\n");
        }

        if (_plan.Artwork is { Picture: var picture, Left: var left, Top: var top })
        {
            content.Append(Invariant, $"q {picture.Width} 0 0 {picture.Height} {left} {_plan.Height - top - picture.Height} cm BI/W {picture.Width}/H {picture.Height}/IM true/D[1 0]/F/AHx ID\n");
            for (var y = 0; y < picture.Height; y++)
                content.Append(Convert.ToHexString(picture.Row(y)));
            content.Append(">\nEI Q\n");
        }

        return Encoding.ASCII.GetBytes(content.ToString());
    }

    // A Type 3 font (§9.6.5): each letter an outline, squeezed where its cell is narrower, so that every code is as wide as every other.
    private void WriteCodeFont(PdfFile file)
    {
        var (em, cell) = (_font.UnitsPerEm, LabelLayout.CodeCell * _font.UnitsPerEm);
        var (first, last) = (CodeLetters.Min(), CodeLetters.Max());
        var names = string.Concat(CodeLetters.Select(letter => $"{(int)letter}/{Name(letter)} "));
        var glyphs = string.Concat(CodeLetters.Select((letter, at) => $"/{Name(letter)} {FirstGlyph + at} 0 R"));
        var widths = string.Join(' ', Enumerable.Range(first, last - first + 1).Select(letter => CodeLetters.Contains((char)letter) ? string.Create(Invariant, $"{cell:0.##}") : "0"));
        file.Object(CodeFont, string.Create(Invariant,
            $"<</Type/Font/Subtype/Type3/FontBBox[0 {_font.Descender} {cell:0.##} {_font.Ascender}]/FontMatrix[{1.0 / em:0.########} 0 0 {1.0 / em:0.########} 0 0]/FirstChar {(int)first}/LastChar {(int)last}/Widths[{widths}]/Encoding<</Type/Encoding/Differences[{names}]>>/CharProcs<<{glyphs}>>/Resources<<>>/ToUnicode {CodeMap} 0 R>>"));
        file.Stream(CodeMap, "", "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CMapName/Code def/CMapType 2 def 1 begincodespacerange<00><FF>endcodespacerange 1 beginbfrange<20><7E><0020>endbfrange endcmap end end"u8);
        for (var at = 0; at < CodeLetters.Length; at++)
        {
            var glyph = CodeLetter.In(_font, CodeLetters[at], cell);
            var content = new StringBuilder(string.Create(Invariant, $"{cell:0.##} 0 0 {_font.Descender} {cell:0.##} {_font.Ascender} d1\n"));
            glyph.Outline.WriteTo(new PdfPath(content, glyph.Squeeze, 1, glyph.Left, 0));
            file.Stream(FirstGlyph + at, "", Encoding.ASCII.GetBytes(content.Append('f').ToString()));
        }
    }

    private static string Name(char letter) => letter == '-' ? "hyphen" : $"c{letter}";

    private static string References(int first, int count, int step) =>
        string.Join(' ', Enumerable.Range(0, count).Select(at => $"{first + (at * step)} 0 R"));
}
