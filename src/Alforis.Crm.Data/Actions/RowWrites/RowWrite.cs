using Alforis.Crm.Data.Executions;

namespace Alforis.Crm.Data.Actions.RowWrites;

/// <summary>A new value for one column of one row, and the execution that is the cause.</summary>
/// <param name="Row">The row.</param>
/// <param name="Column">The column.</param>
/// <param name="Value">Its value.</param>
/// <param name="Execution">The execution.</param>
internal sealed record RowWrite(EntityReference Row, RowColumn Column, object? Value, PendingExecution Execution);
