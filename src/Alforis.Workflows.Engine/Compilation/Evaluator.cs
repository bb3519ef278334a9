using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>A compiled expression of a template. Immutable, thread-safe.</summary>
/// <typeparam name="TContext">The type that it is evaluated over.</typeparam>
internal abstract class Evaluator<TContext>
{
    /// <summary>The value; null once the rendering has a problem.</summary>
    public abstract TemplateValue Evaluate(TContext context, Rendering rendering);

    /// <summary>Writes the value into a text.</summary>
    public virtual void Write(TContext context, Rendering rendering, SettingDestination escaping, TextBuffer buffer) =>
        OutputWriter.WriteValue(Evaluate(context, rendering), escaping, buffer, rendering);

    /// <summary>Writes the value into a text, unless it is null; whether it did. The value is an operand, so that reading it may count.</summary>
    public bool TryWrite(TContext context, Rendering rendering, SettingDestination escaping, TextBuffer buffer)
    {
        var value = Evaluate(context, rendering);
        OutputWriter.WriteValue(value, escaping, buffer, rendering);
        return !value.IsNull;
    }

    /// <summary>Whether the value is neither null nor false.</summary>
    public virtual bool IsTrue(TContext context, Rendering rendering) => Evaluate(context, rendering).IsTrue;
}
