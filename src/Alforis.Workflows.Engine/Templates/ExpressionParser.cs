using System.Collections.Immutable;
using System.Text;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Templates;

/// <summary>
/// Reads the expression of one placeholder, by Scriban's precedences: pipes bind loosest, then <c>? :</c>, <c>??</c>, <c>||</c>,
/// <c>&amp;&amp;</c>, equality, order, sums, products, signs. Stops at the first mistake.
/// </summary>
internal sealed class ExpressionParser(ImmutableArray<Token> tokens, List<TemplateError> errors, bool hasFailed = false)
{
    private const int NoOperator = 0;

    private int next;
    private int depth;

    public Token Current => tokens[next];

    public bool HasFailed { get; private set; } = hasFailed;

    public void Advance() => next++;

    /// <summary>The expression up to the end, or <see langword="null"/> and an error.</summary>
    public ExpressionSyntax? ParseToEnd()
    {
        if (HasFailed) return null;
        var expression = ParsePipeline();
        if (expression is null || Current.Kind == TokenKind.End) return expression;
        return Unexpected();
    }

    /// <summary>An expression, then the functions that it is piped into.</summary>
    public ExpressionSyntax? ParsePipeline()
    {
        if (!Enter()) return null;
        var expression = ParseCall() ?? (HasFailed ? null : ParseConditional());
        while (expression is not null && Current.IsSign("|"))
        {
            if (expression is ConditionalSyntax { IsEnclosed: false }) return Fail(DiagnosticCodes.TemplateSyntax, "The '|' after '? :' belongs to its last value only.", "Write parentheses: (… ? … : …) | …", Current.Position);
            Advance();
            expression = ParsePiped(expression);
        }

        depth--;
        return expression;
    }

    /// <summary>A path alone.</summary>
    public PathSyntax? ParsePath()
    {
        var first = Current;
        if (first.Kind != TokenKind.Name) return (PathSyntax?)Fail(DiagnosticCodes.TemplateSyntax, $"A name is expected here, not {first.Describe()}.", null, first.Position);
        var path = new StringBuilder(first.Text);
        Advance();
        while (Current.IsSign(".") || Current.IsSign("?."))
        {
            Advance();
            if (Current.Kind != TokenKind.Name) return (PathSyntax?)Fail(DiagnosticCodes.TemplateSyntax, $"After a dot a name is expected, not {Current.Describe()}.", null, Current.Position);
            path.Append('.').Append(Current.Text);
            Advance();
        }

        return new PathSyntax(path.ToString(), first.Position);
    }

    /// <summary>A function called with arguments and without a pipe; <see langword="null"/> when something else stands here.</summary>
    private ExpressionSyntax? ParseCall()
    {
        if (Current.Kind != TokenKind.Name || IsLiteral(Current)) return null;
        var start = next;
        if (ParsePath() is not { } path) return null;
        if (StartsArgument())
        {
            return ParseArguments([]) is { } arguments ? EndOfCall(new CallSyntax(path.Text, arguments, IsPiped: false, path.Position)) : null;
        }

        next = start;
        return null;
    }

    private ExpressionSyntax? ParsePiped(ExpressionSyntax input)
    {
        if (ParsePath() is not { } function) return null;
        if (Current.IsSign("(") && !Current.FollowsSpace)
        {
            return Fail(DiagnosticCodes.TemplateSyntax, "After '|' arguments follow without parentheses.", $"Write: | {function.Text} …", Current.Position);
        }

        return ParseArguments([input]) is { } arguments ? EndOfCall(new CallSyntax(function.Text, arguments, IsPiped: true, function.Position)) : null;
    }

    private ImmutableArray<ExpressionSyntax>? ParseArguments(IEnumerable<ExpressionSyntax> first)
    {
        var arguments = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        arguments.AddRange(first);
        while (StartsArgument())
        {
            var isName = Current.Kind == TokenKind.Name;
            if (ParsePrimary() is not { } argument) return null;
            if (isName && Current.IsSign(":"))
            {
                Fail(DiagnosticCodes.UnsupportedTemplate, "Arguments have no names here.", "Write the value alone, in its place.", argument.Position);
                return null;
            }

            arguments.Add(argument);
        }

        return arguments.ToImmutable();
    }

    /// <summary>Scriban would take an operator into the last argument; here parentheses must say what is meant.</summary>
    private ExpressionSyntax? EndOfCall(CallSyntax call)
    {
        if (Current.Kind == TokenKind.Sign && (Precedence(Current.Text) != NoOperator || Current.Text == "?"))
        {
            return Fail(
                DiagnosticCodes.TemplateSyntax, $"'{Current.Text}' after a function could belong to its argument or to its result.",
                $"Write parentheses: (… {call.Function} …) {Current.Text} …", Current.Position);
        }

        return call;
    }

    private ExpressionSyntax? ParseConditional()
    {
        if (!Enter()) return null;
        var condition = ParseBinary(NoOperator);
        depth--;
        if (condition is null || !Current.IsSign("?")) return condition;
        if (!Enter()) return null;
        var position = Current.Position;
        Advance();
        if (ParseConditional() is not { } then) return null;
        if (!Current.IsSign(":")) return Fail(DiagnosticCodes.TemplateSyntax, $"':' is expected here, not {Current.Describe()}.", "Write: condition ? value : other value", Current.Position);
        Advance();
        if (ParseConditional() is not { } otherwise) return null;
        depth--;
        return new ConditionalSyntax(condition, then, otherwise, position);
    }

    private ExpressionSyntax? ParseBinary(int outer)
    {
        var left = ParseUnary();
        while (left is not null && Current.Kind == TokenKind.Sign && Precedence(Current.Text) is var precedence && precedence > outer)
        {
            var sign = Current;
            Advance();
            if (ParseBinary(precedence) is not { } right) return null;
            left = new BinarySyntax(left, sign.Text, right, sign.Position);
        }

        return left;
    }

    private ExpressionSyntax? ParseUnary()
    {
        if (Current.Kind != TokenKind.Sign || Current.Text is not ("!" or "-" or "+")) return ParsePrimary();
        if (!Enter()) return null;
        var sign = Current;
        Advance();
        var operand = ParseUnary();
        depth--;
        return operand is null ? null : new UnarySyntax(sign.Text, operand, sign.Position);
    }

    private ExpressionSyntax? ParsePrimary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Advance();
                return new LiteralSyntax(token.Value, token.Position);
            case TokenKind.Text:
                Advance();
                return new LiteralSyntax(token.Text, token.Position);
            case TokenKind.Name when IsLiteral(token):
                Advance();
                return new LiteralSyntax(token.Text switch { "true" => true, "false" => false, _ => null }, token.Position);
            case TokenKind.Name:
                if (ParsePath() is not { } path) return null;
                return Current.IsSign("(") && !Current.FollowsSpace ? ParseExplicitCall(path) : path;
            case TokenKind.Sign when token.Text == "(":
                Advance();
                if (ParsePipeline() is not { } inner || !Expect(")")) return null;
                return inner is ConditionalSyntax choice ? choice with { IsEnclosed = true } : inner;
            case TokenKind.Sign when token.Text == "[":
                Advance();
                return ParseItems("]") is { } items ? new ListSyntax(items, token.Position) : null;
            default:
                return Unexpected();
        }
    }

    /// <summary><c>function(a, b)</c>.</summary>
    private CallSyntax? ParseExplicitCall(PathSyntax function)
    {
        Advance();
        return ParseItems(")") is { } arguments ? new CallSyntax(function.Text, arguments, IsPiped: false, function.Position) : null;
    }

    private ImmutableArray<ExpressionSyntax>? ParseItems(string closing)
    {
        var items = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        while (!Current.IsSign(closing))
        {
            if (items.Count > 0 && !Expect(",")) return null;
            if (ParsePipeline() is not { } item) return null;
            items.Add(item);
        }

        Advance();
        return items.ToImmutable();
    }

    private bool StartsArgument() => Current.Kind switch
    {
        TokenKind.Name => Current.Text != "in",
        TokenKind.Number or TokenKind.Text => true,
        TokenKind.Sign => Current.FollowsSpace && Current.Text is "(" or "[",
        _ => false,
    };

    private static bool IsLiteral(Token token) => token.Text is "true" or "false" or "null";

    private static int Precedence(string sign) => sign switch
    {
        "??" => 20,
        "||" => 30,
        "&&" => 40,
        "==" or "!=" => 70,
        "<" or "<=" or ">" or ">=" => 80,
        "+" or "-" => 100,
        "*" or "/" or "%" => 110,
        _ => NoOperator,
    };

    private bool Expect(string sign)
    {
        if (Current.IsSign(sign))
        {
            Advance();
            return true;
        }

        Fail(DiagnosticCodes.TemplateSyntax, $"'{sign}' is expected here, not {Current.Describe()}.", null, Current.Position);
        return false;
    }

    private bool Enter()
    {
        if (++depth <= TemplateLimits.MaxExpressionDepth) return true;
        Fail(DiagnosticCodes.TooLarge, $"Expressions are nested at most {TemplateLimits.MaxExpressionDepth} deep.", "Divide it.", Current.Position);
        return false;
    }

    private ExpressionSyntax? Unexpected()
    {
        var token = Current;
        if (token.Kind == TokenKind.Sign && ForeignSyntax.CureOf(token.Text) is { } cure)
        {
            return Fail(DiagnosticCodes.UnsupportedTemplate, $"'{token.Text}' is not part of this template language.", cure, token.Position);
        }

        return token.Kind == TokenKind.End
            ? Fail(DiagnosticCodes.TemplateSyntax, "This placeholder ends too early: a value is expected.", "Write a path, for example '{{ organisation.nom }}'.", token.Position)
            : Fail(DiagnosticCodes.TemplateSyntax, $"{token.Describe()} is not expected here.", null, token.Position);
    }

    private ExpressionSyntax? Fail(string code, string message, string? suggestion, int position)
    {
        if (!HasFailed) errors.Add(new TemplateError(code, message, suggestion, position));
        HasFailed = true;
        return null;
    }
}
