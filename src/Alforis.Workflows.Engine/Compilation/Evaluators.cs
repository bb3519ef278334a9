using System.Runtime.InteropServices;
using System.Text.Json;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Compilation;

internal sealed class ConstantEvaluator<TContext>(TemplateValue value) : Evaluator<TContext>
{
    public override TemplateValue Evaluate(TContext context, Rendering rendering) => value;
}

internal sealed class PathEvaluator<TContext>(ValueReader<TContext> read) : Evaluator<TContext>
{
    public override TemplateValue Evaluate(TContext context, Rendering rendering)
    {
        var value = read(context, rendering.Time, rendering);
        // Texts from JSON, and JSON from dictionaries, are made anew each time; reading them again and again must not take long.
        return value.Tag switch
        {
            ValueTag.Text => rendering.SpendReading(value.Text.Length) ? value : default,
            ValueTag.Json => rendering.SpendText(JsonMarshal.GetRawUtf8Value((JsonElement)value.Reference).Length) ? value : default,
            _ => value,
        };
    }

    public override void Write(TContext context, Rendering rendering, SettingDestination escaping, TextBuffer buffer)
    {
        // What is written is bounded by its length, so that reading it need not count.
        var value = read(context, rendering.Time, rendering);
        if (value.Tag == ValueTag.Text && escaping == SettingDestination.Text) buffer.Append(value.Text);
        else OutputWriter.WriteValue(value, escaping, buffer, rendering);
    }
}

internal sealed class LoopItemEvaluator<TContext>(int loop) : Evaluator<TContext>
{
    public override TemplateValue Evaluate(TContext context, Rendering rendering) => rendering.Loop(loop).Item;
}

/// <summary>What a path leads to from the element of a loop.</summary>
internal sealed class LoopItemFieldEvaluator<TContext>(int loop, ValueReader<object> read) : Evaluator<TContext>
{
    public override TemplateValue Evaluate(TContext context, Rendering rendering)
    {
        ref var item = ref rendering.Loop(loop).Item;
        return item.Tag == ValueTag.Entity ? read(item.Reference, rendering.Time, rendering) : default;
    }
}

/// <summary>What names lead to inside the free JSON that the element of a loop is.</summary>
internal sealed class LoopItemJsonEvaluator<TContext>(int loop, MemberName[] names) : Evaluator<TContext>
{
    public override TemplateValue Evaluate(TContext context, Rendering rendering)
    {
        ref var item = ref rendering.Loop(loop).Item;
        if (item.Tag != ValueTag.Json) return default;
        var value = TemplateValue.From(JsonReading.Follow((JsonElement)item.Reference, names, rendering));
        return value.Tag == ValueTag.Text && !rendering.SpendText(value.Text.Length) ? default : value;
    }
}

internal sealed class LoopMemberEvaluator<TContext>(int loop, LoopMember member) : Evaluator<TContext>
{
    public override TemplateValue Evaluate(TContext context, Rendering rendering)
    {
        ref var state = ref rendering.Loop(loop);
        return member switch
        {
            LoopMember.Index => TemplateValue.From((long)state.Index),
            LoopMember.ReverseIndex => TemplateValue.From((long)(state.Count - state.Index - 1)),
            LoopMember.First => TemplateValue.From(state.Index == 0),
            LoopMember.Last => TemplateValue.From(state.Index == state.Count - 1),
            LoopMember.Even => TemplateValue.From(state.Index % 2 == 0),
            _ => TemplateValue.From(state.Index % 2 != 0),
        };
    }
}

internal sealed class ValueMemberEvaluator<TContext>(Evaluator<TContext> target, ValueMember member) : Evaluator<TContext>
{
    public override TemplateValue Evaluate(TContext context, Rendering rendering)
    {
        var value = target.Evaluate(context, rendering);
        if (value.IsNull) return default;
        if (member == ValueMember.Size) return TemplateValue.From(value.Tag == ValueTag.Text ? value.Text.Length : (long)ListCursor.Of(value).Count);
        var local = value.Tag == ValueTag.Date
            ? value.Date.ToDateTime(TimeOnly.MinValue)
            : TimeZoneInfo.ConvertTime(value.Moment, rendering.Time.Zone).DateTime;
        return TemplateValue.From(member switch
        {
            ValueMember.Year => local.Year,
            ValueMember.Month => local.Month,
            ValueMember.Day => local.Day,
            ValueMember.DayOfYear => local.DayOfYear,
            ValueMember.Hour => local.Hour,
            ValueMember.Minute => local.Minute,
            _ => (long)local.Second,
        });
    }
}

internal sealed class NegationEvaluator<TContext>(Evaluator<TContext> operand) : Evaluator<TContext>
{
    public override TemplateValue Evaluate(TContext context, Rendering rendering) => TemplateValue.From(IsTrue(context, rendering));

    public override bool IsTrue(TContext context, Rendering rendering) => !operand.IsTrue(context, rendering);
}

internal sealed class ConditionalEvaluator<TContext>(Evaluator<TContext> condition, Evaluator<TContext> then, Evaluator<TContext> otherwise) : Evaluator<TContext>
{
    public override TemplateValue Evaluate(TContext context, Rendering rendering) =>
        (condition.IsTrue(context, rendering) ? then : otherwise).Evaluate(context, rendering);
}

internal sealed class CoalesceEvaluator<TContext>(Evaluator<TContext> left, Evaluator<TContext> right) : Evaluator<TContext>
{
    public override TemplateValue Evaluate(TContext context, Rendering rendering)
    {
        var value = left.Evaluate(context, rendering);
        return value.IsNull ? right.Evaluate(context, rendering) : value;
    }
}

internal sealed class LogicEvaluator<TContext>(Evaluator<TContext> left, bool isOr, Evaluator<TContext> right) : Evaluator<TContext>
{
    public override TemplateValue Evaluate(TContext context, Rendering rendering) => TemplateValue.From(IsTrue(context, rendering));

    public override bool IsTrue(TContext context, Rendering rendering) => left.IsTrue(context, rendering) == isOr ? isOr : right.IsTrue(context, rendering);
}

internal sealed class ComparisonEvaluator<TContext>(Evaluator<TContext> left, TemplateOperator @operator, Evaluator<TContext> right) : Evaluator<TContext>
{
    public override TemplateValue Evaluate(TContext context, Rendering rendering) => TemplateValue.From(IsTrue(context, rendering));

    public override bool IsTrue(TContext context, Rendering rendering)
    {
        var a = left.Evaluate(context, rendering);
        var b = right.Evaluate(context, rendering);
        return rendering.SpendStep() && ValueComparison.Holds(a, @operator, b, rendering);
    }
}

internal sealed class ArithmeticEvaluator<TContext>(Evaluator<TContext> left, TemplateOperator @operator, Evaluator<TContext> right) : Evaluator<TContext>
{
    public override TemplateValue Evaluate(TContext context, Rendering rendering)
    {
        var a = left.Evaluate(context, rendering);
        var b = right.Evaluate(context, rendering);
        return rendering.SpendStep() ? ValueArithmetic.Compute(a, @operator, b, rendering) : default;
    }
}

internal sealed class ItemsEvaluator<TContext>(Evaluator<TContext>[] items) : Evaluator<TContext>
{
    public override TemplateValue Evaluate(TContext context, Rendering rendering)
    {
        var values = new TemplateValue[items.Length];
        for (var i = 0; i < items.Length; i++) values[i] = items[i].Evaluate(context, rendering);
        return rendering.SpendItems(values.Length) ? TemplateValue.FromList(values) : default;
    }
}
