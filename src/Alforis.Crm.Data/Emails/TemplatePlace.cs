using System.Text;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Crm.Data.Emails;

/// <summary>Finds where in the text of a JSON string a diagnostic points to.</summary>
internal static class TemplatePlace
{
    /// <summary>Line and column in the text, both from 1.</summary>
    /// <param name="found">The diagnostic.</param>
    /// <param name="utf8">The JSON that it is about.</param>
    public static (int Line, int Column) Of(Diagnostic found, ReadOnlySpan<byte> utf8)
    {
        var (line, start) = JsonPlace.Find(utf8, found.Pointer);
        if (line != found.Line) return (1, 1);
        var json = Encoding.UTF8.GetString(utf8).Split('\n')[line - 1];
        var (row, column) = (1, 1);
        // Behind the opening quote; an escape is one character of the text.
        for (var i = start; i < found.Column - 1 && i < json.Length; i++)
        {
            var isLineEnd = json[i] == '\\' && json[i + 1] == 'n';
            if (json[i] == '\\') i += json[i + 1] == 'u' ? 5 : 1;
            (row, column) = isLineEnd ? (row + 1, 1) : (row, column + 1);
        }

        return (row, column);
    }
}
