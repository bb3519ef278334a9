using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Definitions;

/// <summary>
/// A JSON value that knows its place in the text, so that every later stage can point at it. Immutable once parsed, thread-safe.
/// </summary>
public sealed class SourceNode
{
    private readonly SourceText source;
    private readonly SourceNode? parent;
    private readonly string? name;
    private readonly int index;
    private readonly int offset;

    internal SourceNode(SourceText source, SourceNode? parent, string? name, int index, int offset, SourceKind kind)
    {
        this.source = source;
        this.parent = parent;
        this.name = name;
        this.index = index;
        this.offset = offset;
        Kind = kind;
    }

    /// <summary>The JSON type.</summary>
    public SourceKind Kind { get; }

    /// <summary>The member's name in its object; <see langword="null"/> for elements and the root.</summary>
    public string? Name => name;

    /// <summary>A string's characters or a number as written; <c>true</c> or <c>false</c>; empty otherwise.</summary>
    public string Text { get; internal set; } = "";

    /// <summary>An object's members or an array's elements, in the order of the text.</summary>
    public ImmutableArray<SourceNode> Items { get; internal set; } = [];

    /// <summary>The JSON pointer (RFC 6901).</summary>
    public string Pointer
    {
        get
        {
            if (parent is null) return "";
            var token = name is null
                ? index.ToString(CultureInfo.InvariantCulture)
                : parent.WrittenName(this).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
            return parent.Pointer + "/" + token;
        }
    }

    /// <summary>The member of that name, or <see langword="null"/>.</summary>
    /// <param name="memberName">Compared ordinally.</param>
    public SourceNode? this[string memberName]
    {
        get
        {
            if (Kind != SourceKind.Object) return null;
            foreach (var item in Items)
            {
                if (string.Equals(item.name, memberName, StringComparison.Ordinal)) return item;
            }

            return null;
        }
    }

    /// <summary>Line and column, both from 1, of the value (or of a character inside a string).</summary>
    /// <param name="character">Index of a character inside the string, escapes counted as the characters that they stand for.</param>
    public (int Line, int Column) Locate(int character = -1) => character < 0 ? source.Locate(offset) : source.LocateInside(offset, character);

    /// <summary>The same value under the name that it is meant by; its place stays that of the text.</summary>
    internal SourceNode As(string meantName) => new(source, parent, meantName, index, offset, Kind) { Text = Text, Items = Items };

    /// <summary>The same object with other members; its place stays.</summary>
    internal SourceNode With(ImmutableArray<SourceNode> members) => new(source, parent, name, index, offset, Kind) { Text = Text, Items = members };

    /// <summary>The name that a member has in the text; a parent keeps the members as written.</summary>
    private string WrittenName(SourceNode member)
    {
        foreach (var item in Items)
        {
            if (item.offset == member.offset) return item.name!;
        }

        return member.name!;
    }

    /// <summary>The value as a JSON node of its own; numbers keep their text.</summary>
    public JsonNode? ToJsonNode() => Kind switch
    {
        SourceKind.Object => new JsonObject(Items.Select(i => KeyValuePair.Create(i.name!, i.ToJsonNode()))),
        SourceKind.Array => new JsonArray([.. Items.Select(i => i.ToJsonNode())]),
        SourceKind.String => JsonValue.Create(Text),
        SourceKind.Number => JsonNode.Parse(Text),
        SourceKind.Boolean => JsonValue.Create(Text is "true"),
        _ => null,
    };

    /// <summary>The value as compact JSON for messages, shortened when long.</summary>
    public override string ToString()
    {
        const int longest = 60;
        var text = Kind switch
        {
            SourceKind.Object => "{…}",
            SourceKind.Array => "[…]",
            SourceKind.String => "\"" + Text + "\"",
            SourceKind.Null => "null",
            _ => Text,
        };
        return Excerpt.Of(text, longest);
    }
}
