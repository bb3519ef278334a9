using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Parsing;

namespace Alforis.Crm.Data.Workflows;

/// <summary>
/// A stored definition with some of its members replaced by those of a change: the rest of the text stays as it was written, and what is found in the
/// result is told at its place in the change.
/// </summary>
public sealed class DefinitionMerge
{
    /// <summary>All of them say whether a workflow is active.</summary>
    private static readonly string[] StatusMembers = ["status", "is_active", "enabled"];

    private readonly ReadOnlyMemory<byte> change;
    private readonly List<(int Start, int Length, int Source)> parts = [];
    private readonly byte[] merged;

    private DefinitionMerge(ReadOnlyMemory<byte> stored, ReadOnlyMemory<byte> change, IReadOnlyList<Member> members)
    {
        this.change = change;
        SaysStatus = members.Any(m => StatusMembers.Contains(m.Name, StringComparer.Ordinal));
        merged = Merge(stored, members);
        Definition = CheckedDefinition.Of(merged);
    }

    /// <summary>The result.</summary>
    public CheckedDefinition Definition { get; }

    /// <summary>Whether the change says anything of the status.</summary>
    public bool SaysStatus { get; }

    /// <summary>What is wrong with a change as such: it is no JSON object, or too large.</summary>
    /// <param name="change">UTF-8 text, with or without a byte order mark.</param>
    public static Diagnostic? FindProblem(ReadOnlyMemory<byte> change)
    {
        // Read as a definition, which it is a part of.
        return CheckedDefinition.Of(change).Unreadable;
    }

    /// <summary>Merges a change into a definition.</summary>
    /// <param name="stored">The definition.</param>
    /// <param name="change">A JSON object without a <see cref="FindProblem">problem</see>.</param>
    public static DefinitionMerge Of(string stored, ReadOnlyMemory<byte> change)
    {
        var utf8 = WithoutMark(change);
        var members = Members(utf8.Span).Where(m => !WorkflowParser.StoredMembers.Contains(m.Name, StringComparer.Ordinal)).ToList();
        return new DefinitionMerge(Encoding.UTF8.GetBytes(stored), utf8, members);
    }

    /// <summary>A diagnostic of the result at its place in the change; line and column are 0 when it concerns what was stored before.</summary>
    /// <param name="diagnostic">One of the result's.</param>
    public Diagnostic Place(Diagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        var offset = JsonPlace.Offset(merged, diagnostic.Line, diagnostic.Column);
        foreach (var (start, length, source) in parts)
        {
            if (offset < start || offset > start + length) continue;
            var (line, column) = JsonPlace.Locate(change.Span, source + offset - start);
            return diagnostic with { Line = line, Column = column };
        }

        return diagnostic with { Line = 0, Column = 0 };
    }

    /// <summary>The same of all.</summary>
    /// <param name="diagnostics">Diagnostics of the result.</param>
    public ImmutableArray<Diagnostic> Place(IEnumerable<Diagnostic> diagnostics) => [.. diagnostics.Select(Place)];

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> utf8) => utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;

    private byte[] Merge(ReadOnlyMemory<byte> stored, IReadOnlyList<Member> changes)
    {
        var output = new ArrayBufferWriter<byte>(stored.Length + change.Length);
        var at = 0;
        var written = new HashSet<string>(StringComparer.Ordinal);
        var before = Members(stored.Span);
        foreach (var member in before)
        {
            var replacement = changes.FirstOrDefault(c => string.Equals(c.Name, member.Name, StringComparison.Ordinal));
            var contradicts = replacement is null && SaysStatus && StatusMembers.Contains(member.Name, StringComparer.Ordinal);
            if (replacement is null && !contradicts) continue;
            output.Write(stored.Span[at..member.ValueStart]);
            at = member.ValueEnd;
            if (replacement is null) output.Write("null"u8);
            else Copy(output, replacement.ValueStart, replacement.ValueEnd);
            written.Add(member.Name);
        }

        var end = stored.Span.LastIndexOf((byte)'}');
        var body = stored.Span[at..end];
        var rest = body.TrimEnd(" \t\r\n"u8);
        output.Write(rest);
        var isFirst = before.Count == 0;
        foreach (var added in changes.Where(c => !written.Contains(c.Name)))
        {
            output.Write(isFirst ? "\n  "u8 : ",\n  "u8);
            isFirst = false;
            Copy(output, added.Start, added.ValueEnd);
        }

        output.Write(body[rest.Length..]);
        output.Write(stored.Span[end..]);
        return output.WrittenSpan.ToArray();
    }

    private void Copy(ArrayBufferWriter<byte> output, int from, int to)
    {
        parts.Add((output.WrittenCount, to - from, from));
        output.Write(change.Span[from..to]);
    }

    /// <summary>The members of the object that a text is.</summary>
    private static List<Member> Members(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = ParseLimits.MaxDepth + 1 });
        var members = new List<Member>();
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (name, start) = (reader.GetString()!, (int)reader.TokenStartIndex);
            reader.Read();
            var valueStart = (int)reader.TokenStartIndex;
            reader.Skip();
            members.Add(new Member(name, start, valueStart, (int)reader.BytesConsumed));
        }

        return members;
    }

    private sealed record Member(string Name, int Start, int ValueStart, int ValueEnd);
}
