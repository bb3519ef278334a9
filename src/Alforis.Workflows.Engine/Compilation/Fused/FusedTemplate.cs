using System.Linq.Expressions;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation.Fused;

/// <summary>
/// Compiles a whole template to one method. What has no code of its own here (most functions, free JSON) is asked of the evaluators
/// that the walked tier uses, so that every template can be fused.
/// </summary>
internal static class FusedTemplate<TContext>
{
    /// <summary>The code.</summary>
    /// <param name="template">The template.</param>
    /// <param name="walked">Makes what is asked of the walked tier.</param>
    public static TemplateCode<TContext> Compile(BoundTemplate template, TemplateCompiler<TContext> walked)
    {
        var frame = new Frame<TContext>(walked);
        var body = frame.Around(new NodeEmitter<TContext>(frame).Emit(template.Nodes));
        return Expression.Lambda<TemplateCode<TContext>>(body, frame.Context, frame.Time, frame.Rendering, frame.Buffer).Compile();
    }
}
