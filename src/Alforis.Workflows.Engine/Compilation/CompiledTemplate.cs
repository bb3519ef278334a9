using System.Diagnostics.CodeAnalysis;
using System.Collections.Immutable;
using System.Globalization;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>A template ready to be rendered by itself, outside of any workflow. Immutable, thread-safe.</summary>
/// <typeparam name="TContext">The type that it is rendered from.</typeparam>
public sealed class CompiledTemplate<TContext>
{
    private readonly TextRenderer<TContext> renderer;
    private readonly TimeZoneInfo timeZone;

    internal CompiledTemplate(TextRenderer<TContext> renderer, TimeZoneInfo timeZone)
    {
        this.renderer = renderer;
        this.timeZone = timeZone;
    }

    /// <summary>Whether it has code of its own by now.</summary>
    internal bool IsHot => renderer.IsHot;

    /// <summary>Makes the text. Never throws on content; bounded by <see cref="RenderLimits"/>.</summary>
    /// <param name="context">What it is rendered from.</param>
    /// <param name="now">The moment that <c>now</c> and <c>today</c> mean.</param>
    /// <returns>The text, or why there is none.</returns>
    public RenderedText Render(TContext context, DateTimeOffset now)
    {
        var rendering = Rendering.Rent(new EvaluationTime(now, timeZone), "template");
        var text = renderer.Render(context, rendering);
        var problem = rendering.Problem;
        rendering.Return();
        return problem is null ? new RenderedText(text ?? "", null) : new RenderedText(null, problem);
    }
}

/// <summary>What came of rendering a template.</summary>
/// <param name="Text">The text; <see langword="null"/> when there is a problem.</param>
/// <param name="Problem">Why there is no text, as a sentence; <see langword="null"/> when there is.</param>
public readonly record struct RenderedText(string? Text, string? Problem)
{
    /// <summary>Whether there is text.</summary>
    [MemberNotNullWhen(true, nameof(Text))]
    public bool Succeeded => Text is not null;
}

/// <summary>What a template by itself is compiled for. Immutable.</summary>
public sealed record TemplateOptions
{
    /// <summary>The trigger whose names the template may use; the schema's first one by default.</summary>
    public string? Trigger { get; init; }

    /// <summary>For a trigger that lets its entity be chosen: that entity; its first by default.</summary>
    public string? Entity { get; init; }

    /// <summary>Where the text goes; <see cref="SettingDestination.Text"/> by default.</summary>
    public SettingDestination Destination { get; init; }

    /// <summary>How numbers and dates are formatted where the template names no culture; the invariant one by default.</summary>
    public CultureInfo Culture { get; init; } = CultureInfo.InvariantCulture;

    /// <summary>The time zone in which moments are written; the schema's default by default.</summary>
    public TimeZoneInfo? TimeZone { get; init; }
}

/// <summary>What came of compiling a template.</summary>
/// <typeparam name="TContext">The type that it is rendered from.</typeparam>
/// <param name="Template">The template, or <see langword="null"/> when there are errors.</param>
/// <param name="Diagnostics">Everything found; lines and columns are those of the text.</param>
public sealed record TemplateCompilationResult<TContext>(CompiledTemplate<TContext>? Template, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Whether there is a template.</summary>
    [MemberNotNullWhen(true, nameof(Template))]
    public bool Succeeded => Template is not null;
}
