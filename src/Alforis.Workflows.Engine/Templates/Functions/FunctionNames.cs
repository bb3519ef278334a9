using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Workflows.Engine.Templates.Functions;

/// <summary>Finds the function that was probably meant.</summary>
internal static class FunctionNames
{
    /// <summary>Functions of Scriban that are left out, and names of other template languages, with what does the same here.</summary>
    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["array.add"] = "Write the element beside the list.",
        ["array.any"] = "Write 'array.contains'.",
        ["array.each"] = "Write a loop: '{{ for x in list }}…{{ end }}'.",
        ["array.filter"] = "Write a loop with an 'if' in it.",
        ["array.cycle"] = "Write '{{ if for.even }}…{{ else }}…{{ end }}'.",
        ["date.parse_to_string"] = "Write 'date.parse … | date.to_string …'.",
        ["date.format"] = "Did you mean 'date.to_string'?",
        ["object.eval"] = "Text cannot be run as code.",
        ["object.eval_template"] = "Text cannot be run as code.",
        ["object.format"] = "Did you mean 'math.format' or 'date.to_string'?",
        ["object.size"] = "Did you mean 'string.size' or 'array.size'?",
        ["math.random"] = "Results must be repeatable: there is no chance in a template.",
        ["math.uuid"] = "Results must be repeatable: there is no chance in a template.",
        ["html.raw"] = "What a placeholder brings into HTML is always escaped.",
        ["raw"] = "What a placeholder brings into HTML is always escaped.",
        ["safe"] = "What a placeholder brings into HTML is always escaped.",
        ["upper"] = "Did you mean 'string.upcase'?",
        ["lower"] = "Did you mean 'string.downcase'?",
        ["trim"] = "Did you mean 'string.strip'?",
        ["length"] = "Did you mean 'string.size' or 'array.size'?",
        ["size"] = "Did you mean 'string.size' or 'array.size'?",
        ["date"] = "Did you mean 'date.to_string'?",
        ["format"] = "Did you mean 'math.format' or 'date.to_string'?",
        ["number"] = "Did you mean 'math.format'?",
    };

    /// <summary>What to write instead of a name that is no function.</summary>
    public static string Suggest(string name)
    {
        if (Others.TryGetValue(name, out var cure)) return cure;
        var names = FunctionTable.ByName.Keys.Order(StringComparer.Ordinal).ToList();
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            var last = NearestName.Find(name, names.Select(LastPart));
            return last is null ? "Functions are named like 'string.upcase' and 'math.round'." : $"Did you mean '{names.First(n => LastPart(n) == last)}'?";
        }

        if (NearestName.Suggest(name, names) is { } suggestion) return suggestion;
        var family = names.Where(n => n.StartsWith(name[..(dot + 1)], StringComparison.Ordinal)).Select(LastPart).ToList();
        return family.Count > 0
            ? $"'{name[..dot]}' has: {string.Join(", ", family)}."
            : $"Functions begin with one of: {string.Join(", ", names.Select(n => n[..n.IndexOf('.', StringComparison.Ordinal)]).Distinct(StringComparer.Ordinal))}.";
    }

    private static string LastPart(string name) => name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..];
}
