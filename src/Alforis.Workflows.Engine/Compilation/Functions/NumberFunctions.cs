using System.Globalization;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Templates;

namespace Alforis.Workflows.Engine.Compilation.Functions;

/// <summary>Functions over numbers; null stays null.</summary>
internal static class NumberFunctions
{
    private const int MostDecimals = 28;

    public static IEnumerable<(string Name, FunctionBody Body)> All { get; } =
    [
        ("math.abs", One(decimal.Abs, Math.Abs)),
        ("math.ceil", One(decimal.Ceiling, Math.Ceiling)),
        ("math.floor", One(decimal.Floor, Math.Floor)),
        ("math.round", Round),
        ("math.plus", Two(TemplateOperator.Add)),
        ("math.minus", Two(TemplateOperator.Subtract)),
        ("math.times", Two(TemplateOperator.Multiply)),
        ("math.modulo", Two(TemplateOperator.Modulo)),
        ("math.divided_by", DividedBy),
        ("math.is_number", (arguments, _) => TemplateValue.From(arguments[0].IsNumber)),
    ];

    public static FunctionBody Format(string format, CultureInfo culture)
    {
        var isWhole = NumberFormat.IsForWholeNumbers(format);
        return (arguments, rendering) =>
        {
            ref readonly var value = ref arguments[0];
            if (value.IsNull) return TemplateValue.From("");
            if (value.Tag == ValueTag.Integer) return TemplateValue.From(value.Integer.ToString(format, culture));
            if (isWhole)
            {
                return ValueArithmetic.AsDecimal(value) is { } number && number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue
                    ? TemplateValue.From(((long)number).ToString(format, culture))
                    : rendering.Fail($"formats a number by \"{format}\", which is for whole numbers only.");
            }

            return TemplateValue.From(value.Tag == ValueTag.Double ? value.Double.ToString(format, culture) : value.Decimal.ToString(format, culture));
        };
    }

    private static FunctionBody One(Func<decimal, decimal> exact, Func<double, double> floating) => (arguments, _) =>
    {
        ref readonly var value = ref arguments[0];
        if (value.IsNull) return default;
        if (value.Tag == ValueTag.Double) return TemplateValue.From(floating(value.Double));
        var result = exact(ValueArithmetic.ToDecimal(value));
        return value.Tag == ValueTag.Integer && result <= long.MaxValue ? TemplateValue.From((long)result) : TemplateValue.From(result);
    };

    private static FunctionBody Two(TemplateOperator @operator) => (arguments, rendering) =>
        ValueArithmetic.Compute(arguments[0], @operator, arguments[1], rendering);

    /// <summary>Halves go to the even neighbour.</summary>
    private static TemplateValue Round(ReadOnlySpan<TemplateValue> arguments, Rendering rendering)
    {
        ref readonly var value = ref arguments[0];
        if (value.IsNull) return default;
        var decimals = Math.Clamp(TextParts.Count(arguments, 1, 0), 0, MostDecimals);
        if (ValueArithmetic.AsDecimal(value) is not { } number) return value;
        return value.Tag == ValueTag.Integer ? value : TemplateValue.From(decimal.Round(number, decimals, MidpointRounding.ToEven));
    }

    /// <summary>By a whole number: rounded down to one.</summary>
    private static TemplateValue DividedBy(ReadOnlySpan<TemplateValue> arguments, Rendering rendering)
    {
        var quotient = ValueArithmetic.Compute(arguments[0], TemplateOperator.Divide, arguments[1], rendering);
        if (arguments[1].Tag != ValueTag.Integer || quotient.IsNull) return quotient;
        return quotient.Tag == ValueTag.Double ? TemplateValue.From(Math.Floor(quotient.Double)) : TemplateValue.From(decimal.Floor(ValueArithmetic.ToDecimal(quotient)));
    }
}
