using System.Globalization;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>What the names of one workflow are resolved against. Immutable.</summary>
internal sealed record BindingScope(WorkflowSchema Schema, TriggerView View, TimeZoneInfo TimeZone)
{
    /// <summary>The element that bare names belong to, inside <c>any</c> and <c>all</c>; else they are the triggering entity's.</summary>
    public BoundElement? Element { get; init; }

    /// <summary>Collects the canonical paths of the context that are resolved; <see langword="null"/> when nobody asks for them.</summary>
    public ISet<string>? Paths { get; init; }

    /// <summary>How templates write numbers and dates that they format without naming a culture.</summary>
    public CultureInfo Culture { get; init; } = CultureInfo.InvariantCulture;
}
