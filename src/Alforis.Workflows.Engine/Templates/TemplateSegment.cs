namespace Alforis.Workflows.Engine.Templates;

/// <summary>A piece of a template.</summary>
internal abstract record TemplateSegment;

/// <summary>Text that stands for itself.</summary>
internal sealed record TextSegment(string Text) : TemplateSegment;

/// <summary><c>{{ path }}</c>; the position is that of the path's first character in the template.</summary>
internal sealed record PlaceholderSegment(string Path, int Position) : TemplateSegment;

/// <summary>Something that cannot be read as a template.</summary>
internal sealed record TemplateError(string Message, string? Suggestion, int Position);
