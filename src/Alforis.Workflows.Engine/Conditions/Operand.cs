using System.Collections.Immutable;
using System.Globalization;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Conditions;

/// <summary>A side of a <see cref="Comparison"/>. Immutable, thread-safe.</summary>
public abstract record Operand
{
    private protected Operand()
    {
    }
}

/// <summary>The value of a field.</summary>
/// <param name="Path">The way there.</param>
public sealed record FieldOperand(FieldPath Path) : Operand
{
    /// <inheritdoc/>
    public override string ToString() => Path.ToString();
}

/// <summary>A fixed value in its field's type.</summary>
/// <param name="Value">
/// <see cref="string"/> (of an enumeration, one of its values), <see cref="decimal"/>, <see cref="bool"/>, <see cref="DateOnly"/>,
/// <see cref="DateTimeOffset"/>, or <see langword="null"/>.
/// </param>
public sealed record LiteralOperand(object? Value) : Operand
{
    /// <inheritdoc/>
    public override string ToString() => Text(Value);

    internal static string Text(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}

/// <summary>Fixed values, of which one is meant.</summary>
/// <param name="Values">Each as in <see cref="LiteralOperand"/>; null may be among them.</param>
public sealed record LiteralsOperand(ImmutableArray<object?> Values) : Operand
{
    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", Values.Select(LiteralOperand.Text))}]";
}

/// <summary>A regular expression of .NET, without backtracking and culture.</summary>
/// <param name="Pattern">Its text.</param>
public sealed record PatternOperand(string Pattern) : Operand
{
    /// <inheritdoc/>
    public override string ToString() => $"\"{Pattern}\"";
}

/// <summary>What the clock says: <c>now</c>, <c>today</c>, or an amount of time before or after. Never null.</summary>
public sealed record ClockOperand : Operand
{
    private readonly string text;
    private readonly Func<DateTimeOffset, object> valueAt;

    internal ClockOperand(ValueKind kind, string text, Func<DateTimeOffset, object> valueAt)
    {
        Kind = kind;
        this.text = text;
        this.valueAt = valueAt;
    }

    /// <summary><see cref="ValueKind.Date"/> or <see cref="ValueKind.DateTime"/>.</summary>
    public ValueKind Kind { get; }

    /// <summary>The value, by the calendar of the workflow's time zone.</summary>
    /// <param name="now">The moment of evaluation.</param>
    /// <returns>A <see cref="DateOnly"/> or a <see cref="DateTimeOffset"/>, as <see cref="Kind"/> says.</returns>
    public object ValueAt(DateTimeOffset now) => valueAt(now);

    /// <inheritdoc/>
    public override string ToString() => text;
}
