using System.Linq.Expressions;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// Brings two values to one type: whole numbers meet as <see cref="long"/>, others as <see cref="decimal"/>, and whatever meets a
/// binary floating-point number as <see cref="double"/>.
/// </summary>
internal static class Operands
{
    public static (Expression Left, Expression Right) WithLiteral(Expression value, object literal, BoundPath path, Literals literals)
    {
        if (value.Type.IsEnum) return (value, literals.Of(EnumNames.Value(value.Type, path.EnumValues, (string)literal), value.Type));
        // As integers, dates and moments stand in the code itself; as objects they would be fetched and unboxed at every evaluation.
        if (literal is DateOnly date) return (Expression.Property(value, nameof(DateOnly.DayNumber)), literals.Of(date.DayNumber));
        if (literal is DateTimeOffset moment)
        {
            return (Expression.Property(value, nameof(DateTimeOffset.UtcTicks)), literals.Of(moment.UtcTicks));
        }

        if (literal is not decimal number) return (value, literals.Of(literal));
        if (value.Type == typeof(AnyNumber)) return (value, literals.Of(AnyNumber.Of(number)));
        if (IsFloating(value.Type)) return (Expression.Convert(value, typeof(double)), literals.Of((double)number));
        return IsWhole(value.Type) && IsLong(number)
            ? (Expression.Convert(value, typeof(long)), literals.Of((long)number))
            : (ToDecimal(value), literals.Of(number));
    }

    public static (Expression Left, Expression Right) Common(Expression left, Expression right)
    {
        if (left.Type == typeof(AnyNumber) || right.Type == typeof(AnyNumber)) return (ToAny(left), ToAny(right));
        if (!IsNumber(left.Type)) return (left, right);
        if (IsFloating(left.Type) || IsFloating(right.Type))
        {
            return (Expression.Convert(left, typeof(double)), Expression.Convert(right, typeof(double)));
        }

        return IsWhole(left.Type) && IsWhole(right.Type)
            ? (Expression.Convert(left, typeof(long)), Expression.Convert(right, typeof(long)))
            : (ToDecimal(left), ToDecimal(right));
    }

    public static bool IsNumber(Type type) => IsWhole(type) || IsFloating(type) || type == typeof(decimal) || type == typeof(ulong);

    public static bool IsFloating(Type type) => type == typeof(double) || type == typeof(float);

    public static Expression ToDecimal(Expression value) =>
        value.Type == typeof(decimal) ? value : Expression.Convert(value, typeof(decimal));

    /// <summary>The value as an object of a type that has comparisons.</summary>
    public static Expression Boxed(Expression value) => value.Type == typeof(AnyNumber)
        ? Expression.Call(value, nameof(AnyNumber.ToObject), null)
        : Expression.Convert(value, typeof(object));

    private static Expression ToAny(Expression value)
    {
        if (value.Type == typeof(AnyNumber)) return value;
        var known = IsFloating(value.Type) ? Expression.Convert(value, typeof(double)) : ToDecimal(value);
        return Expression.Call(typeof(AnyNumber), nameof(AnyNumber.Of), null, known);
    }

    public static bool IsWhole(Type type) => !type.IsEnum && Type.GetTypeCode(type)
        is TypeCode.Byte or TypeCode.SByte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Int64;

    public static bool IsLong(decimal number) =>
        decimal.Truncate(number) == number && number is >= long.MinValue and <= long.MaxValue;
}
