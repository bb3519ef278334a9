using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>
/// Writes the rules of a condition for a history. Everything that is the same for all events is encoded once. Thread-safe.
/// </summary>
internal sealed class RuleRecord<TContext>
{
    private static readonly JsonEncodedText Path = JsonEncodedText.Encode("path");
    private static readonly JsonEncodedText Operator = JsonEncodedText.Encode("operator");
    private static readonly JsonEncodedText Expected = JsonEncodedText.Encode("expected");
    private static readonly JsonEncodedText ExpectedPath = JsonEncodedText.Encode("expected_path");
    private static readonly JsonEncodedText Actual = JsonEncodedText.Encode("actual");
    private static readonly JsonEncodedText Holds = JsonEncodedText.Encode("holds");

    private readonly ConditionProbe<TContext> probe;
    private readonly ImmutableArray<Rule> rules;
    private readonly ImmutableArray<bool>? whenHolding;

    public RuleRecord(ConditionProbe<TContext> probe, TimeZoneInfo zone)
    {
        this.probe = probe;
        rules = [.. probe.Rules.Select(r => Rule.Of(r, zone))];
        whenHolding = ForcedAnswers.WhenHolding(probe.Condition);
    }

    /// <param name="context">The event's context.</param>
    /// <param name="time">The moment of evaluation.</param>
    /// <param name="hold">Whether the conditions hold.</param>
    public string Write(TContext context, in EvaluationTime time, bool hold)
    {
        if (rules.IsEmpty) return "[]";
        ReadOnlySpan<bool> outcomes = hold && whenHolding is { } forced ? forced.AsSpan() : probe.Ask(context, time);
        var values = ValueJson.Recorded(time.Zone);
        var buffer = new ArrayBufferWriter<byte>(128 * rules.Length);
        using (var writer = new Utf8JsonWriter(buffer, ValueJson.Options))
        {
            writer.WriteStartArray();
            for (var i = 0; i < outcomes.Length; i++) Write(writer, values, rules[i], context, time, outcomes[i]);
            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, ValueJson values, Rule rule, TContext context, in EvaluationTime time, bool holds)
    {
        writer.WriteStartObject();
        writer.WriteString(Path, rule.Path);
        writer.WriteString(Operator, rule.Operator);
        if (rule.ExpectedPath is { } other) writer.WriteString(ExpectedPath, other);
        writer.WritePropertyName(Expected);
        if (rule.Probe.Right is { } right) values.Write(writer, right(context, time));
        else writer.WriteRawValue(rule.Literal, skipInputValidation: true);
        writer.WritePropertyName(Actual);
        var actual = rule.Probe.Left(context, time);
        if (actual is not null && rule.IsEntity) writer.WriteRawValue("{}"u8, skipInputValidation: true);
        else values.Write(writer, actual);
        writer.WriteBoolean(Holds, holds);
        writer.WriteEndObject();
    }

    /// <summary>A rule with what is the same for all events.</summary>
    private sealed record Rule(
        RuleProbe<TContext> Probe, JsonEncodedText Path, JsonEncodedText Operator, JsonEncodedText? ExpectedPath, byte[] Literal, bool IsEntity)
    {
        public static Rule Of(RuleProbe<TContext> probe, TimeZoneInfo zone)
        {
            var comparison = probe.Comparison;
            return new Rule(
                probe, Encode(comparison.Left.Text), Encode(comparison.Operator.Symbol()),
                comparison.Right is BoundField field ? Encode(field.Path.Text) : null,
                EncodeLiteral(comparison.Right, zone), comparison.Left.Kind == ValueKind.Entity);
        }

        private static JsonEncodedText Encode(string text) => JsonEncodedText.Encode(text, ValueJson.Options.Encoder);

        private static byte[] EncodeLiteral(BoundOperand operand, TimeZoneInfo zone)
        {
            object? value = operand switch
            {
                BoundLiteral literal => literal.Value,
                BoundLiteralList list => list.Items.Select(i => i.Value),
                _ => null,
            };
            var buffer = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(buffer, ValueJson.Options)) ValueJson.Recorded(zone).Write(writer, value);
            return buffer.WrittenSpan.ToArray();
        }
    }
}
