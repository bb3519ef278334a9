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
    public FieldSchema? Field => Steps.IsEmpty ? null : Steps[^1];

    public ValueKind Kind => Root switch
    {
        PathRoot.Now => ValueKind.DateTime,
        PathRoot.Today => ValueKind.Date,
        _ => Field!.Kind,
    };

    public ValueKind? ItemKind => Field?.ItemKind;

    public ImmutableArray<string> EnumValues => Field?.EnumValues ?? [];

    /// <summary>The C# type that a value of this path has; <c>object</c> stands for free JSON.</summary>
    public Type ClrType
    {
        get
        {
            if (Root == PathRoot.Now) return typeof(DateTimeOffset);
            if (Root == PathRoot.Today) return typeof(DateOnly);
            var type = Field!.Property.PropertyType;
            return Nullable.GetUnderlyingType(type) ?? type;
        }
    }

    public override string ToString() => Text;
}
