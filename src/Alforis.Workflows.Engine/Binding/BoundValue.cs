using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>A setting's value: fixed, or made from the context when the action is planned. Immutable.</summary>
internal abstract record BoundValue;

/// <summary>A value that is always the same. The node is never handed out, only clones of it.</summary>
internal sealed record BoundConstant(JsonNode? Value) : BoundValue;

/// <summary>Exactly one placeholder: keeps the value's type, or becomes text, of so many UTF-16 code units, where only text is allowed.</summary>
internal sealed record BoundPlaceholder(BoundPath Path, bool AsText, int MaxLength = int.MaxValue) : BoundValue;

/// <summary>Text with placeholders in it, of so many UTF-16 code units at most.</summary>
internal sealed record BoundText(ImmutableArray<BoundTextPart> Parts, int MaxLength = int.MaxValue) : BoundValue;

/// <summary>Either text or a path whose value is written as text.</summary>
internal readonly record struct BoundTextPart(string? Text, BoundPath? Path);

/// <summary>An object of such values.</summary>
internal sealed record BoundObject(ImmutableArray<KeyValuePair<string, BoundValue>> Members) : BoundValue;

/// <summary>A list of such values.</summary>
internal sealed record BoundList(ImmutableArray<BoundValue> Items) : BoundValue;
