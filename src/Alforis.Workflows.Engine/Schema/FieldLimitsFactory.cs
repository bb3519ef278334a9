using System.Reflection;

namespace Alforis.Workflows.Engine.Schema;

/// <summary>Derives a field's limits from its property: its attribute, and what its number type can hold.</summary>
internal static class FieldLimitsFactory
{
    public static FieldLimits Of(PropertyInfo property, Type type)
    {
        var declared = property.GetCustomAttribute<LimitsAttribute>() ?? new LimitsAttribute();
        var (least, most) = RangeOf(type);
        return new FieldLimits
        {
            Minimum = double.IsNaN(declared.Minimum) ? Larger(least, -Largest(declared)) : (decimal)declared.Minimum,
            Maximum = double.IsNaN(declared.Maximum) ? Smaller(most, Largest(declared)) : (decimal)declared.Maximum,
            Decimals = declared.Decimals >= 0 ? declared.Decimals : least is null ? null : 0,
            MaxLength = declared.MaxLength > 0 ? declared.MaxLength : null,
            MaxItems = declared.MaxItems > 0 ? declared.MaxItems : null,
            NotBlank = declared.NotBlank,
        };
    }

    /// <summary>The largest number of so many digits: 10 to the power of those before the point, less one unit of the last.</summary>
    private static decimal? Largest(LimitsAttribute declared)
    {
        if (declared.Digits == 0) return null;
        var largest = 0m;
        for (var i = 0; i < declared.Digits; i++) largest = (largest * 10) + 9;
        for (var i = 0; i < declared.Decimals; i++) largest /= 10;
        return largest;
    }

    private static decimal? Larger(decimal? a, decimal? b) => a is null || b > a ? b : a;

    private static decimal? Smaller(decimal? a, decimal? b) => a is null || b < a ? b : a;

    private static (decimal? Least, decimal? Most) RangeOf(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Byte => (byte.MinValue, byte.MaxValue),
        TypeCode.SByte => (sbyte.MinValue, sbyte.MaxValue),
        TypeCode.Int16 => (short.MinValue, short.MaxValue),
        TypeCode.UInt16 => (ushort.MinValue, ushort.MaxValue),
        TypeCode.Int32 => (int.MinValue, int.MaxValue),
        TypeCode.UInt32 => (uint.MinValue, uint.MaxValue),
        TypeCode.Int64 => (long.MinValue, long.MaxValue),
        TypeCode.UInt64 => (ulong.MinValue, ulong.MaxValue),
        _ => (null, null),
    };
}
