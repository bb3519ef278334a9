using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Parsing;

namespace Alforis.Crm.Data.Workflows;

/// <summary>Definitions of one text: a definition, or a list of them. Each keeps its text; what is found is told at its place in the whole.</summary>
public sealed class DefinitionList
{
    private readonly ReadOnlyMemory<byte> text;
    private readonly bool isList;
    private readonly ImmutableArray<int> starts;

    private DefinitionList(ReadOnlyMemory<byte> text, bool isList, IEnumerable<(int Start, CheckedDefinition Definition)> items)
    {
        this.text = text;
        this.isList = isList;
        var all = items.ToList();
        starts = [.. all.Select(i => i.Start)];
        Definitions = [.. all.Select(i => i.Definition)];
    }

    /// <summary>The definitions, in order.</summary>
    public ImmutableArray<CheckedDefinition> Definitions { get; }

    /// <summary>Reads a text. Never throws on content.</summary>
    /// <param name="utf8">UTF-8 text, with or without a byte order mark.</param>
    /// <param name="most">How many definitions a list may have.</param>
    /// <returns>The definitions, or what is wrong with the text as a whole.</returns>
    public static (DefinitionList? List, Diagnostic? Problem) Read(ReadOnlyMemory<byte> utf8, int most)
    {
        if (utf8.Span.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        if (!utf8.Span.TrimStart(" \t\r\n"u8).StartsWith("["u8))
        {
            var one = CheckedDefinition.Of(utf8);
            return one.Unreadable is { } problem ? (null, problem) : (new DefinitionList(utf8, false, [(0, one)]), null);
        }

        try
        {
            var items = new List<(int, CheckedDefinition)>();
            foreach (var (start, length) in Elements(utf8.Span))
            {
                if (items.Count == most) return (null, Problem(utf8, start, DiagnosticCodes.TooLarge, string.Create(CultureInfo.InvariantCulture, $"At most {most} definitions are read at once.")));
                items.Add((start, CheckedDefinition.Of(utf8.Slice(start, length))));
            }

            return items.Count == 0 ? (null, Problem(utf8, 0, DiagnosticCodes.EmptyList, "The list has no definition.")) : (new DefinitionList(utf8, true, items), null);
        }
        catch (JsonException e)
        {
            return (null, new(
                DiagnosticCodes.JsonSyntax, DiagnosticSeverity.Error, "", (int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1, "This is not JSON, or it is nested too deep."));
        }
    }

    /// <summary>A diagnostic of one of the definitions at its place in the text.</summary>
    /// <param name="index">Which definition.</param>
    /// <param name="diagnostic">What was found of it.</param>
    public Diagnostic Place(int index, Diagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        if (!isList) return diagnostic;
        var (line, column) = JsonPlace.Locate(text.Span, starts[index] + JsonPlace.Offset(Definitions[index].Utf8.Span, diagnostic.Line, diagnostic.Column));
        return diagnostic with { Pointer = JsonPlace.Step(index) + diagnostic.Pointer, Line = line, Column = column };
    }

    private static Diagnostic Problem(ReadOnlyMemory<byte> utf8, int offset, string code, string message)
    {
        var (line, column) = JsonPlace.Locate(utf8.Span, offset);
        return new(code, DiagnosticSeverity.Error, "", line, column, message);
    }

    private static List<(int Start, int Length)> Elements(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = ParseLimits.MaxDepth + 2 });
        var elements = new List<(int, int)>();
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            elements.Add((start, (int)reader.BytesConsumed - start));
        }

        // What follows the list is wrong, too.
        while (reader.Read())
        {
        }

        return elements;
    }
}
