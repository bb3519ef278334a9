using System.Collections.Immutable;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Templates;
using Alforis.Workflows.Engine.Templates.Functions;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Resolves the paths of templates: loop variables, <c>for.</c>, fields, and parts of single values.</summary>
internal sealed class TemplatePathBinder(BindingScope scope, LoopScope loops, TemplateErrors errors)
{
    private static readonly Dictionary<string, (LoopMember Member, TemplateType Type)> LoopMembers = new(StringComparer.Ordinal)
    {
        ["index"] = (LoopMember.Index, TemplateType.Number),
        ["rindex"] = (LoopMember.ReverseIndex, TemplateType.Number),
        ["first"] = (LoopMember.First, TemplateType.Boolean),
        ["last"] = (LoopMember.Last, TemplateType.Boolean),
        ["even"] = (LoopMember.Even, TemplateType.Boolean),
        ["odd"] = (LoopMember.Odd, TemplateType.Boolean),
    };

    private static readonly Dictionary<string, ValueMember> ValueMembers = new(StringComparer.Ordinal)
    {
        ["size"] = ValueMember.Size,
        ["year"] = ValueMember.Year,
        ["month"] = ValueMember.Month,
        ["day"] = ValueMember.Day,
        ["day_of_year"] = ValueMember.DayOfYear,
        ["hour"] = ValueMember.Hour,
        ["minute"] = ValueMember.Minute,
        ["second"] = ValueMember.Second,
    };

    public BoundExpression? Bind(PathSyntax path)
    {
        var names = path.Text.Split('.');
        if (names[0] == "for") return BindLoopMember(path, names);
        var bound = loops.Find(names[0]) is { } loop ? BindItem(path, names, loop.Loop, loop.Item) : BindField(path, names);
        return bound;
    }

    private BoundLoopMember? BindLoopMember(PathSyntax path, string[] names)
    {
        if (loops.Depth == 0)
        {
            errors.Add(path.Position, DiagnosticCodes.UnknownVariable, "There is no loop here that 'for' could mean.", null);
            return null;
        }

        if (names.Length == 2 && LoopMembers.TryGetValue(names[1], out var member)) return new BoundLoopMember(loops.Depth - 1, member.Member, member.Type);
        errors.Add(
            path.Position, DiagnosticCodes.UnknownVariable, $"A loop has no '{string.Join('.', names[1..])}'.",
            NearestName.Suggest(names[^1], LoopMembers.Keys) ?? $"It has: {string.Join(", ", LoopMembers.Keys.Select(m => "for." + m))}.");
        return null;
    }

    private BoundExpression? BindItem(PathSyntax path, string[] names, int loop, TemplateType item)
    {
        var steps = ImmutableArray.CreateBuilder<FieldSchema>();
        var type = item;
        var next = 1;
        for (; next < names.Length && type.Entity is { } entity; next++)
        {
            if (entity.Find(names[next]) is not { } field)
            {
                errors.Add(
                    path.Position, DiagnosticCodes.UnknownVariable, $"'{string.Join('.', names[..next])}' has no field '{names[next]}'.",
                    NearestName.Suggest(names[next], entity.Fields.Select(f => f.Name)),
                    DiagnosticArguments.Unknown(names[next], entity.Fields.Select(f => f.Name), string.Join('.', names[..next])));
                return null;
            }

            if (field.Name != names[next]) errors.ReadName(path.Position, names[next], field.Name);
            steps.Add(field);
            type = TemplateType.Of(field);
        }

        var value = new BoundLoopItem(loop, item, steps.ToImmutable(), type.Kind == TypeKind.Json ? [.. names[next..]] : [], type);
        if (next == names.Length || type.Kind == TypeKind.Json) return value;
        if (next == names.Length - 1 && Member(value, names[next]) is { } part) return part;
        errors.Add(path.Position, DiagnosticCodes.UnknownVariable, $"'{string.Join('.', names[..next])}' is {type.Describe()}, it has no field '{names[next]}'.", null);
        return null;
    }

    private BoundExpression? BindField(PathSyntax path, string[] names)
    {
        var (bound, message, suggestion, arguments) = PathBinder.Bind(path.Text, scope);
        if (bound is not null) return Value(path, path.Text, bound);
        if (names.Length > 1 && ValueMembers.ContainsKey(names[^1])
            && path.Text[..path.Text.LastIndexOf('.')] is var start && PathBinder.Bind(start, scope).Path is { } target
            && Member(Value(path, start, target), names[^1]) is { } part)
        {
            return part;
        }

        if (FunctionTable.ByName.TryGetValue(path.Text, out var function))
        {
            if (function.Required == 0) return new BoundCall(function, [], scope.Culture, function.Result([]));
            errors.Add(path.Position, DiagnosticCodes.ArgumentCount, $"'{path.Text}' is a function and has nothing to work on.", $"Write: {function}");
            return null;
        }

        var near = NearestName.Find(names[0], loops.Variables);
        errors.Add(path.Position, DiagnosticCodes.UnknownVariable, message!, near is null ? suggestion : $"Did you mean '{near}'?", near is null ? arguments : new() { Name = Excerpt.Of(names[0], 60), Meant = near });
        return null;
    }

    private BoundPathValue Value(PathSyntax path, string written, BoundPath bound)
    {
        if (bound.IsOlder(written)) errors.ReadName(path.Position, written, bound.Text);
        return new BoundPathValue(bound, TypeOf(bound));
    }

    private static TemplateType TypeOf(BoundPath path) =>
        path.Kind == ValueKind.Json || path.Field is null ? TemplateType.Scalar(path.Kind, []) : TemplateType.Of(path.Field);

    private static BoundValueMember? Member(BoundExpression target, string name)
    {
        if (!ValueMembers.TryGetValue(name, out var member)) return null;
        var fits = member switch
        {
            ValueMember.Size => target.Type.IsText || target.Type.Kind == TypeKind.List,
            ValueMember.Hour or ValueMember.Minute or ValueMember.Second => target.Type.Kind == TypeKind.DateTime,
            _ => target.Type.Kind is TypeKind.Date or TypeKind.DateTime,
        };
        return fits ? new BoundValueMember(target, member) : null;
    }
}
