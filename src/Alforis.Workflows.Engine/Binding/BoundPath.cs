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
}

/// <summary>A path resolved to properties, then to names inside free JSON. Immutable.</summary>
/// <param name="Text">The canonical path, for example <c>deal.montant</c>.</param>
/// <param name="Root">Where it starts.</param>
/// <param name="Steps">The properties from the context on; empty for the clock's roots.</param>
/// <param name="JsonSteps">The member names inside the last step's JSON.</param>
internal sealed record BoundPath(string Text, PathRoot Root, ImmutableArray<FieldSchema> Steps, ImmutableArray<string> JsonSteps)
{
    private string? typedKey;

    public FieldSchema? Field => Steps.IsEmpty ? null : Steps[^1];

    public ValueKind Kind => Root switch
    {
        PathRoot.Now => ValueKind.DateTime,
        PathRoot.Today => ValueKind.Date,
        _ => Field!.Kind,
    };

    public ValueKind? ItemKind => Field?.ItemKind;

    public ImmutableArray<string> EnumValues => Field?.EnumValues ?? [];

    /// <summary>
    /// What tells the path from all others of the context type, whatever the names that lead there, as far as it is typed: the names
    /// inside free JSON are no part of it, for there is no end of them.
    /// </summary>
    public string TypedKey => typedKey ??= Root == PathRoot.Context ? string.Join('/', Steps.Select(s => s.Accessor.Key)) : "@" + Root;

    public override string ToString() => Text;
}
