using System.Collections.Immutable;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Templates;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Resolves the names of a template, checks its types, and decides how each placeholder is escaped.</summary>
internal sealed class TemplateBinder(BindingScope scope, DiagnosticBag diagnostics)
{
    /// <summary>The template, or <see langword="null"/> and diagnostics.</summary>
    /// <param name="node">The text.</param>
    /// <param name="destination">Where what it makes goes.</param>
    public BoundTemplate? Bind(SourceNode node, SettingDestination destination)
    {
        var syntax = TemplateParser.Parse(node.Text);
        var errors = new TemplateErrors(node, diagnostics);
        foreach (var error in syntax.Errors) errors.Add(error.Position, error.Code, error.Message, error.Suggestion);
        // What is too deep is not looked into.
        if (syntax.Errors.Any(e => e.Code == DiagnosticCodes.TooLarge)) return null;
        var nodes = new NodeBinder(scope, errors, destination).Bind(syntax.Nodes);
        return errors.Any ? null : new BoundTemplate(nodes);
    }

    /// <summary>One template's pieces.</summary>
    private sealed class NodeBinder
    {
        private readonly TemplateErrors errors;
        private readonly SettingDestination destination;
        private readonly LoopScope loops = new();
        private readonly ExpressionBinder expressions;
        private bool atStart = true;

        public NodeBinder(BindingScope scope, TemplateErrors errors, SettingDestination destination)
        {
            this.errors = errors;
            this.destination = destination;
            expressions = new ExpressionBinder(scope, loops, errors);
        }

        public ImmutableArray<BoundNode> Bind(ImmutableArray<NodeSyntax> nodes) => [.. nodes.Select(Bind).OfType<BoundNode>()];

        private BoundNode? Bind(NodeSyntax node) => node switch
        {
            TextSyntax text => BindText(text),
            OutputSyntax output => BindOutput(output),
            IfSyntax choice => BindIf(choice),
            ForSyntax loop => BindFor(loop),
            _ => throw new NotSupportedException($"A piece of type {node.GetType().Name} cannot be bound."),
        };

        private BoundFixedText BindText(TextSyntax text)
        {
            atStart = false;
            if (destination is SettingDestination.Header or SettingDestination.Address && text.Text.AsSpan().IndexOfAnyInRange('\0', '\u001F') is var at and >= 0)
            {
                errors.Add(text.Position + at, DiagnosticCodes.InvalidSetting, "This text is one line: it has no line ends and no control characters.", "Remove it.");
            }

            return new BoundFixedText(text.Text);
        }

        private BoundOutput? BindOutput(OutputSyntax output)
        {
            var escaping = destination == SettingDestination.Url && atStart ? SettingDestination.Text : destination;
            atStart = false;
            if (expressions.Bind(output.Expression) is not { } expression) return null;
            if (expression.Type.Kind == TypeKind.Entity || expression.Type.Item?.Kind == TypeKind.Entity)
            {
                RefuseObject(output, expression);
                return null;
            }

            return Escape(expression, escaping);
        }

        private void RefuseObject(OutputSyntax output, BoundExpression expression)
        {
            var name = output.Expression is PathSyntax path ? path.Text : "it";
            var isList = expression.Type.Kind == TypeKind.List;
            var field = (isList ? expression.Type.Item!.Entity : expression.Type.Entity)!.Fields.Select(f => f.Name).FirstOrDefault() ?? "id";
            errors.Add(
                output.Position, DiagnosticCodes.TemplateType,
                isList ? $"'{name}' is a list of objects and cannot be written as text." : $"'{name}' is an object and cannot be written as text.",
                isList ? $"Write a loop, or '{name} | array.map \"{field}\"'." : $"Name one of its fields, for example '{name}.{field}'.");
        }

        /// <summary>What the author has escaped for the same place is not escaped again.</summary>
        private static BoundOutput Escape(BoundExpression expression, SettingDestination escaping) => (escaping, expression) switch
        {
            (SettingDestination.Html, BoundCall { Function.Name: "html.escape" }) => new BoundOutput(expression, SettingDestination.Text),
            (SettingDestination.Html, BoundCall { Function.Name: "html.newline_to_br" } lines) => new BoundOutput(EscapedLines(lines), SettingDestination.Text),
            (SettingDestination.Url, BoundCall { Function.Name: "html.url_encode" }) => new BoundOutput(expression, SettingDestination.Text),
            _ => new BoundOutput(expression, escaping),
        };

        private static BoundCall EscapedLines(BoundCall lines)
        {
            if (lines.Arguments[0] is BoundCall { Function.Name: "html.escape" }) return lines;
            var escape = Templates.Functions.FunctionTable.ByName["html.escape"];
            return lines with { Arguments = [new BoundCall(escape, [lines.Arguments[0]], lines.Culture, TemplateType.Text)] };
        }

        private BoundIf BindIf(IfSyntax choice)
        {
            var start = atStart;
            var branches = ImmutableArray.CreateBuilder<BoundBranch>();
            foreach (var branch in choice.Branches)
            {
                atStart = start;
                var condition = branch.Condition is null ? null : expressions.Bind(branch.Condition);
                branches.Add(new BoundBranch(condition, Bind(branch.Body)));
            }

            atStart = false;
            return new BoundIf(branches.ToImmutable());
        }

        private BoundFor? BindFor(ForSyntax loop)
        {
            atStart = false;
            var list = expressions.Bind(loop.List);
            if (list is not null && list.Type.Kind is not (TypeKind.List or TypeKind.Json or TypeKind.Null))
            {
                errors.Add(
                    loop.List.Position, DiagnosticCodes.TemplateType, $"A loop runs over a list, not over {list.Type.Describe()}.",
                    list.Type.IsText ? "Write 'text | string.split \",\"'." : null);
                return null;
            }

            if (list is null) return null;
            var number = loops.Enter(loop.Variable, list.Type.Item ?? TemplateType.Json);
            var body = Bind(loop.Body);
            loops.Leave();
            return new BoundFor(number, list, body);
        }
    }
}
