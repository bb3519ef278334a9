using System.Collections.Immutable;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Conditions;

/// <summary>The way to a value: through fields, then through names inside free JSON. A path through a null is null. Immutable, thread-safe.</summary>
/// <param name="Steps">
/// The fields, those of the <see cref="WorkflowSchema"/>: first a root of the context, or a field of the element. Empty for an element itself.
/// </param>
/// <param name="JsonSteps">The names inside the JSON that the last field is; mostly empty.</param>
/// <param name="StartsAtElement">Whether it starts at the element of the innermost <see cref="ElementCheck"/> around it.</param>
/// <param name="Kind">The type of the value.</param>
/// <param name="ItemKind">The type of its elements when it is a list, else <see langword="null"/>.</param>
public sealed record FieldPath(
    ImmutableArray<FieldSchema> Steps, ImmutableArray<string> JsonSteps, bool StartsAtElement, ValueKind Kind, ValueKind? ItemKind)
{
    /// <summary>The canonical path, for example <c>deal.montant</c>; from an element, <c>it</c> or the element's field.</summary>
    public override string ToString() =>
        Steps.IsEmpty && JsonSteps.IsEmpty ? "it" : string.Join('.', Steps.Select(s => s.Name).Concat(JsonSteps));
}
