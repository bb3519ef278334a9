using System.Globalization;
using System.Text.Json;

namespace Alforis.Workflows.Engine.Tests.Compilation.Naive;

/// <summary>Equality and order of single values. Null equals null only; values of different types are neither equal nor ordered.</summary>
internal sealed record NaiveEquality(bool IgnoresCase)
{
    public static readonly NaiveEquality Exact = new(false);
    public static readonly NaiveEquality IgnoringCase = new(true);

    public bool Same(object? a, object? b) => (a, b) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (string x, string y) => string.Equals(Fold(x), Fold(y), StringComparison.Ordinal),
        (bool x, bool y) => x == y,
        (JsonElement x, JsonElement y) => JsonElement.DeepEquals(x, y),
        (List<object?> x, List<object?> y) => x.Count == y.Count && x.Zip(y).All(p => Exact.Same(p.First, p.Second)),
        _ => Order(a, b) == 0,
    };

    /// <summary>Negative, zero or positive; <see langword="null"/> when there is no order: a null, two types, or a NaN.</summary>
    public static int? Order(object? a, object? b) => (a, b) switch
    {
        (decimal x, decimal y) => decimal.Compare(x, y),
        (double x, double y) => Doubles(x, y),
        (double x, decimal y) => Doubles(x, ToDouble(y)),
        (decimal x, double y) => Doubles(ToDouble(x), y),
        (DateOnly x, DateOnly y) => x.DayNumber - y.DayNumber,
        (DateTimeOffset x, DateTimeOffset y) => x.UtcTicks < y.UtcTicks ? -1 : x.UtcTicks > y.UtcTicks ? 1 : 0,
        _ => null,
    };

    /// <summary>Whether a field has kept its value: what is not a number has.</summary>
    public static bool Unchanged(object? value, object? previous) => (value, previous) switch
    {
        (double x, double y) when double.IsNaN(x) || double.IsNaN(y) => double.IsNaN(x) && double.IsNaN(y),
        (List<object?> x, List<object?> y) => x.Count == y.Count && x.Zip(y).All(p => Unchanged(p.First, p.Second)),
        _ => Exact.Same(value, previous),
    };

    public static bool IsEmpty(NaiveValue value) => value.Value switch
    {
        null or "" => true,
        List<object?> items => items.Count == 0,
        JsonElement { ValueKind: JsonValueKind.Object } json => !json.EnumerateObject().Any(),
        _ => false,
    };

    private string Fold(string text) => IgnoresCase ? string.Concat(text.Select(char.ToUpperInvariant)) : text;

    private static int? Doubles(double x, double y) => x < y ? -1 : x > y ? 1 : x == y ? 0 : null;

    /// <summary>The nearest double, by way of the text.</summary>
    private static double ToDouble(decimal value) =>
        double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
