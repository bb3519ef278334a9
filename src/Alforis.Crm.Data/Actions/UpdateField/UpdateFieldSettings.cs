using System.Text.Json;
using Alforis.Crm.Data.Actions.Formats;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Actions.UpdateField;

/// <summary>Settings of <c>update_field</c>.</summary>
public sealed record UpdateFieldSettings
{
    /// <summary>The field of the target to write.</summary>
    [FieldName]
    [Setting(Aliases = ["field_name"], Examples = ["tags"])]
    public required string Field { get; init; }

    /// <summary>
    /// The new value: a literal, a placeholder, or a change: <c>+10 %</c>, <c>+5</c>, <c>-5</c> of what a number is now, <c>+30 days</c>
    /// or <c>+1 month</c> from the day the action runs for a date.
    /// </summary>
    [FieldValue(nameof(Field), Format = typeof(RelativeValueFormat))]
    [Setting(Aliases = ["new_value"])]
    public required JsonElement Value { get; init; }
}
