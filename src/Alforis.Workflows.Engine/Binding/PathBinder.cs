using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Templates;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Resolves paths.</summary>
internal static class PathBinder
{
    private const string Now = "now";
    private const string Today = "today";

    /// <summary>What a path inside of <c>any</c> and <c>all</c> calls the element itself.</summary>
    private const string It = "it";

    /// <summary>More than a schema has in use; entities that refer to one another have paths without end.</summary>
    private const int MostKnown = 2_048;

    private static readonly ConditionalWeakTable<TriggerView, ConcurrentDictionary<string, BoundPath>> Known = [];

    /// <summary>The path, or what is wrong with it.</summary>
    public static (BoundPath? Path, string? Message, string? Suggestion, DiagnosticArguments? Arguments) Bind(string text, BindingScope scope)
    {
        var found = Find(text, scope);
        if (found.Path is { Root: PathRoot.Context } path) scope.Paths?.Add(path.Text);
        return found;
    }

    private static (BoundPath? Path, string? Message, string? Suggestion, DiagnosticArguments? Arguments) Find(string text, BindingScope scope)
    {
        // Inside of elements names mean something else.
        if (scope.Element is not null) return Resolve(text, scope);
        var known = Known.GetValue(scope.View, static _ => new ConcurrentDictionary<string, BoundPath>(StringComparer.Ordinal));
        if (known.TryGetValue(text, out var path)) return (path, null, null, null);
        var bound = Resolve(text, scope);

        // There is no end of names inside free JSON.
        if (bound.Path is { JsonSteps.IsEmpty: true } typed && known.Count < MostKnown) known.TryAdd(text, typed);
        return bound;
    }

    private static (BoundPath? Path, string? Message, string? Suggestion, DiagnosticArguments? Arguments) Resolve(string text, BindingScope scope)
    {
        // Inside of an element a bare name is the element's, whatever it once meant outside.
        if (scope.Schema.PathAliases.TryGetValue(text, out var target) && (scope.Element is null || text.Contains('.', StringComparison.Ordinal))) text = target;
        if (!TemplateParser.IsPath(text)) return (null, $"'{Shorten(text)}' is not a path: names joined by dots.", null, null);
        if (text is Now) return (new BoundPath(Now, PathRoot.Now, [], []), null, null, null);
        if (text is Today) return (new BoundPath(Today, PathRoot.Today, [], []), null, null, null);

        var names = text.Split('.');
        var view = scope.View;
        var start = new BoundPath("", PathRoot.Context, [], []);
        if (scope.Element is { } element && names[0] is It) return FollowElement(element, names[1..], scope);
        if (view.Find(names[0]) is { } root) return Follow(start with { Steps = [root] }, names, 1);
        if (scope.Element is { } bare) return FollowElement(bare, names, scope);
        if (view.Entity?.Entity?.Find(names[0]) is { } field) return Follow(start with { Steps = [view.Entity, field] }, names, 1);

        // Where nothing is known about the triggering entity, any other name is a member of it; where nothing is known at all, of the context.
        if ((view.Entity is { Kind: ValueKind.Json } free ? free : view.Whole) is { } open) return Follow(start with { Steps = [open] }, names, 0);
        var known = view.Roots.Select(r => r.Name)
            .Concat(view.Entity?.Entity?.Fields.Select(f => f.Name) ?? [])
            .Concat([Now, Today])
            .ToList();
        return (null, $"There is no field '{Shorten(names[0])}' here.", NearestName.Suggest(names[0], known) ?? KnownRoots(view),
            DiagnosticArguments.Unknown(names[0], known) with { Allowed = null });
    }

    private static (BoundPath?, string?, string?, DiagnosticArguments?) FollowElement(BoundElement element, string[] names, BindingScope scope)
    {
        var start = new BoundPath(It, PathRoot.Element, [], []) { Element = element };
        if (names.Length == 0) return (start, null, null, null);
        if (element.Kind == ValueKind.Json) return (start with { Text = Canonical(names), JsonSteps = [.. names] }, null, null, null);
        if (element.Entity is not { } entity)
        {
            return (null, $"The elements are values, they have no field '{Shorten(names[0])}'.", $"Write '{It}' for the element itself.", null);
        }

        if (entity.Find(names[0]) is { } field) return Follow(start with { Steps = [field] }, names, 1);
        var suggestion = scope.View.Entity is { } outer && outer.Entity?.Find(names[0]) is not null
            ? $"Write '{outer.Name}.{names[0]}' for the field of '{outer.Name}'."
            : NearestName.Suggest(names[0], entity.Fields.Select(f => f.Name).Concat(scope.View.Roots.Select(r => r.Name)));
        return (null, $"The elements have no field '{Shorten(names[0])}'.", suggestion ?? $"They have: {NameList.Of(entity.Fields.Select(f => f.Name))}.",
            DiagnosticArguments.Unknown(names[0], entity.Fields.Select(f => f.Name)));
    }

    private static (BoundPath?, string?, string?, DiagnosticArguments?) Follow(BoundPath path, string[] names, int next)
    {
        var steps = path.Steps;
        for (; next < names.Length; next++)
        {
            var last = steps[^1];
            if (last.Kind == ValueKind.Json) break;
            if (last.Entity is not { } entity)
            {
                return last.ItemEntity is null
                    ? (null, $"'{last.Name}' is a value, it has no field '{Shorten(names[next])}'.", null, null)
                    : (null, $"'{last.Name}' is a list, it has no field '{Shorten(names[next])}'.", "Ask its elements: the operators any and all take a condition on them.", null);
            }

            if (entity.Find(names[next]) is not { } field)
            {
                var fields = entity.Fields.Select(f => f.Name);
                return (null, $"'{last.Name}' has no field '{Shorten(names[next])}'.",
                    NearestName.Suggest(names[next], fields) ?? $"Its fields are: {string.Join(", ", fields)}.",
                    DiagnosticArguments.Unknown(names[next], fields, last.Name));
            }

            steps = steps.Add(field);
        }

        ImmutableArray<string> json = [.. names.Skip(next)];
        return (new BoundPath(Canonical(steps.Where(s => s.Accessor is not WholeAccessor).Select(s => s.Name).Concat(json)), path.Root, steps, json) { Element = path.Element }, null, null, null);
    }

    private static string Canonical(IEnumerable<string> names) => string.Join('.', names);

    private static string KnownRoots(TriggerView view) =>
        $"Paths start with one of: {NameList.Of(view.Roots.Select(r => r.Name).Concat([Now, Today]))}.";

    private static string Shorten(string text) => Excerpt.Of(text, 60);
}
