using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Literals of any type that a value of free JSON is looked for in: one look, however many there are. Immutable, thread-safe.</summary>
internal sealed class FreeLiterals
{
    private readonly FrozenSet<string> texts;
    private readonly FrozenSet<bool> truths;
    private readonly FrozenSet<decimal> numbers;
    private readonly FrozenSet<double> floating;

    public FreeLiterals(IReadOnlyCollection<object> literals, StringComparison comparison)
    {
        texts = literals.OfType<string>().ToFrozenSet(StringComparer.FromComparison(comparison));
        truths = literals.OfType<bool>().ToFrozenSet();
        numbers = literals.OfType<decimal>().ToFrozenSet();
        floating = literals.OfType<decimal>().Select(n => (double)n).ToFrozenSet();
    }

    /// <summary>Whether the value equals one of them; values of different types are never equal.</summary>
    public bool Contains(object? value) => value switch
    {
        string text => texts.Contains(text),
        bool truth => truths.Contains(truth),
        double or float => floating.Contains(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        decimal number => numbers.Contains(number),
        byte or sbyte or short or ushort or int or uint or long or ulong => numbers.Contains(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        JsonElement json => JsonScalars.Value(json) is { } scalar and not JsonElement && Contains(scalar),
        _ => false,
    };
}
