using System.Collections.Frozen;
using System.Globalization;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// A number whose C# type is known only when it is read: a decimal where that holds it, else a double, and none where there is no
/// number. Two decimals are compared as such; what meets a double is compared as double, as C# fields are.
/// </summary>
internal readonly struct AnyNumber
{
    private readonly decimal exact;
    private readonly double floating;
    private readonly Form form;

    private AnyNumber(decimal exact, double floating, Form form)
    {
        this.exact = exact;
        this.floating = floating;
        this.form = form;
    }

    private enum Form : byte
    {
        None,
        Exact,
        Floating,
    }

    public bool HasValue => form != Form.None;

    /// <summary>Whether it is a decimal, which <see cref="Exact"/> then is.</summary>
    public bool IsExact => form == Form.Exact;

    public decimal Exact => exact;

    public double AsDouble => form == Form.Exact ? (double)exact : floating;

    public static AnyNumber Of(decimal number) => new(number, 0, Form.Exact);

    public static AnyNumber Of(double number) => new(0, number, Form.Floating);

    public static bool operator ==(AnyNumber left, AnyNumber right) =>
        left.form == Form.Exact && right.form == Form.Exact ? left.exact == right.exact : left.AsDouble == right.AsDouble;

    public static bool operator !=(AnyNumber left, AnyNumber right) => !(left == right);

    public static bool operator >(AnyNumber left, AnyNumber right) =>
        left.form == Form.Exact && right.form == Form.Exact ? left.exact > right.exact : left.AsDouble > right.AsDouble;

    public static bool operator >=(AnyNumber left, AnyNumber right) =>
        left.form == Form.Exact && right.form == Form.Exact ? left.exact >= right.exact : left.AsDouble >= right.AsDouble;

    public static bool operator <(AnyNumber left, AnyNumber right) => right > left;

    public static bool operator <=(AnyNumber left, AnyNumber right) => right >= left;

    /// <summary>A decimal, a double, or <see langword="null"/>.</summary>
    public object? ToObject() => form switch
    {
        Form.Exact => exact,
        Form.Floating => floating,
        _ => null,
    };

    /// <summary>As <c>==</c>, except that NaN is itself and numbers without a value are alike.</summary>
    public override bool Equals(object? obj) => obj is AnyNumber other && Equals(ToObject(), other.ToObject());

    public override int GetHashCode() => ToObject()?.GetHashCode() ?? 0;

    public override string ToString() => Convert.ToString(ToObject(), CultureInfo.InvariantCulture) ?? "";

    /// <summary>Many literals, ready for both forms.</summary>
    public sealed class Set(IReadOnlyCollection<decimal> numbers)
    {
        private readonly FrozenSet<decimal> exact = numbers.ToFrozenSet();
        private readonly FrozenSet<double> floating = numbers.Select(n => (double)n).ToFrozenSet();

        public bool Contains(AnyNumber number) => number.form switch
        {
            Form.Exact => exact.Contains(number.exact),
            Form.Floating => floating.Contains(number.floating),
            _ => false,
        };
    }
}
