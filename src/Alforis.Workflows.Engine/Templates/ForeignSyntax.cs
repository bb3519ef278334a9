namespace Alforis.Workflows.Engine.Templates;

/// <summary>What Scriban's language has and this subset does not, and the tags of Liquid and Jinja, with what to write instead.</summary>
internal static class ForeignSyntax
{
    private static readonly Dictionary<string, string> Signs = new(StringComparer.Ordinal)
    {
        ["="] = "Values cannot be assigned; to compare, write '=='.",
        ["+="] = "Values cannot be assigned.",
        ["-="] = "Values cannot be assigned.",
        ["*="] = "Values cannot be assigned.",
        ["/="] = "Values cannot be assigned.",
        ["%="] = "Values cannot be assigned.",
        ["++"] = "Values cannot be assigned; write '+ 1'.",
        ["--"] = "Values cannot be assigned; write '- 1'.",
        [";"] = "Write each expression in braces of its own.",
        ["//"] = "Write '(a / b) | math.floor'.",
        [".."] = "Loops run over lists: 'for x in list'.",
        ["?!"] = "Write 'x == null ? null : y'.",
        ["{"] = "Objects cannot be made; name the fields one by one.",
        ["@"] = "Functions cannot be passed on.",
        ["^"] = "Lists cannot be spread into arguments.",
        ["&"] = "To combine conditions, write '&&'.",
        ["$"] = "Names have no '$' here.",
        ["["] = "Elements have no index here: write 'list | array.first', 'array.last' or 'array.offset'.",
    };

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["while"] = "Loops run over lists: 'for x in list'.",
        ["tablerow"] = "Loops run over lists: 'for x in list'.",
        ["break"] = "Shorten the list instead: 'for x in list | array.limit 3'.",
        ["continue"] = "Put what follows in an 'if'.",
        ["case"] = "Write 'if … else if … else … end'.",
        ["when"] = "Write 'if … else if … else … end'.",
        ["capture"] = "Values cannot be kept.",
        ["func"] = "Functions cannot be defined.",
        ["ret"] = "Put what follows in an 'if'.",
        ["with"] = "Write the whole path.",
        ["wrap"] = "Functions cannot be defined.",
        ["import"] = "Write the whole path.",
        ["include"] = "Other templates cannot be included.",
        ["include_join"] = "Other templates cannot be included.",
        ["readonly"] = "Values cannot be assigned, so none needs protection.",
        ["this"] = "Write the path of the field.",
    };

    /// <summary>The tags <c>{% … %}</c> of Liquid and Jinja; others are looked for among <see cref="Words"/>.</summary>
    private static readonly Dictionary<string, string> Tags = new(StringComparer.Ordinal)
    {
        ["if"] = "Write '{{ if … }}', with '&&' and '||' for 'and' and 'or'.",
        ["unless"] = "Write '{{ if !(…) }}'.",
        ["elsif"] = "Write '{{ else if … }}'.",
        ["elif"] = "Write '{{ else if … }}'.",
        ["else"] = "Write '{{ else }}'.",
        ["for"] = "Write '{{ for x in list }}'.",
        ["assign"] = "Values cannot be kept: write the expression where it is needed.",
        ["set"] = "Values cannot be kept: write the expression where it is needed.",
        ["echo"] = "Write '{{ … }}'.",
        ["comment"] = "Write '{{ ## … ## }}' around it.",
        ["endcomment"] = "Write '{{ ## … ## }}' around it.",
        ["raw"] = "Write '{%{ … }%}' around it.",
        ["endraw"] = "Write '{%{ … }%}' around it.",
        ["verbatim"] = "Write '{%{ … }%}' around it.",
        ["endverbatim"] = "Write '{%{ … }%}' around it.",
    };

    /// <summary>What to write instead of a sign, or <see langword="null"/> when Scriban has no such sign here either.</summary>
    public static string? CureOf(string sign) => Signs.GetValueOrDefault(sign);

    /// <summary>What to write instead of a statement.</summary>
    public static string? CureOfStatement(string word) => Words.GetValueOrDefault(word);

    /// <summary>What to write instead of a tag.</summary>
    public static string CureOfTag(string word) =>
        Tags.GetValueOrDefault(word) ?? Words.GetValueOrDefault(word)
        ?? (word.StartsWith("end", StringComparison.Ordinal) ? "Write '{{ end }}'." : "Code stands between '{{' and '}}'; text that stays as it is, between '{%{' and '}%}'.");
}
