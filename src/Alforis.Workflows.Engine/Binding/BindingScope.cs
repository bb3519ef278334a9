using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>What the names of one workflow are resolved against. Immutable.</summary>
internal sealed record BindingScope(WorkflowSchema Schema, TriggerView View, TimeZoneInfo TimeZone);
