using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Alforis.Workflows.Engine.Definitions;

/// <summary>A condition as written: a group or a rule.</summary>
/// <param name="Source">Its place in the text.</param>
public abstract record ConditionDefinition(SourceNode Source);

/// <summary>How a group joins its rules.</summary>
public enum GroupOperator
{
    /// <summary>All rules hold.</summary>
    And,

    /// <summary>At least one rule holds.</summary>
    Or,

    /// <summary>Not all rules hold: the negation of <see cref="And"/>.</summary>
    Not,
}

/// <summary>Rules joined by AND, OR or NOT.</summary>
/// <param name="Operator">How the rules are joined.</param>
/// <param name="Rules">The rules and groups inside.</param>
/// <param name="Source">Its place in the text.</param>
public sealed record GroupDefinition(GroupOperator Operator, ImmutableArray<ConditionDefinition> Rules, SourceNode Source)
    : ConditionDefinition(Source)
{
    /// <summary>The canonical form, for example <c>(montant &gt; 5 AND NOT(stage == "perdu"))</c>.</summary>
    public override string ToString() => Operator switch
    {
        GroupOperator.Not => "NOT(" + string.Join(" AND ", Rules) + ")",
        GroupOperator.Or => "(" + string.Join(" OR ", Rules) + ")",
        _ => "(" + string.Join(" AND ", Rules) + ")",
    };
}

/// <summary>A field compared with a value.</summary>
/// <param name="Field">The path's node, a string.</param>
/// <param name="Operator">The operator's node, a string.</param>
/// <param name="Value">The right-hand side, absent when the rule has none.</param>
/// <param name="Source">Its place in the text.</param>
public sealed record RuleDefinition(SourceNode Field, SourceNode Operator, SourceNode? Value, SourceNode Source)
    : ConditionDefinition(Source)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What each element of the field must meet, beside the operators <c>any</c> and <c>all</c>; else <see langword="null"/>.</summary>
    public ConditionDefinition? Each { get; init; }

    /// <summary>Whether text is compared without regard to case; <see langword="false"/> by default.</summary>
    public bool IgnoresCase { get; init; }

    /// <summary>The canonical form, for example <c>montant &gt; 5</c>.</summary>
    public override string ToString() => Field.Text + " " + Operator.Text + (IgnoresCase ? " (ignore_case)" : "") + Right();

    private string Right()
    {
        if (Each is not null) return " (" + Each + ")";
        return Value is null ? "" : " " + (Value.ToJsonNode()?.ToJsonString(Readable) ?? "null");
    }
}
