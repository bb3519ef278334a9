using System.Text.Json;

namespace Alforis.Workflows.Engine.Parsing;

/// <summary>
/// The texts that stand in every definition, so that ten thousand definitions do not hold each of them a hundred thousand times.
/// Immutable, thread-safe.
/// </summary>
internal static class CommonText
{
    private const int Longest = 24;

    private static readonly (byte[] Utf8, string Text)[][] ByLength = Table(
        "name", "description", "status", "active", "draft", "inactive", "is_template", "time_zone", "trigger_type", "trigger_config", "conditions",
        "actions", "$schema", "operator", "rules", "field", "value", "ignore_case", "type", "config", "id", "on_error", "when", "delay", "stop",
        "continue", "AND", "OR", "NOT", "==", "!=", ">", ">=", "<", "<=", "contains", "not_contains", "in", "not_in", "starts_with", "ends_with",
        "matches", "between", "is_empty", "is_not_empty", "changed", "changed_from", "changed_to", "any", "all", "now", "title", "message",
        "priority", "due_date", "assigned_to", "recipients", "severity", "tag", "tags", "entity_type", "to", "subject", "body");

    /// <summary>The text of the string or name that the reader stands at.</summary>
    public static string Of(ref Utf8JsonReader reader)
    {
        var utf8 = reader.ValueSpan;
        if (utf8.Length < ByLength.Length && !reader.ValueIsEscaped)
        {
            foreach (var (known, text) in ByLength[utf8.Length])
            {
                if (utf8.SequenceEqual(known)) return text;
            }
        }

        return reader.GetString()!;
    }

    private static (byte[] Utf8, string Text)[][] Table(params string[] texts) =>
        [.. Enumerable.Range(0, Longest).Select(length => texts.Where(t => t.Length == length)
            .Select(t => (System.Text.Encoding.UTF8.GetBytes(t), t)).ToArray())];
}
