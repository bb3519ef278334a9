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
    private static readonly JsonEncodedText IgnoreCase = JsonEncodedText.Encode("ignore_case");
    private static readonly JsonEncodedText Expected = JsonEncodedText.Encode("expected");
    private static readonly JsonEncodedText ExpectedPath = JsonEncodedText.Encode("expected_path");
    private static readonly JsonEncodedText ExpectedTerm = JsonEncodedText.Encode("expected_term");
    private static readonly JsonEncodedText Previous = JsonEncodedText.Encode("previous");
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
        ReadOnlySpan<bool> outcomes = hold && whenHolding is { } forced ? forced.AsSpan() : probe.Ask(context, null, time);
        var values = ValueJson.Recorded(time.Zone);
        var buffer = new ArrayBufferWriter<byte>(128 * rules.Length);
        using (var writer = new Utf8JsonWriter(buffer, ValueJson.Options))
        {
            writer.WriteStartArray();
            for (var i = 0; i < outcomes.Length; i++)
            {
                writer.WriteStartObject();
                writer.WriteString(Path, rules[i].Path);
                writer.WriteString(Operator, rules[i].Operator);
                if (rules[i].Probe is ComparisonProbe<TContext> comparison) Write(writer, values, rules[i], comparison, context, time);
                else Write(writer, rules[i], (QuantifierProbe<TContext>)rules[i].Probe, context, time);
                writer.WriteBoolean(Holds, outcomes[i]);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(
        Utf8JsonWriter writer, ValueJson values, Rule rule, ComparisonProbe<TContext> probe, TContext context, in EvaluationTime time)
    {
        if (probe.Comparison.IgnoresCase) writer.WriteBoolean(IgnoreCase, true);
        if (rule.ExpectedPath is { } other) writer.WriteString(ExpectedPath, other);
        if (rule.ExpectedTerm is { } term) writer.WriteString(ExpectedTerm, term);
        writer.WritePropertyName(Expected);
        if (rule.Literal is { } literal) writer.WriteRawValue(literal, skipInputValidation: true);
        else values.Write(writer, probe.Right.Value(context, null, time));
        if (probe.Previous is { } previous)
        {
            writer.WritePropertyName(Previous);
            values.Write(writer, previous(context, null, time));
        }

        writer.WritePropertyName(Actual);
        var actual = probe.Left(context, null, time);
        // Objects of the context are told of, not shown.
        values.Write(writer, rule.HasObjects ? ExplainedValue.Of(probe.Comparison.Left, actual, time.Zone) : actual);
    }

    private static void Write(Utf8JsonWriter writer, Rule rule, QuantifierProbe<TContext> probe, TContext context, in EvaluationTime time)
    {
        writer.WritePropertyName(Expected);
        writer.WriteRawValue(rule.Literal, skipInputValidation: true);
        writer.WritePropertyName(Actual);
        var list = probe.List(context, null, time);
        var (elements, held, _, _) = probe.Count(list, context, time);
        ValueJson.WriteCount(writer, list is null ? null : elements, held);
    }

    /// <summary>A rule with what is the same for all events; the literal is <see langword="null"/> where the right-hand side is not.</summary>
    private sealed record Rule(
        RuleProbe<TContext> Probe, JsonEncodedText Path, JsonEncodedText Operator, JsonEncodedText? ExpectedPath, JsonEncodedText? ExpectedTerm,
        byte[]? Literal, bool HasObjects)
    {
        public static Rule Of(RuleProbe<TContext> probe, TimeZoneInfo zone)
        {
            if (probe is QuantifierProbe<TContext> { Quantifier: var quantifier })
            {
                return new Rule(
                    probe, Encode(quantifier.List.Text), Encode(quantifier.Operator.Symbol()), null, null,
                    EncodeLiteral(quantifier.Condition.ToString(), zone), HasObjects: true);
            }

            var (comparison, right) = (((ComparisonProbe<TContext>)probe).Comparison, ((ComparisonProbe<TContext>)probe).Right);
            return new Rule(
                probe, Encode(comparison.Left.Text), Encode(comparison.Operator.Symbol()),
                RuleTerms.Path(comparison.Right) is { } path ? Encode(path) : null,
                RuleTerms.Term(comparison.Right) is { } term ? Encode(term) : null,
                right.IsFixed ? EncodeLiteral(right.Value(default!, null, default), zone) : null,
                comparison.Left.Kind == ValueKind.Entity || comparison.Left.ItemKind == ValueKind.Entity);
        }

        private static JsonEncodedText Encode(string text) => JsonEncodedText.Encode(text, ValueJson.Options.Encoder);

        private static byte[] EncodeLiteral(object? value, TimeZoneInfo zone)
        {
            var buffer = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(buffer, ValueJson.Options)) ValueJson.Recorded(zone).Write(writer, value);
            return buffer.WrittenSpan.ToArray();
        }
    }
}
