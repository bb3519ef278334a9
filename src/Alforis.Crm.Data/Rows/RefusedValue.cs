using Npgsql;

namespace Alforis.Crm.Data.Rows;

/// <summary>A value that a table of the CRM does not take.</summary>
/// <param name="Member">The column, which is called as its field.</param>
/// <param name="Problem">What is wrong, as a sentence for people.</param>
public sealed record RefusedValue(string Member, string Problem)
{
    private const string Schema = "public";

    /// <summary>Which rule it breaks, for programs; <see langword="null"/> where that has no name.</summary>
    public string? Reason { get; init; }

    /// <summary>What a constraint of a table says; <see langword="null"/> when an exception is another one.</summary>
    /// <param name="exception">What a statement has thrown.</param>
    public static RefusedValue? Of(PostgresException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (exception is not { SchemaName: Schema, TableName: { } table }) return null;
        return exception.SqlState switch
        {
            PostgresErrorCodes.NotNullViolation when exception.ColumnName is { } column => new RefusedValue(column, "It may not be null.") { Reason = "not_null" },
            PostgresErrorCodes.CheckViolation when Column(exception, table, "_check") is { } column => new RefusedValue(column, Form(column)) { Reason = column is "email" or "country_code" or "language" ? column : null },
            PostgresErrorCodes.ForeignKeyViolation when Column(exception, table, "_fkey") is { } column => new RefusedValue(column, "There is nothing of this number, or not any more.") { Reason = "unknown_id" },
            _ => null,
        };
    }

    /// <summary>PostgreSQL names the constraint of a column after table and column.</summary>
    private static string? Column(PostgresException exception, string table, string ending)
    {
        var name = exception.ConstraintName ?? "";
        return name.StartsWith(table + "_", StringComparison.Ordinal) && name.EndsWith(ending, StringComparison.Ordinal) && name.Length > table.Length + 1 + ending.Length
            ? name[(table.Length + 1)..^ending.Length]
            : null;
    }

    private static string Form(string column) => column switch
    {
        "email" => "It must be an e-mail address such as anne@example.org.",
        "country_code" => "It must be a country's two capital letters, such as FR.",
        "language" => "It must be a language such as fr, or fr-FR.",
        _ => "The value is none of those that it can have.",
    };
}
