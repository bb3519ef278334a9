using System.Collections.Immutable;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Compilation.Fused;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>A template in two tiers. Thread-safe.</summary>
/// <typeparam name="TContext">The type that it is rendered from.</typeparam>
internal sealed class TieredTemplate<TContext> : TieredCode
{
    /// <summary>Longer templates take long to compile, and gain little beside what they write.</summary>
    private const int MostSteps = 500;

    private readonly BoundTemplate source;
    private readonly TemplatePart<TContext>[] walked;
    private readonly TemplateCompiler<TContext> compiler;
    private TemplateCode<TContext>? compiled;

    /// <param name="source">What it is compiled from.</param>
    /// <param name="walked">The same, to be walked.</param>
    /// <param name="compiler">Makes what its own code asks of the walked tier.</param>
    /// <param name="hot">Decides whether it gets code.</param>
    public TieredTemplate(BoundTemplate source, TemplatePart<TContext>[] walked, TemplateCompiler<TContext> compiler, HotCode hot)
    {
        this.source = source;
        this.walked = walked;
        this.compiler = compiler;
        Start(hot, gains: !source.Nodes.All(n => n is BoundFixedText) && TemplateCost.Of(source.Nodes) + InLoops(source.Nodes) <= MostSteps);
    }

    /// <summary>Whether it has code of its own.</summary>
    public bool IsCompiled => Volatile.Read(ref compiled) is not null;

    /// <summary>Writes the text, or gives the rendering a problem.</summary>
    public void Render(TContext context, Rendering rendering, TextBuffer buffer)
    {
        if (compiled is { } code)
        {
            code(context, rendering.Time, rendering, buffer);
            return;
        }

        Count();
        TemplatePart<TContext>.Render(walked, context, rendering, buffer);
    }

    /// <inheritdoc/>
    public override void Compile() => Volatile.Write(ref compiled, FusedTemplate<TContext>.Compile(source, compiler));

    private static int InLoops(ImmutableArray<BoundNode> nodes) => nodes.Sum(n => n switch
    {
        BoundFor loop => TemplateCost.Of(loop.Body) + InLoops(loop.Body),
        BoundIf choice => choice.Branches.Sum(b => InLoops(b.Body)),
        _ => 0,
    });
}
