namespace Alforis.Workflows.Engine.Schema;

/// <summary>A JSON Schema says something that fields cannot be made of. The message says what, where, and what to write instead.</summary>
public sealed class JsonSchemaException : Exception
{
    internal JsonSchemaException(string pointer, string problem, Exception? inner = null)
        : base($"The JSON Schema cannot be used: {problem} (at {(pointer.Length == 0 ? "the root" : pointer)})", inner) => Pointer = pointer;

    /// <summary>JSON pointer (RFC 6901) of the keyword concerned; empty for the whole document.</summary>
    public string Pointer { get; }
}
