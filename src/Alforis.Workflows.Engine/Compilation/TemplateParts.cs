using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>A compiled piece of a template. Immutable, thread-safe.</summary>
/// <typeparam name="TContext">The type that it is rendered from.</typeparam>
internal abstract class TemplatePart<TContext>
{
    public abstract void Render(TContext context, Rendering rendering, TextBuffer buffer);

    public static void Render(TemplatePart<TContext>[] parts, TContext context, Rendering rendering, TextBuffer buffer)
    {
        foreach (var part in parts)
        {
            part.Render(context, rendering, buffer);
            if (rendering.Problem is not null) return;
        }
    }
}

internal sealed class FixedPart<TContext>(string text) : TemplatePart<TContext>
{
    public override void Render(TContext context, Rendering rendering, TextBuffer buffer) => buffer.Append(text);
}

internal sealed class OutputPart<TContext>(Evaluator<TContext> value, SettingDestination escaping) : TemplatePart<TContext>
{
    public override void Render(TContext context, Rendering rendering, TextBuffer buffer)
    {
        value.Write(context, rendering, escaping, buffer);
    }
}

internal sealed class IfPart<TContext>((Evaluator<TContext>? Condition, TemplatePart<TContext>[] Body)[] branches) : TemplatePart<TContext>
{
    public override void Render(TContext context, Rendering rendering, TextBuffer buffer)
    {
        foreach (var (condition, body) in branches)
        {
            if (condition is not null && !condition.IsTrue(context, rendering)) continue;
            Render(body, context, rendering, buffer);
            return;
        }
    }
}

internal sealed class ForPart<TContext>(int loop, Evaluator<TContext> list, int cost, TemplatePart<TContext>[] body) : TemplatePart<TContext>
{
    public override void Render(TContext context, Rendering rendering, TextBuffer buffer)
    {
        var cursor = ListCursor.Of(list.Evaluate(context, rendering));
        for (var index = 0; rendering.Problem is null && cursor.Next(out var item); index++)
        {
            if (!rendering.SpendTurn(cost)) return;
            rendering.SetLoop(loop, item, index, cursor.Count);
            Render(body, context, rendering, buffer);
        }
    }
}
