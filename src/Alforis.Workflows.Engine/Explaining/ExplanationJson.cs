using System.Buffers;
using System.Text;
using System.Text.Json;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Definitions;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>Writes explanations as JSON.</summary>
internal static class ExplanationJson
{
    public static string Write(Explanation explanation) => Write(writer =>
    {
        writer.WriteBoolean("fires", explanation.Fires);
        if (explanation.Delay is { } delay)
        {
            writer.WriteString("delay", delay.ToString());
            writer.WriteBoolean("recheck", explanation.Recheck);
        }

        writer.WritePropertyName("filter");
        Write(writer, explanation.Filter);
        writer.WritePropertyName("conditions");
        Write(writer, explanation.Conditions);
    });

    public static string Write(ActionExplanation explanation) => Write(writer =>
    {
        writer.WriteString("action", explanation.ActionId);
        writer.WriteBoolean("runs", explanation.Runs);
        if (explanation.Delay is { } delay) writer.WriteString("delay", delay.ToString());
        if (explanation.Retry is { } retry)
        {
            writer.WriteStartObject("retry");
            writer.WriteNumber("attempts", retry.Attempts);
            writer.WriteString("wait", TimeAmount.Of(retry.Wait).ToString());
            writer.WriteString("most_wait", TimeAmount.Of(retry.MostWait).ToString());
            writer.WriteEndObject();
        }

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
            case ExplainedQuantifier quantifier:
                WriteQuantifier(writer, quantifier);
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter writer, ExplainedRule rule)
    {
        writer.WriteString("path", rule.Path);
        writer.WriteString("operator", rule.Operator);
        if (rule.IgnoresCase) writer.WriteBoolean("ignore_case", true);
        if (rule.ExpectedPath is not null) writer.WriteString("expected_path", rule.ExpectedPath);
        if (rule.ExpectedTerm is not null) writer.WriteString("expected_term", rule.ExpectedTerm);
        writer.WritePropertyName("expected");
        ValueJson.Whole.Write(writer, rule.Expected);
        if (rule.Operand is BoundChange)
        {
            writer.WritePropertyName("previous");
            ValueJson.Whole.Write(writer, rule.Previous);
        }

        writer.WritePropertyName("actual");
        ValueJson.Whole.Write(writer, rule.Actual);
        WriteAnswer(writer, rule);
        writer.WriteString("reason", JsonNamingPolicy.SnakeCaseLower.ConvertName(rule.Reason.ToString()));
        if (rule.NullAt is not null) writer.WriteString("null_at", rule.NullAt);
    }

    private static void WriteQuantifier(Utf8JsonWriter writer, ExplainedQuantifier quantifier)
    {
        writer.WriteString("path", quantifier.Path);
        writer.WriteString("operator", quantifier.Operator);
        writer.WriteString("expected", quantifier.Condition);
        writer.WritePropertyName("actual");
        ValueJson.WriteCount(writer, quantifier.Elements, quantifier.Held);
        WriteAnswer(writer, quantifier);
        writer.WriteString("reason", JsonNamingPolicy.SnakeCaseLower.ConvertName(quantifier.Reason.ToString()));
        if (quantifier.NullAt is not null) writer.WriteString("null_at", quantifier.NullAt);
        if (quantifier is not { Deciding: { } deciding, DecidingIndex: { } index }) return;
        writer.WriteStartObject("deciding");
        writer.WriteNumber("index", index);
        writer.WritePropertyName("condition");
        Write(writer, deciding);
        writer.WriteEndObject();
    }

    private static void WriteAnswer(Utf8JsonWriter writer, ExplainedCondition condition)
    {
        writer.WriteBoolean("holds", condition.Holds);
        writer.WriteBoolean("reached", condition.Reached);
        writer.WriteBoolean("decisive", condition.Decisive);
    }
}
