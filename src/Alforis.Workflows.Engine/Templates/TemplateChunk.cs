using System.Collections.Immutable;

namespace Alforis.Workflows.Engine.Templates;

/// <summary>A piece of a template as the lexer cuts it.</summary>
internal abstract record TemplateChunk(int Position);

/// <summary>Text that stands for itself, what whitespace control removes already removed.</summary>
internal sealed record TextChunk(string Text, int Position) : TemplateChunk(Position);

/// <summary>What stands between <c>{{</c> and <c>}}</c>; the last token is <see cref="TokenKind.End"/>.</summary>
internal sealed record CodeChunk(ImmutableArray<Token> Tokens, bool IsComment, int Position) : TemplateChunk(Position);
