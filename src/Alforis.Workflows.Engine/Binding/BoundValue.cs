using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Templates;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>A setting's value: fixed, or made from the context when the action is planned. Immutable.</summary>
internal abstract record BoundValue;

/// <summary>A value that is always the same. The node is never handed out, only clones of it.</summary>
internal sealed record BoundConstant(JsonNode? Value) : BoundValue;

/// <summary>Exactly one placeholder, whose value keeps its type; text has so many UTF-16 code units at most.</summary>
internal sealed record BoundPlaceholder(BoundExpression Value, int MaxLength = int.MaxValue) : BoundValue;

/// <summary>
/// Exactly one placeholder in a list: when its value is a list, its elements stand there, else the value does. Each in its type, or
/// written as text by the template.
/// </summary>
internal sealed record BoundElements(BoundExpression Value, BoundText? Text) : BoundValue
{
    /// <summary>The value as an element of a list: free JSON may turn out to be a list too.</summary>
    public static BoundValue In(BoundValue element) => element switch
    {
        BoundPlaceholder placeholder when MayBeList(placeholder.Value) => new BoundElements(placeholder.Value, null),
        BoundText { Template.Single: { } single } text when MayBeList(single) => new BoundElements(single, text),
        _ => element,
    };

    private static bool MayBeList(BoundExpression value) => value.Type.Kind is TypeKind.List or TypeKind.Json or TypeKind.Mixed;
}

/// <summary>A template that makes text, of so many UTF-16 code units at most, which must then satisfy a format.</summary>
internal sealed record BoundText(BoundTemplate Template, int MaxLength = int.MaxValue, ISettingFormat? Format = null, SettingDestination Destination = SettingDestination.Text) : BoundValue;

/// <summary>An object of such values.</summary>
internal sealed record BoundObject(ImmutableArray<KeyValuePair<string, BoundValue>> Members) : BoundValue;

/// <summary>A list of such values.</summary>
/// <param name="Items">The values.</param>
/// <param name="LeavesOutEmpty">Whether texts that come out empty are left out.</param>
/// <param name="NeedsOne">Whether one must remain.</param>
internal sealed record BoundList(ImmutableArray<BoundValue> Items, bool LeavesOutEmpty = false, bool NeedsOne = false) : BoundValue;
