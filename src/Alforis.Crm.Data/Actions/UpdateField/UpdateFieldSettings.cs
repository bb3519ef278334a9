using System.Text.Json;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Actions.UpdateField;

/// <summary>Settings of <c>update_field</c>.</summary>
public sealed record UpdateFieldSettings
{
    /// <summary>The field of the target to write.</summary>
    [FieldName]
    public required string Field { get; init; }

    /// <summary>The new value.</summary>
    [FieldValue(nameof(Field))]
    public required JsonElement Value { get; init; }
}
