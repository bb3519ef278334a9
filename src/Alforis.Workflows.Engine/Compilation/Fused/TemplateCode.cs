namespace Alforis.Workflows.Engine.Compilation.Fused;

/// <summary>The code of one template: writes its text into the buffer, or gives the rendering a problem.</summary>
/// <typeparam name="TContext">The type that it is rendered from.</typeparam>
internal delegate void TemplateCode<in TContext>(TContext context, in EvaluationTime time, Rendering rendering, TextBuffer buffer);
