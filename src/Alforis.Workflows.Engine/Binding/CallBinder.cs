using System.Collections.Immutable;
using System.Globalization;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Templates;
using Alforis.Workflows.Engine.Templates.Functions;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Resolves a function and checks its arguments.</summary>
internal sealed class CallBinder(ExpressionBinder expressions, BindingScope scope, TemplateErrors errors)
{
    /// <summary>Functions over lists that look into the elements, which objects cannot be.</summary>
    private static readonly string[] NeedsPlainItems = ["array.join", "array.sort", "array.uniq", "array.contains"];

    public BoundCall? Bind(CallSyntax call)
    {
        var arguments = call.Arguments.Select((a, i) => IsUnquotedFormat(call, i) ? RefuseUnquoted((PathSyntax)a) : expressions.Bind(a)).ToList();
        if (!FunctionTable.ByName.TryGetValue(call.Function, out var function))
        {
            errors.Add(call.Position, DiagnosticCodes.UnknownFunction, $"There is no function '{Shorten(call.Function)}'.", FunctionNames.Suggest(call.Function),
                new() { Name = Shorten(call.Function) });
            return null;
        }

        if (arguments.Count < function.Required || arguments.Count > function.Parameters.Length)
        {
            errors.Add(call.Position, DiagnosticCodes.ArgumentCount, CountMessage(function, arguments.Count), $"Write: {function}");
            return null;
        }

        if (arguments.Contains(null)) return null;
        var sound = true;
        for (var i = 0; i < arguments.Count; i++) sound &= Fits(function, function.Parameters[i], arguments[i]!, call.Arguments[i]);
        if (!sound) return null;
        ImmutableArray<BoundExpression> bound = [.. arguments!];
        return Complete(call, function, bound);
    }

    /// <summary><c>math.format N2</c>: a format in the place of one is no name of a field.</summary>
    private static bool IsUnquotedFormat(CallSyntax call, int argument) =>
        argument == 1 && call.Function == "math.format" && call.Arguments[1] is PathSyntax format
        && NumberFormat.IsStandard(format.Text) && NumberFormat.Check(format.Text) is null;

    private BoundExpression? RefuseUnquoted(PathSyntax format)
    {
        errors.Add(format.Position, DiagnosticCodes.TemplateType, $"A format is a text in quotes, not the name '{format.Text}'.", $"Write: math.format '{format.Text}'");
        return null;
    }

    private BoundCall? Complete(CallSyntax call, FunctionSignature function, ImmutableArray<BoundExpression> arguments)
    {
        var type = function.Result([.. arguments.Select(a => a.Type)]);
        var result = new BoundCall(function, arguments, scope.Culture, type);
        switch (function.Name)
        {
            case "math.format":
                return CheckFormat(call, arguments) && FindCulture(call, arguments) is { } numbers ? result with { Culture = numbers } : null;
            case "date.to_string" or "date.parse":
                return CheckPattern(call, function, arguments) && FindCulture(call, arguments) is { } dates ? result with { Culture = dates } : null;
            case "array.map":
                return BindMap(call, result);
            default:
                return result;
        }
    }

    private bool Fits(FunctionSignature function, FunctionParameter parameter, BoundExpression argument, ExpressionSyntax syntax)
    {
        var kind = argument.Type.Kind;
        if (kind == TypeKind.Null && parameter.Accepts != Accepts.Fixed) return true;
        var fits = parameter.Accepts switch
        {
            Accepts.Text => kind is not (TypeKind.List or TypeKind.Entity),
            Accepts.Number => kind is TypeKind.Number or TypeKind.Json,
            Accepts.Date => kind is TypeKind.Date or TypeKind.DateTime or TypeKind.Json,
            Accepts.List => kind is TypeKind.List or TypeKind.Json,
            Accepts.Fixed => argument is BoundFixedValue { Value: string },
            _ => kind != TypeKind.Entity,
        };
        if (!fits)
        {
            var expected = parameter.Accepts switch
            {
                Accepts.Text => "text",
                Accepts.Number => "a number",
                Accepts.Date => "a date or a moment",
                Accepts.List => "a list",
                Accepts.Fixed => "a text in quotes",
                _ => "a value",
            };
            errors.Add(syntax.Position, DiagnosticCodes.TemplateType, $"'{parameter.Name}' of '{function.Name}' must be {expected}, not {argument.Type.Describe()}.", Cure(parameter.Accepts, kind));
        }
        else if (argument.Type.Item?.Kind == TypeKind.Entity && NeedsPlainItems.Contains(function.Name, StringComparer.Ordinal))
        {
            errors.Add(syntax.Position, DiagnosticCodes.TemplateType, $"'{function.Name}' takes a list of single values, not of objects.", "Write 'list | array.map \"field\"' before it.");
            return false;
        }

        return fits;
    }

    private static string? Cure(Accepts accepts, TypeKind kind) => (accepts, kind) switch
    {
        (Accepts.Number, TypeKind.Text or TypeKind.Enum) => "Write '(text | string.to_double)' to make a number of a text.",
        (Accepts.Date, TypeKind.Text or TypeKind.Enum) => "Write '(date.parse text)' to make a moment of a text.",
        (Accepts.Text, TypeKind.List) => "Write 'list | array.join \", \"' before it.",
        (Accepts.List, TypeKind.Text or TypeKind.Enum) => "Write 'text | string.split \",\"' before it.",
        (Accepts.Number or Accepts.Date, TypeKind.Mixed) => "Write a value of the same type after '??'.",
        (Accepts.Fixed, _) => "It is checked when the workflow is saved, so it cannot come from a field.",
        _ => null,
    };

    private bool CheckFormat(CallSyntax call, ImmutableArray<BoundExpression> arguments)
    {
        if (NumberFormat.Check(Text(arguments[1])) is not { } problem) return true;
        errors.Add(call.Arguments[1].Position, DiagnosticCodes.InvalidFormat, problem, "For example \"N2\" (1,250.50), \"0.##\", \"P0\" (42 %).");
        return false;
    }

    private bool CheckPattern(CallSyntax call, FunctionSignature function, ImmutableArray<BoundExpression> arguments)
    {
        if (arguments.Length < 2) return true;
        var text = Text(arguments[1]);
        var (pattern, wrongAt) = DatePattern.Parse(text);
        var problem = text.Length > TemplateLimits.MaxFormatLength ? $"A pattern has at most {TemplateLimits.MaxFormatLength} characters."
            : pattern is null ? $"'{Code(text, wrongAt)}' is no code of a date."
            : !text.Contains('%', StringComparison.Ordinal) ? $"'{Shorten(text)}' has no code of a date: it would always write the same."
            : function.Name == "date.parse" && DateReading.ToFormat(pattern) is null ? "A date cannot be read by this pattern." : null;
        if (problem is null) return true;
        errors.Add(call.Arguments[1].Position, DiagnosticCodes.InvalidFormat, problem, "For example \"%d/%m/%Y %H:%M\" or \"%e %B %Y\".");
        return false;
    }

    private CultureInfo? FindCulture(CallSyntax call, ImmutableArray<BoundExpression> arguments)
    {
        if (arguments.Length < 3) return scope.Culture;
        if (Cultures.Find(Text(arguments[2])) is { } culture) return culture;
        errors.Add(call.Arguments[2].Position, DiagnosticCodes.InvalidFormat, $"This system knows no culture \"{Shorten(Text(arguments[2]))}\".", Cultures.Cure);
        return null;
    }

    private BoundCall? BindMap(CallSyntax call, BoundCall map)
    {
        var item = map.Arguments[0].Type.Item;
        var member = Text(map.Arguments[1]);
        if (item is null || item.Kind == TypeKind.Json) return map;
        if (item.Entity?.Find(member) is { } field) return map with { Member = field, Type = TemplateType.ListOf(TemplateType.Of(field)) };
        errors.Add(
            call.Arguments[1].Position, DiagnosticCodes.UnknownVariable,
            item.Entity is null ? $"The elements of this list are {item.Describe()}, they have no fields." : $"The elements of this list have no field '{Shorten(member)}'.",
            item.Entity is null ? null : NearestName.Suggest(member, item.Entity.Fields.Select(f => f.Name)),
            item.Entity is null ? null : DiagnosticArguments.Unknown(member, item.Entity.Fields.Select(f => f.Name)));
        return null;
    }

    private static string CountMessage(FunctionSignature function, int given)
    {
        var (least, most) = (function.Required, function.Parameters.Length);
        var wanted = least == most ? $"{most}" : $"{least} to {most}";
        return $"'{function.Name}' takes {wanted} {(most == 1 ? "argument" : "arguments")}, what is piped into it counted too, not {given}.";
    }

    private static string Text(BoundExpression fixedText) => (string)((BoundFixedValue)fixedText).Value!;

    private static string Code(string pattern, int at) => pattern.Substring(at, Math.Min(at + 2 < pattern.Length && char.IsSurrogatePair(pattern, at + 1) ? 3 : 2, pattern.Length - at));

    private static string Shorten(string text) => Excerpt.Of(text, 40);
}
