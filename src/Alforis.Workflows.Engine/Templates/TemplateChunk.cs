using System.Collections.Immutable;

namespace Alforis.Workflows.Engine.Templates;

/// <summary>A piece of a template as the lexer cuts it.</summary>
internal abstract record TemplateChunk(int Position);

/// <summary>Text that stands for itself, what whitespace control removes already removed.</summary>
internal sealed record TextChunk(string Text, int Position) : TemplateChunk(Position);

/// <summary>What stands between <c>{{</c> and <c>}}</c>; the last token is <see cref="TokenKind.End"/>.</summary>
/// <param name="Tokens">The tokens.</param>
/// <param name="IsComment">Whether there is a comment.</param>
/// <param name="HasFailed">Whether there was an error already: only what opens or ends a block is looked at.</param>
/// <param name="Position">Index of the first brace.</param>
internal sealed record CodeChunk(ImmutableArray<Token> Tokens, bool IsComment, bool HasFailed, int Position) : TemplateChunk(Position);
