using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Text.Json;
using Alforis.Crm.Data.Printing;
using Npgsql;

namespace Alforis.Crm.Data.Dispatching;

/// <summary>Says what PostgreSQL refused: the column, the constraint, and the value where the action's settings name it.</summary>
internal static class RefusalText
{
    private const int LongestValue = 60;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A sentence or two for history.</summary>
    /// <param name="fault">What went wrong.</param>
    /// <param name="settings">The rendered settings of the action at fault.</param>
    public static string Of(Exception fault, JsonObject settings)
    {
        if (fault is not PostgresException postgres) return fault.Message;
        if (postgres.SqlState[..2] is not "23") return $"The database refuses it: {Sentence(postgres.MessageText)}";
        var column = Column(postgres);
        var what = (column, ValueOf(column, settings)) switch
        {
            ({ } name, { } value) => $"{CutText.ToFit(value, LongestValue)} as {postgres.TableName}.{name}",
            ({ } name, null) => $"the value of {postgres.TableName}.{name}",
            _ => $"the row of {postgres.TableName}",
        };
        return postgres.SqlState switch
        {
            PostgresErrorCodes.NotNullViolation => $"The database refuses {what}: it must not be empty.",
            PostgresErrorCodes.ForeignKeyViolation => $"The database refuses {what}: there is no such row (constraint {postgres.ConstraintName}).",
            PostgresErrorCodes.UniqueViolation => $"The database refuses {what}: it exists already (constraint {postgres.ConstraintName}).",
            _ => $"The database refuses {what} (constraint {postgres.ConstraintName}).",
        };
    }

    /// <summary>PostgreSQL names the column of some errors only; a constraint of one column bears its name, as <c>table_column_check</c>.</summary>
    private static string? Column(PostgresException postgres)
    {
        if (postgres.ColumnName is { } known) return known;
        if (postgres.ConstraintName is not { } constraint || postgres.TableName is not { } table) return null;
        var end = constraint.LastIndexOf('_');
        return constraint.StartsWith(table + "_", StringComparison.Ordinal) && end > table.Length ? constraint[(table.Length + 1)..end] : null;
    }

    private static string? ValueOf(string? column, JsonObject settings)
    {
        if (column is null) return null;
        var value = settings["field"] is JsonValue field && field.TryGetValue<string>(out var name) && name == column
            ? settings["value"]
            : settings[column];
        return value is JsonValue text && text.TryGetValue<string>(out var words) ? $"\"{words}\"" : value?.ToJsonString(Readable);
    }

    private static string Sentence(string text) => text.EndsWith('.') ? text : text + ".";
}
