using System.Collections.Immutable;
using System.Globalization;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>The right-hand side of a comparison. Immutable.</summary>
internal abstract record BoundOperand;

/// <summary>
/// A literal in its field's type: <see cref="string"/>, <see cref="decimal"/>, <see cref="bool"/>, <see cref="DateOnly"/>,
/// <see cref="DateTimeOffset"/>, or <see langword="null"/>.
/// </summary>
internal sealed record BoundLiteral(object? Value) : BoundOperand
{
    public override string ToString() => Value switch
    {
        null => "null",
        string s => "\"" + s + "\"",
        bool b => b ? "true" : "false",
        DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset d => d.ToString("O", CultureInfo.InvariantCulture),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => Value.ToString()!,
    };
}

/// <summary>Several literals, of which one is meant.</summary>
internal sealed record BoundLiteralList(ImmutableArray<BoundLiteral> Items) : BoundOperand
{
    public override string ToString() => "[" + string.Join(", ", Items) + "]";
}

/// <summary>Another field.</summary>
internal sealed record BoundField(BoundPath Path) : BoundOperand
{
    public override string ToString() => Path.ToString();
}

/// <summary>Nothing: the operator asks about the field alone.</summary>
internal sealed record BoundNothing : BoundOperand
{
    public static BoundNothing Instance { get; } = new();

    public override string ToString() => "";
}

/// <summary>From <paramref name="Low"/> to <paramref name="High"/>, both included; each a literal, a field or an amount of time.</summary>
internal sealed record BoundRange(BoundOperand Low, BoundOperand High) : BoundOperand
{
    public override string ToString() => $"[{Low}, {High}]";
}

/// <summary>The row before the change, and the values of which the old or the new one must be; none for any change.</summary>
internal sealed record BoundChange(BoundPath Previous, BoundLiteralList? Values) : BoundOperand
{
    public override string ToString() => Values?.ToString() ?? "";
}
