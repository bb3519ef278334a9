using System.Text;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>A constant of a condition outside of the code that reads it, in its own type so that reading unboxes nothing.</summary>
internal sealed class Constant<T>(T value)
{
    public readonly T Value = value;
}

/// <summary>Makes constants whose type is known only at run time.</summary>
internal static class Constants
{
    public static object Of(object value, Type type) => value switch
    {
        // Nearly all; the others go through reflection.
        string text when type == typeof(string) => new Constant<string>(text),
        long number when type == typeof(long) => new Constant<long>(number),
        int number when type == typeof(int) => new Constant<int>(number),
        decimal number when type == typeof(decimal) => new Constant<decimal>(number),
        double number when type == typeof(double) => new Constant<double>(number),
        bool truth when type == typeof(bool) => new Constant<bool>(truth),
        AnyNumber number => new Constant<AnyNumber>(number),
        NumberLiteral number => new Constant<NumberLiteral>(number),
        byte[] utf8 => new Constant<byte[]>(utf8),
        _ when type == typeof(object) => new Constant<object>(value),
        _ => Activator.CreateInstance(typeof(Constant<>).MakeGenericType(type), value)!,
    };

    /// <summary>A literal as comparisons have it where nothing but its type changes; <see langword="null"/> for other types.</summary>
    public static object? Convert(object literal, Type type) => literal switch
    {
        _ when literal.GetType() == type => literal,
        decimal number when type == typeof(long) && Operands.IsLong(number) => (long)number,
        decimal number when type == typeof(double) => (double)number,
        decimal number when type == typeof(AnyNumber) => AnyNumber.Of(number),
        decimal number when type == typeof(NumberLiteral) => new NumberLiteral(number),
        DateOnly date when type == typeof(int) => date.DayNumber,
        DateTimeOffset moment when type == typeof(long) => moment.UtcTicks,
        string text when type == typeof(byte[]) => Encoding.UTF8.GetBytes(text),
        _ => null,
    };

    public static bool AreEqual(object a, object b) => (a, b) switch
    {
        (Constant<string> x, Constant<string> y) => string.Equals(x.Value, y.Value, StringComparison.Ordinal),
        (Constant<byte[]> x, Constant<byte[]> y) => x.Value.AsSpan().SequenceEqual(y.Value),
        (Constant<long> x, Constant<long> y) => x.Value == y.Value,
        (Constant<int> x, Constant<int> y) => x.Value == y.Value,
        (Constant<decimal> x, Constant<decimal> y) => x.Value == y.Value,
        (Constant<double> x, Constant<double> y) => x.Value.Equals(y.Value),
        (Constant<bool> x, Constant<bool> y) => x.Value == y.Value,
        (Constant<AnyNumber> x, Constant<AnyNumber> y) => x.Value.Equals(y.Value),
        (Constant<NumberLiteral> x, Constant<NumberLiteral> y) => x.Value.Number == y.Value.Number,
        _ => false,
    };
}
