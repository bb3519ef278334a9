using System.Globalization;
using System.Text;
using Alforis.Crm.Data.Printing;

namespace Alforis.Workflows.Host.Commands.Terminal;

/// <summary>A column of a table.</summary>
/// <param name="Header">Its heading.</param>
internal sealed record TableColumn(string Header)
{
    /// <summary>Numbers stand right.</summary>
    public bool IsNumber { get; init; }

    /// <summary>Whether its texts may be cut when the table is too wide.</summary>
    public bool MayBeCut { get; init; }
}

/// <summary>An aligned table in plain text. What data say is made visible; a state has its colour on a terminal.</summary>
internal sealed class TextTable(params TableColumn[] columns)
{
    /// <summary>As wide as a table gets, as long as columns that may be cut have room to give.</summary>
    public const int MostWidth = 100;

    private const int LeastCut = 8;
    private const string Gap = "  ";

    private readonly List<string[]> rows = [];

    /// <summary>Adds a row with a text for each column.</summary>
    public void Add(params string[] cells)
    {
        rows.Add([.. cells.Select(VisibleText.Line)]);
    }

    /// <summary>Writes headings and rows.</summary>
    public async Task WriteAsync(TextWriter writer, bool colours)
    {
        var widths = Widths();
        await writer.WriteLineAsync(Line([.. columns.Select(c => c.Header)], widths, colours: false));
        foreach (var row in rows) await writer.WriteLineAsync(Line(row, widths, colours));
    }

    private int[] Widths()
    {
        int[] widths = [.. columns.Select((c, i) => rows.Select(r => Length(r[i])).Append(c.Header.Length).Max())];
        while (widths.Sum() + (Gap.Length * (widths.Length - 1)) > MostWidth)
        {
            var widest = Enumerable.Range(0, widths.Length).Where(i => columns[i].MayBeCut && widths[i] > LeastCut).OrderByDescending(i => widths[i]).ToList();
            if (widest.Count == 0) break;
            widths[widest[0]]--;
        }

        return widths;
    }

    private string Line(string[] cells, int[] widths, bool colours)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0) line.Append(Gap);
            var text = Cut(cells[i], widths[i]);
            var spaces = new string(' ', widths[i] - Length(text));
            if (columns[i].IsNumber) line.Append(spaces);
            line.Append(TerminalColour.Paint(text, text, colours));
            if (!columns[i].IsNumber && i < cells.Length - 1) line.Append(spaces);
        }

        return line.ToString().TrimEnd();
    }

    private static string Cut(string text, int width) =>
        Length(text) <= width ? text : new StringInfo(text).SubstringByTextElements(0, width - 1) + "…";

    private static int Length(string text) => new StringInfo(text).LengthInTextElements;
}
