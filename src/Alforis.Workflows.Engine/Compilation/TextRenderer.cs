using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Makes the text of a template. Thread-safe.</summary>
/// <param name="template">The template; <see langword="null"/> where single values are written only.</param>
/// <param name="text">Where it goes.</param>
internal sealed class TextRenderer<TContext>(TieredTemplate<TContext>? template, BoundText text)
{
    private readonly SettingDestination escaping = text.Template.Nodes is [BoundOutput output] ? output.Escaping : text.Destination;

    /// <summary>Whether the template has code of its own.</summary>
    public bool IsHot => template is { IsCompiled: true };

    /// <summary>The text, or <see langword="null"/> when the rendering has a problem or nobody is addressed.</summary>
    public string? Render(TContext context, Rendering rendering)
    {
        if (rendering.Problem is not null) return null;
        var buffer = rendering.Buffer;
        buffer.Start(text.MaxLength);
        template!.Render(context, rendering, buffer);
        return Finish(buffer, rendering);
    }

    /// <summary>One value, as the template's only placeholder writes it.</summary>
    public string? RenderItem(in TemplateValue value, Rendering rendering)
    {
        if (rendering.Problem is not null) return null;
        var buffer = rendering.Buffer;
        buffer.Start(text.MaxLength);
        OutputWriter.WriteValue(value, escaping, buffer, rendering);
        // Each element is a JSON value of its own.
        return rendering.SpendValue(0) ? Finish(buffer, rendering) : null;
    }

    private string? Finish(TextBuffer buffer, Rendering rendering)
    {
        var result = rendering.Problem is null ? buffer.Written.ToString() : null;
        buffer.Finish();
        if (result is null) return null;
        rendering.Spend(result.Length);
        if (text.Destination == SettingDestination.Address && string.IsNullOrWhiteSpace(result)) return null;
        if (text.Format?.Check(result) is { } problem) rendering.Fail($"comes out wrong: {problem}");
        return result;
    }
}
