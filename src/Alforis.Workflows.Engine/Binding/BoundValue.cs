using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>A setting's value: fixed, or made from the context when the action is planned. Immutable.</summary>
internal abstract record BoundValue;

/// <summary>A value that is always the same. The node is never handed out, only clones of it.</summary>
internal sealed record BoundConstant(JsonNode? Value) : BoundValue;

/// <summary>Exactly one placeholder: keeps the value's type, or becomes text, of so many UTF-16 code units, where only text is allowed.</summary>
internal sealed record BoundPlaceholder(BoundPath Path, bool AsText, int MaxLength = int.MaxValue) : BoundValue;

/// <summary>
/// Exactly one placeholder in a list: when its value is a list, its elements stand there, each in its type or as text; else the value does.
/// </summary>
internal sealed record BoundElements(BoundPlaceholder Placeholder) : BoundValue
{
    /// <summary>The value as an element of a list: free JSON may turn out to be a list too.</summary>
    public static BoundValue In(BoundValue element) =>
        element is BoundPlaceholder { Path.Kind: ValueKind.List or ValueKind.Json } placeholder ? new BoundElements(placeholder) : element;
}

/// <summary>Text with placeholders in it, of so many UTF-16 code units at most.</summary>
internal sealed record BoundText(ImmutableArray<BoundTextPart> Parts, int MaxLength = int.MaxValue) : BoundValue;

/// <summary>Either text or a path whose value is written as text.</summary>
internal readonly record struct BoundTextPart(string? Text, BoundPath? Path);

/// <summary>An object of such values.</summary>
internal sealed record BoundObject(ImmutableArray<KeyValuePair<string, BoundValue>> Members) : BoundValue;

/// <summary>A list of such values.</summary>
internal sealed record BoundList(ImmutableArray<BoundValue> Items) : BoundValue;
