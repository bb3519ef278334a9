namespace Alforis.Workflows.EndToEnd.Crashes;

/// <summary>A call that reached the receiver.</summary>
/// <param name="Place">Its place among all of them, from 1.</param>
/// <param name="Workflow">The workflow, as the address says.</param>
/// <param name="Action">The action, as the address says.</param>
/// <param name="Number">The number of the change, as the body says.</param>
/// <param name="Key">The header <c>Idempotency-Key</c>.</param>
/// <param name="Answer">The status that it got; 0 when the connection was broken instead.</param>
internal sealed record Arrival(long Place, string Workflow, string Action, long Number, string Key, int Answer);
