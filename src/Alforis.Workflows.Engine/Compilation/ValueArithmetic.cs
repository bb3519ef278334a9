using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// Computes with numbers: null makes null, whole numbers stay whole except in a division, what does not fit or divides by zero is a problem.
/// </summary>
internal static class ValueArithmetic
{
    public static TemplateValue Compute(in TemplateValue a, TemplateOperator @operator, in TemplateValue b, Rendering rendering)
    {
        if (@operator == TemplateOperator.Join || (@operator == TemplateOperator.Add && (a.Tag == ValueTag.Text || b.Tag == ValueTag.Text)))
        {
            return Join(a, b, rendering);
        }

        if (a.IsNull || b.IsNull) return default;
        if (!a.IsNumber || !b.IsNumber) return rendering.Fail($"cannot compute with {Describe(a.IsNumber ? b : a)}.");
        if (a.Tag == ValueTag.Double || b.Tag == ValueTag.Double) return Compute(ToDouble(a), @operator, ToDouble(b), rendering);
        if (a.Tag == ValueTag.Integer && b.Tag == ValueTag.Integer && TryCompute(a.Integer, @operator, b.Integer, out var whole)) return TemplateValue.From(whole);
        return Compute(ToDecimal(a), @operator, ToDecimal(b), rendering);
    }

    public static decimal ToDecimal(in TemplateValue value) => value.Tag == ValueTag.Integer ? value.Integer : value.Decimal;

    public static double ToDouble(in TemplateValue value) => value.Tag switch
    {
        ValueTag.Double => value.Double,
        ValueTag.Integer => value.Integer,
        _ => (double)value.Decimal,
    };

    /// <summary>The number as a decimal, or <see langword="null"/> when it does not fit into one.</summary>
    public static decimal? AsDecimal(in TemplateValue value)
    {
        if (value.Tag != ValueTag.Double) return ToDecimal(value);
        return Math.Abs(value.Double) < 7.9e28 ? (decimal)value.Double : null;
    }

    /// <summary>A value in a message.</summary>
    public static string Describe(in TemplateValue value) => value.Tag switch
    {
        ValueTag.Text => "a text",
        ValueTag.Boolean => "true or false",
        ValueTag.Date or ValueTag.Moment => "a date",
        ValueTag.List or ValueTag.Entities => "a list",
        ValueTag.Json => "JSON that is no number",
        _ => "an object",
    };

    private static TemplateValue Join(in TemplateValue a, in TemplateValue b, Rendering rendering)
    {
        var (x, y) = (ValueText.Of(a, rendering.Time.Zone), ValueText.Of(b, rendering.Time.Zone));
        return rendering.Allows((long)x.Length + y.Length, int.MaxValue) && rendering.SpendText(x.Length + y.Length)
            ? TemplateValue.From(string.Concat(x, y))
            : default;
    }

    private static bool TryCompute(long a, TemplateOperator @operator, long b, out long result)
    {
        result = 0;
        var wide = @operator switch
        {
            TemplateOperator.Add => (Int128)a + b,
            TemplateOperator.Subtract => (Int128)a - b,
            TemplateOperator.Multiply => (Int128)a * b,
            TemplateOperator.Modulo when b != 0 => (Int128)a % b,
            _ => Int128.MaxValue,
        };
        if (wide < long.MinValue || wide > long.MaxValue) return false;
        result = (long)wide;
        return true;
    }

    private static TemplateValue Compute(decimal a, TemplateOperator @operator, decimal b, Rendering rendering)
    {
        if (b == 0 && (@operator == TemplateOperator.Divide || @operator == TemplateOperator.Modulo)) return rendering.Fail("divides by zero.");
        try
        {
            return TemplateValue.From(@operator switch
            {
                TemplateOperator.Add => a + b,
                TemplateOperator.Subtract => a - b,
                TemplateOperator.Multiply => a * b,
                TemplateOperator.Divide => a / b,
                _ => a % b,
            });
        }
        catch (OverflowException)
        {
            return rendering.Fail("computes a number that is too large.");
        }
    }

    private static TemplateValue Compute(double a, TemplateOperator @operator, double b, Rendering rendering)
    {
        if (b == 0 && (@operator == TemplateOperator.Divide || @operator == TemplateOperator.Modulo)) return rendering.Fail("divides by zero.");
        var result = @operator switch
        {
            TemplateOperator.Add => a + b,
            TemplateOperator.Subtract => a - b,
            TemplateOperator.Multiply => a * b,
            TemplateOperator.Divide => a / b,
            _ => a % b,
        };
        return double.IsFinite(result) ? TemplateValue.From(result) : rendering.Fail("computes a number that is too large.");
    }
}
