using System.Text.Json.Nodes;
using Alforis.Crm.Data.Events;

namespace Alforis.Crm.Data.Executions;

/// <summary>The workflows that an event passed the filter of and yet did not fire.</summary>
/// <param name="Source">The event.</param>
/// <param name="WorkflowIds">Their numbers.</param>
/// <param name="Reasons">By workflow, what the event and the version alone do not tell; <see langword="null"/> when they tell all.</param>
/// <param name="IsRecorded">Whether a row is kept; the statistics count them in any case.</param>
internal sealed record SkippedWorkflows(CrmEvent Source, IReadOnlyList<long> WorkflowIds, JsonObject? Reasons, bool IsRecorded);
