using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Templates.Functions;

namespace Alforis.Workflows.Engine.Compilation.Functions;

/// <summary>Calls a function with its arguments in the types that it takes.</summary>
internal sealed class CallEvaluator<TContext>(FunctionSignature function, FunctionBody body, Evaluator<TContext>[] arguments) : Evaluator<TContext>
{
    private const int MostArguments = 3;

    public override TemplateValue Evaluate(TContext context, Rendering rendering)
    {
        var values = default(Values);
        for (var i = 0; i < arguments.Length; i++)
        {
            var value = arguments[i].Evaluate(context, rendering);
            values[i] = Accept(function.Parameters[i], value, rendering);
        }

        return rendering.SpendStep() ? body(((ReadOnlySpan<TemplateValue>)values)[..arguments.Length], rendering) : default;
    }

    /// <summary>Calls the function with its first argument known, the others being fixed.</summary>
    public TemplateValue Call(in TemplateValue first, Rendering rendering)
    {
        var value = Accept(function.Parameters[0], first, rendering);
        return rendering.SpendStep() ? body([value], rendering) : default;
    }

    private TemplateValue Accept(FunctionParameter parameter, in TemplateValue value, Rendering rendering)
    {
        if (value.IsNull) return default;
        switch (parameter.Accepts)
        {
            case Accepts.Text:
                if (value.Tag == ValueTag.Text) return rendering.SpendText(value.Text.Length) ? value : default;
                // The element of a loop may be large, and is written out at every turn.
                if (value.Tag == ValueTag.Json && !rendering.SpendText(JsonMarshal.GetRawUtf8Value((JsonElement)value.Reference).Length)) return default;
                return TemplateValue.From(ValueText.Of(value, rendering.Time.Zone));
            case Accepts.Number:
                return value.IsNumber ? value : Refuse(parameter, value, rendering, "a number");
            case Accepts.Date:
                return value.Tag is ValueTag.Date or ValueTag.Moment ? value : Read(parameter, value, rendering);
            case Accepts.List:
                return rendering.SpendItems(ListCursor.Of(value).Count) ? value : default;
            default:
                return value;
        }
    }

    /// <summary>A date or moment that free JSON brings as text.</summary>
    private TemplateValue Read(FunctionParameter parameter, in TemplateValue value, Rendering rendering)
    {
        if (value.Tag != ValueTag.Text) return Refuse(parameter, value, rendering, "a date");
        var kind = value.Text.Length == 10 ? ValueKind.Date : ValueKind.DateTime;
        return LiteralBinder.Convert(SourceKind.String, value.Text, new Binding.ValueType(kind, []), rendering.Time.Zone) is { } date
            ? TemplateValue.FromBoxed(date)
            : Refuse(parameter, value, rendering, "a date such as \"2026-03-31\" or \"2026-03-31T09:00:00+02:00\"");
    }

    private TemplateValue Refuse(FunctionParameter parameter, in TemplateValue value, Rendering rendering, string expected) =>
        rendering.Fail($"gives {ValueArithmetic.Describe(value)} to '{function.Name}', whose '{parameter.Name}' must be {expected}.");

    [InlineArray(MostArguments)]
    private struct Values
    {
        private TemplateValue first;
    }
}
