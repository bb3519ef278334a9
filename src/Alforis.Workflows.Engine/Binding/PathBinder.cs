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

    /// <summary>More than a schema has in use; entities that refer to one another have paths without end.</summary>
    private const int MostKnown = 2_048;

    private static readonly ConditionalWeakTable<TriggerView, ConcurrentDictionary<string, BoundPath>> Known = [];

    /// <summary>The path, or what is wrong with it.</summary>
    public static (BoundPath? Path, string? Message, string? Suggestion) Bind(string text, BindingScope scope)
    {
        var known = Known.GetValue(scope.View, static _ => new ConcurrentDictionary<string, BoundPath>(StringComparer.Ordinal));
        if (known.TryGetValue(text, out var path)) return (path, null, null);
        var bound = Resolve(text, scope);

        // There is no end of names inside free JSON.
        if (bound.Path is { JsonSteps.IsEmpty: true } typed && known.Count < MostKnown) known.TryAdd(text, typed);
        return bound;
    }

    private static (BoundPath? Path, string? Message, string? Suggestion) Resolve(string text, BindingScope scope)
    {
        if (scope.Schema.PathAliases.TryGetValue(text, out var target)) text = target;
        if (!TemplateParser.IsPath(text)) return (null, $"'{Shorten(text)}' is not a path: names joined by dots.", null);
        if (text is Now) return (new BoundPath(Now, PathRoot.Now, [], []), null, null);
        if (text is Today) return (new BoundPath(Today, PathRoot.Today, [], []), null, null);

        var names = text.Split('.');
        var view = scope.View;
        if (view.Find(names[0]) is { } root) return Follow([root], names, 1);
        if (view.Entity?.Entity?.Find(names[0]) is { } field) return Follow([view.Entity, field], names, 1);

        // Where nothing is known about the triggering entity, any other name is a member of it; where nothing is known at all, of the context.
        if ((view.Entity is { Kind: ValueKind.Json } free ? free : view.Whole) is { } open) return Follow([open], names, 0);
        var known = view.Roots.Select(r => r.Name)
            .Concat(view.Entity?.Entity?.Fields.Select(f => f.Name) ?? [])
            .Concat([Now, Today])
            .ToList();
        return (null, $"There is no field '{Shorten(names[0])}' here.", NearestName.Suggest(names[0], known) ?? KnownRoots(view));
    }

    private static (BoundPath?, string?, string?) Follow(ImmutableArray<FieldSchema> steps, string[] names, int next)
    {
        for (; next < names.Length; next++)
        {
            var last = steps[^1];
            if (last.Kind == ValueKind.Json) break;
            if (last.Entity is not { } entity)
            {
                return (null, $"'{last.Name}' is a value, it has no field '{Shorten(names[next])}'.", null);
            }

            if (entity.Find(names[next]) is not { } field)
            {
                var suggestion = NearestName.Suggest(names[next], entity.Fields.Select(f => f.Name));
                return (null, $"'{last.Name}' has no field '{Shorten(names[next])}'.", suggestion);
            }

            steps = steps.Add(field);
        }

        ImmutableArray<string> json = [.. names.Skip(next)];
        var canonical = string.Join('.', steps.Where(s => s.Accessor is not WholeAccessor).Select(s => s.Name).Concat(json));
        return (new BoundPath(canonical, PathRoot.Context, steps, json), null, null);
    }

    private static string KnownRoots(TriggerView view) =>
        $"Paths start with one of: {string.Join(", ", view.Roots.Select(r => r.Name).Concat([Now, Today]))}.";

    private static string Shorten(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 59), "…");
}
