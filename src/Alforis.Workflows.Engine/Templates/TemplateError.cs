namespace Alforis.Workflows.Engine.Templates;

/// <summary>Something that cannot be read as a template.</summary>
/// <param name="Code">The diagnostic code.</param>
/// <param name="Message">What is wrong, as a sentence.</param>
/// <param name="Suggestion">What to write instead.</param>
/// <param name="Position">Index of the character in the template.</param>
internal sealed record TemplateError(string Code, string Message, string? Suggestion, int Position);
