using System.Collections.Immutable;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Templates;

/// <summary>Reads templates. Their syntax is a strict subset of Scriban's. Reports every mistake, one for each placeholder.</summary>
internal sealed class TemplateParser
{
    private readonly List<TemplateError> errors = [];
    private readonly Stack<OpenBlock> open = new();
    private ImmutableArray<NodeSyntax>.Builder body = ImmutableArray.CreateBuilder<NodeSyntax>();

    public static TemplateSyntax Parse(string template) => new TemplateParser().Read(template);

    /// <summary>Whether the text must be read as a template: it has code, or text that is marked as no code.</summary>
    public static bool IsTemplate(string text) =>
        text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal);

    /// <summary>The path of a template that is exactly one placeholder with nothing but a path; else <see langword="null"/>.</summary>
    public static string? SinglePath(string text) =>
        IsTemplate(text) && Parse(text) is { Nodes: [OutputSyntax { Expression: PathSyntax path }], Errors: [] } ? path.Text : null;

    /// <summary>Whether the text is names joined by dots: letters, digits and underscores, not beginning with a digit.</summary>
    public static bool IsPath(ReadOnlySpan<char> text)
    {
        var startsName = true;
        foreach (var c in text)
        {
            if (c == '.')
            {
                if (startsName) return false;
                startsName = true;
                continue;
            }

            if (!(char.IsLetter(c) || c == '_' || (!startsName && char.IsDigit(c)))) return false;
            startsName = false;
        }

        return !startsName;
    }

    private TemplateSyntax Read(string template)
    {
        foreach (var chunk in new TemplateLexer(template, errors).Cut())
        {
            if (chunk is TextChunk text) body.Add(new TextSyntax(text.Text, text.Position));
            else Read((CodeChunk)chunk);
        }

        while (open.TryPeek(out var block))
        {
            if (!block.IsBroken) errors.Add(new TemplateError(DiagnosticCodes.TemplateBlock, $"This '{block.Word}' is never ended.", "Write '{{ end }}' where it ends.", block.Position));
            Close();
        }

        return new TemplateSyntax(body.ToImmutable(), [.. errors]);
    }

    private void Read(CodeChunk code)
    {
        // What follows from a mistake is no mistake of its own.
        var parser = new ExpressionParser(code.Tokens, code.HasFailed ? [] : errors, code.HasFailed);
        var head = parser.Current;
        if (head.Kind == TokenKind.End)
        {
            if (!code.IsComment && !code.HasFailed) errors.Add(new TemplateError(DiagnosticCodes.TemplateSyntax, "This placeholder is empty.", "Write a path, for example '{{ organisation.nom }}'.", code.Position + 2));
            return;
        }

        switch (head.Kind == TokenKind.Name && !code.Tokens[1].IsSign(".") ? head.Text : "")
        {
            case "if":
                ReadIf(parser, head);
                break;
            case "for":
                ReadFor(parser, head);
                break;
            case "else":
                ReadElse(parser, head);
                break;
            case "end":
                ReadEnd(parser, head);
                break;
            default:
                if (!code.HasFailed) ReadOutput(parser, head);
                break;
        }
    }

    private void ReadOutput(ExpressionParser parser, Token head)
    {
        if (head.Kind == TokenKind.Name && ForeignSyntax.CureOfStatement(head.Text) is { } cure)
        {
            errors.Add(new TemplateError(DiagnosticCodes.UnsupportedTemplate, $"'{head.Text}' is not part of this template language.", cure, head.Position));
            if (head.Text is "while" or "tablerow" or "case" or "capture" or "func" or "with" or "wrap") Open(new OpenBlock(head.Text, head.Position, null, null, body) { IsBroken = true });
            return;
        }

        if (parser.ParseToEnd() is { } expression) body.Add(new OutputSyntax(expression, expression.Position));
    }

    private void ReadIf(ExpressionParser parser, Token head)
    {
        parser.Advance();
        Open(new OpenBlock("if", head.Position, parser.ParseToEnd(), null, body) { IsBroken = parser.HasFailed });
    }

    private void ReadFor(ExpressionParser parser, Token head)
    {
        parser.Advance();
        var variable = parser.ParsePath();
        if (parser.HasFailed) variable = null;
        if (variable is not null && variable.Text.Contains('.', StringComparison.Ordinal)) Refuse("The name of a loop has no dots.", "Write: for item in list", variable.Position);
        if (variable is not null && !parser.Current.IsName("in")) Refuse($"'in' is expected here, not {parser.Current.Describe()}.", "Write: for item in list", parser.Current.Position);
        ExpressionSyntax? list = null;
        if (variable is not null && parser.Current.IsName("in"))
        {
            parser.Advance();
            list = parser.ParseToEnd();
        }

        Open(new OpenBlock("for", head.Position, list, variable?.Text ?? "", body) { IsBroken = parser.HasFailed });
    }

    private void ReadElse(ExpressionParser parser, Token head)
    {
        parser.Advance();
        var hasIf = parser.Current.IsName("if");
        if (hasIf) parser.Advance();
        ExpressionSyntax? condition = null;
        if (hasIf) condition = parser.ParseToEnd();
        else if (!parser.HasFailed) RefuseMore(parser, "else");

        if (!open.TryPeek(out var block) || block.Word != "if")
        {
            var message = block is null ? "There is no 'if' that this 'else' belongs to." : $"A '{block.Word}' has no 'else'.";
            errors.Add(new TemplateError(DiagnosticCodes.TemplateBlock, message, "Remove it, or write '{{ if … }}' before it.", head.Position));
            return;
        }

        if (block.HasElse)
        {
            errors.Add(new TemplateError(DiagnosticCodes.TemplateBlock, "After 'else' no other branch can follow.", "Write '{{ end }}' before it, or remove it.", head.Position));
            return;
        }

        block.Branches.Add(new BranchSyntax(block.Condition, body.ToImmutable()));
        block.Condition = condition;
        block.HasElse = !hasIf;
        body = ImmutableArray.CreateBuilder<NodeSyntax>();
    }

    private void ReadEnd(ExpressionParser parser, Token head)
    {
        parser.Advance();
        if (!parser.HasFailed) RefuseMore(parser, "end");
        if (open.Count > 0) Close();
        else errors.Add(new TemplateError(DiagnosticCodes.TemplateBlock, "There is no 'if' or 'for' that this 'end' ends.", "Remove it.", head.Position));
    }

    private void RefuseMore(ExpressionParser parser, string word)
    {
        if (parser.Current.Kind != TokenKind.End) Refuse($"After '{word}' nothing follows, not {parser.Current.Describe()}.", null, parser.Current.Position);
    }

    private void Open(OpenBlock block)
    {
        if (open.Count == TemplateLimits.MaxBlockDepth)
        {
            errors.Add(new TemplateError(DiagnosticCodes.TooLarge, $"'if' and 'for' are nested at most {TemplateLimits.MaxBlockDepth} deep.", "Divide the text.", block.Position));
        }

        open.Push(block);
        body = ImmutableArray.CreateBuilder<NodeSyntax>();
    }

    private void Close()
    {
        var block = open.Pop();
        var inner = body.ToImmutable();
        body = block.Outer;
        if (block.Variable is not null)
        {
            if (block.Condition is not null) body.Add(new ForSyntax(block.Variable, block.Condition, inner, block.Position));
        }
        else if (block.Word == "if")
        {
            block.Branches.Add(new BranchSyntax(block.Condition, inner));
            body.Add(new IfSyntax(block.Branches.ToImmutable(), block.Position));
        }
    }

    private void Refuse(string message, string? suggestion, int position) =>
        errors.Add(new TemplateError(DiagnosticCodes.TemplateSyntax, message, suggestion, position));

    /// <summary>A block whose end is still to come: its condition (or list) and, for <c>for</c>, its variable.</summary>
    private sealed class OpenBlock(string word, int position, ExpressionSyntax? condition, string? variable, ImmutableArray<NodeSyntax>.Builder outer)
    {
        public string Word => word;

        public int Position => position;

        public ExpressionSyntax? Condition { get; set; } = condition;

        public string? Variable => variable;

        public ImmutableArray<NodeSyntax>.Builder Outer => outer;

        public ImmutableArray<BranchSyntax>.Builder Branches { get; } = ImmutableArray.CreateBuilder<BranchSyntax>();

        public bool HasElse { get; set; }

        /// <summary>Whether its head could not be read, so that its end may stand in there.</summary>
        public bool IsBroken { get; init; }
    }
}
