using System.Buffers;
using System.Text;
using System.Text.Json;
using Alforis.Workflows.Engine.Definitions;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>Writes explanations as JSON.</summary>
internal static class ExplanationJson
{
    public static string Write(Explanation explanation) => Write(writer =>
    {
        writer.WriteBoolean("fires", explanation.Fires);
        writer.WritePropertyName("filter");
        Write(writer, explanation.Filter);
        writer.WritePropertyName("conditions");
        Write(writer, explanation.Conditions);
    });

    public static string Write(ActionExplanation explanation) => Write(writer =>
    {
        writer.WriteString("action", explanation.ActionId);
        writer.WriteBoolean("runs", explanation.Runs);
        writer.WritePropertyName("when");
        Write(writer, explanation.When);
    });

    private static string Write(Action<Utf8JsonWriter> writeMembers)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, ValueJson.Options))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, ExplainedCondition condition)
    {
        writer.WriteStartObject();
        switch (condition)
        {
            case ExplainedGroup group:
                writer.WriteString("operator", group.Operator == GroupOperator.Or ? "OR" : "AND");
                WriteAnswer(writer, group);
                writer.WriteStartArray("rules");
                foreach (var inner in group.Conditions) Write(writer, inner);
                writer.WriteEndArray();
                break;
            case ExplainedNegation negation:
                writer.WriteString("operator", "NOT");
                WriteAnswer(writer, negation);
                writer.WriteStartArray("rules");
                Write(writer, negation.Condition);
                writer.WriteEndArray();
                break;
            case ExplainedRule rule:
                WriteRule(writer, rule);
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter writer, ExplainedRule rule)
    {
        writer.WriteString("path", rule.Path);
        writer.WriteString("operator", rule.Operator);
        if (rule.ExpectedPath is not null) writer.WriteString("expected_path", rule.ExpectedPath);
        writer.WritePropertyName("expected");
        ValueJson.Whole.Write(writer, rule.Expected);
        writer.WritePropertyName("actual");
        ValueJson.Whole.Write(writer, rule.Actual);
        WriteAnswer(writer, rule);
        writer.WriteString("reason", JsonNamingPolicy.SnakeCaseLower.ConvertName(rule.Reason.ToString()));
        if (rule.NullAt is not null) writer.WriteString("null_at", rule.NullAt);
    }

    private static void WriteAnswer(Utf8JsonWriter writer, ExplainedCondition condition)
    {
        writer.WriteBoolean("holds", condition.Holds);
        writer.WriteBoolean("reached", condition.Reached);
        writer.WriteBoolean("decisive", condition.Decisive);
    }
}
