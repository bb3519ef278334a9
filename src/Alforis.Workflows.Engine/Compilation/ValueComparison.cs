using System.Text.Json;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Compares values: null equals null only, values of different types are neither equal nor ordered, text compares exactly.</summary>
internal static class ValueComparison
{
    public static bool Holds(in TemplateValue a, TemplateOperator @operator, in TemplateValue b, Rendering rendering) => @operator switch
    {
        TemplateOperator.Equal => AreEqual(a, b, rendering),
        TemplateOperator.NotEqual => !AreEqual(a, b, rendering),
        _ => Order(a, b) is { } order && @operator switch
        {
            TemplateOperator.Less => order < 0,
            TemplateOperator.LessOrEqual => order <= 0,
            TemplateOperator.Greater => order > 0,
            _ => order >= 0,
        },
    };

    /// <summary>The same as a step of a rendering.</summary>
    public static bool HoldsCounted(in TemplateValue a, TemplateOperator @operator, in TemplateValue b, Rendering rendering) =>
        rendering.SpendStep() && Holds(a, @operator, b, rendering);

    /// <summary>A text that was read from the context, or nothing when it may not be looked at.</summary>
    public static TemplateValue Counted(in TemplateValue text, Rendering rendering) =>
        text.Tag != ValueTag.Text || Counts(text.Text, rendering) ? text : default;

    /// <summary>Whether a text that was read from the context may be looked at.</summary>
    public static bool Counts(string text, Rendering rendering) => rendering.SpendReading(text.Length);

    public static bool AreEqual(in TemplateValue a, in TemplateValue b, Rendering rendering)
    {
        if (a.Tag == ValueTag.Text && b.Tag == ValueTag.Text)
        {
            return a.Text.Length == b.Text.Length && rendering.SpendText(a.Text.Length) && a.Text == b.Text;
        }

        if (a.IsNumber && b.IsNumber) return Order(a, b) == 0;
        if (a.Tag != b.Tag) return false;
        return a.Tag switch
        {
            ValueTag.Null => true,
            ValueTag.Boolean => a.Boolean == b.Boolean,
            ValueTag.Date or ValueTag.Moment => Order(a, b) == 0,
            ValueTag.Json => AreEqual((JsonElement)a.Reference, (JsonElement)b.Reference, rendering),
            _ => false,
        };
    }

    /// <summary>Below, at or above 0; <see langword="null"/> for values that have no order.</summary>
    public static int? Order(in TemplateValue a, in TemplateValue b)
    {
        if (a.IsNumber && b.IsNumber)
        {
            if (a.Tag == ValueTag.Integer && b.Tag == ValueTag.Integer) return a.Integer.CompareTo(b.Integer);
            if (a.Tag != ValueTag.Double && b.Tag != ValueTag.Double) return ValueArithmetic.ToDecimal(a).CompareTo(ValueArithmetic.ToDecimal(b));
            var (x, y) = (ValueArithmetic.ToDouble(a), ValueArithmetic.ToDouble(b));
            return double.IsNaN(x) || double.IsNaN(y) ? null : x.CompareTo(y);
        }

        if (a.Tag != b.Tag) return null;
        return a.Tag switch
        {
            ValueTag.Date => a.Date.CompareTo(b.Date),
            ValueTag.Moment => a.Moment.CompareTo(b.Moment),
            _ => null,
        };
    }

    private static bool AreEqual(JsonElement a, JsonElement b, Rendering rendering)
    {
        var (x, y) = (a.GetRawText(), b.GetRawText());
        return rendering.SpendText(x.Length + y.Length) && x == y;
    }
}
