using System.Collections.Immutable;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Where a path starts.</summary>
internal enum PathRoot
{
    /// <summary>At a property of the context.</summary>
    Context,

    /// <summary>At the moment of evaluation.</summary>
    Now,

    /// <summary>At the date of that moment in the workflow's time zone.</summary>
    Today,

    /// <summary>At the element of a list that <c>any</c> or <c>all</c> looks at.</summary>
    Element,
}

/// <summary>What paths that start at an element find there. Immutable.</summary>
/// <param name="Kind">The element's type.</param>
/// <param name="Type">Its C# type, nullable where the list's is; <see cref="object"/> where dictionaries or lists of no C# type hold it.</param>
/// <param name="Entity">Its fields, of an object of the context.</param>
/// <param name="Depth">1 for the outermost <c>any</c> or <c>all</c>, more inside another.</param>
internal sealed record BoundElement(ValueKind Kind, Type Type, EntitySchema? Entity, int Depth);

/// <summary>A path resolved to properties, then to names inside free JSON. Immutable.</summary>
/// <param name="Text">The canonical path, for example <c>deal.montant</c>.</param>
/// <param name="Root">Where it starts.</param>
/// <param name="Steps">The properties from the root on; empty for the clock's roots and for an element itself.</param>
/// <param name="JsonSteps">The member names inside the last step's JSON.</param>
internal sealed record BoundPath(string Text, PathRoot Root, ImmutableArray<FieldSchema> Steps, ImmutableArray<string> JsonSteps)
{
    private string? typedKey;

    /// <summary>The element that it starts from, when <see cref="Root"/> is <see cref="PathRoot.Element"/>.</summary>
    public BoundElement? Element { get; init; }

    public FieldSchema? Field => Steps.IsEmpty ? null : Steps[^1];

    public ValueKind Kind => Root switch
    {
        PathRoot.Now => ValueKind.DateTime,
        PathRoot.Today => ValueKind.Date,
        PathRoot.Element when Steps.IsEmpty => Element!.Kind,
        _ => Field!.Kind,
    };

    public ValueKind? ItemKind => Field?.ItemKind;

    public ImmutableArray<string> EnumValues => Field?.EnumValues ?? [];

    /// <summary>
    /// What tells the path from all others of the context type, whatever the names that lead there, as far as it is typed: the names
    /// inside free JSON are no part of it, for there is no end of them.
    /// </summary>
    public string TypedKey => typedKey ??= Root switch
    {
        PathRoot.Context => Keys() + Types(),
        PathRoot.Element => "@/" + Keys(),
        _ => "@" + Root,
    };

    /// <summary>Whether the path was written by a name of older definitions: neither in full nor as its last names.</summary>
    public bool IsOlder(string written) => !EndsWith(Text, written) && !EndsWith(written, Text);

    private static bool EndsWith(string path, string names) =>
        path.EndsWith(names, StringComparison.Ordinal) && (path.Length == names.Length || names.Length == 0 || path[^(names.Length + 1)] == '.');

    /// <summary>What a member of JSON is, is said by a schema, and each workflow may have one of its own.</summary>
    private string Types() => Steps.All(s => s.Accessor is PropertyAccessor) ? "" : $"#{Kind}{ItemKind}";

    private string Keys() => string.Join('/', Steps.Select(s => s.Accessor.Key));

    public override string ToString() => Text;
}
