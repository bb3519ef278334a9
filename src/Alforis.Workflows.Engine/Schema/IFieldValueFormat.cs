namespace Alforis.Workflows.Engine.Schema;

/// <summary>
/// Text that may stand for a field's new value besides a literal, such as an amount to add. Only text that the definition itself
/// contains is asked about, never what a placeholder brings. Implementations are stateless and thread-safe.
/// </summary>
public interface IFieldValueFormat
{
    /// <summary>Whether the text has such a form for this field; it is then kept as written, for the action to understand.</summary>
    /// <param name="field">The field to be written.</param>
    /// <param name="text">The text as written.</param>
    bool Accepts(FieldSchema field, string text);

    /// <summary>The forms that the field accepts, with examples, as a sentence; <see langword="null"/> when it accepts literals only.</summary>
    /// <param name="field">The field to be written.</param>
    string? Describe(FieldSchema field);
}
