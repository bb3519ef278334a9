namespace Alforis.Workflows.Engine.Schema;

/// <summary>
/// A rule for the text of a setting: fixed text is checked when a definition is compiled, what placeholders made when a handler is to get it.
/// Implementations are stateless and thread-safe.
/// </summary>
public interface ISettingFormat
{
    /// <summary>Checks text without placeholders.</summary>
    /// <param name="text">The text as written.</param>
    /// <returns>What is expected instead, as a sentence; <see langword="null"/> when the text is good.</returns>
    string? Check(string text);

    /// <summary>
    /// The good form of text that <see cref="Check"/> refuses and that can mean one thing only, as older definitions write it; a notice
    /// says how it was read. <see langword="null"/>, the default, when the text has no such meaning.
    /// </summary>
    /// <param name="text">The text as written.</param>
    string? Read(string text) => null;
}
