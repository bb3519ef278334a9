using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Actions.RowWrites;

/// <summary>
/// A column that actions may write. Its name comes from the schema, never from a definition. Values are text, <see cref="decimal"/>,
/// <see cref="bool"/>, lists of text or <see langword="null"/>; dates are text.
/// </summary>
/// <param name="Name">The column's name, which is the field's.</param>
/// <param name="Kind">Its type.</param>
internal sealed record RowColumn(string Name, ValueKind Kind)
{
    /// <summary>The name as SQL.</summary>
    public string Sql { get; } = "\"" + Name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>SQL that turns the text of <see cref="ToText"/> in <c>x.value</c> into a value of the column.</summary>
    public string Conversion => Kind switch
    {
        ValueKind.Number => "x.value::numeric",
        ValueKind.Boolean => "x.value::boolean",
        ValueKind.Date => "x.value::date",
        ValueKind.List => "ARRAY(SELECT jsonb_array_elements_text(x.value::jsonb))",
        ValueKind.Text or ValueKind.Enum => "x.value",
        _ => throw new NotSupportedException($"The column {Name} is of kind {Kind}, which actions cannot write."),
    };

    public static string? ToText(object? value) => value switch
    {
        null => null,
        string text => text,
        bool truth => truth ? "true" : "false",
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        IReadOnlyList<string> list => JsonSerializer.Serialize(list),
        _ => throw new NotSupportedException($"A value of type {value.GetType().Name} cannot be written."),
    };

    public static object? FromJson(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetDecimal(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => value.EnumerateArray().Select(item => item.GetString()!).ToArray(),
        _ => null,
    };

    public static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool truth => JsonValue.Create(truth),
        decimal number => JsonValue.Create(number),
        IReadOnlyList<string> list => new JsonArray([.. list.Select(item => JsonValue.Create(item))]),
        _ => throw new NotSupportedException($"A value of type {value.GetType().Name} has no JSON form."),
    };

    public static bool AreEqual(object? a, object? b) =>
        a is IReadOnlyList<string> one && b is IReadOnlyList<string> other ? one.SequenceEqual(other, StringComparer.Ordinal) : Equals(a, b);
}
