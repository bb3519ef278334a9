namespace Alforis.Workflows.Engine.Tests.Templates;

/// <summary>Makes templates whose types fit, so that nearly all of them compile.</summary>
internal sealed class RandomTemplates(Random random, TemplateVocabulary vocabulary)
{
    private static readonly string[] TextLiterals = ["'a'", "''", "'<é>'", "'😀'", "\"x\\ny\""];
    private static readonly string[] NumberLiterals = ["0", "1", "5", "2.5", "-1", "1.50", "255"];
    private static readonly string[] Orders = ["==", "!=", "<", "<=", ">", ">="];
    private static readonly string[] NumberFormats = ["N2", "N0", "F1", "F0", "0.00", "E3", "G", "#,##0.#", "N9", "C"];
    private static readonly string[] Cultures = ["", " 'fr-FR'", " 'en-US'", " 'de-CH'", " 'hi-IN'"];
    private static readonly string[] Patterns = ["%d/%m/%Y", "%Y-%m-%d", "%H:%M:%S.%L", "%y%m%d", "le %e %B", "%T %%", "100%% %d"];

    private readonly List<(string Variable, char Kind, ObjectVocabulary? Item)> loops = [];

    public string Next() => Pieces(3);

    private string Pieces(int depth)
    {
        var text = "";
        for (var i = random.Next(1, 5); i > 0; i--) text += Piece(depth);
        return text;
    }

    private string Piece(int depth)
    {
        switch (random.Next(depth > 0 ? 6 : 4))
        {
            case 0:
                return Pick<string>(["a & b ", "<p>", "été ", "\n"]);
            case 4:
                var otherwise = random.Next(3) switch { 0 => "", 1 => "{{ else }}" + Pieces(depth - 1), _ => $"{{{{ else if {Truth(2)} }}}}b{{{{ else }}}}c" };
                return $"{{{{ if {Truth(2)} }}}}{Pieces(depth - 1)}{otherwise}{{{{ end }}}}";
            case 5:
                return Loop(depth);
            default:
                return $"{{{{ {Written(2)} }}}}";
        }
    }

    private string Loop(int depth)
    {
        var variable = "v" + loops.Count;
        var inner = loops.Where(l => l.Item is { Objects.Length: > 0 }).SelectMany(l => l.Item!.Objects.Select(o => (Path: l.Variable + o.Path, o.Item))).ToArray();
        var isObjects = random.Next(2) == 0;
        var (path, kind, item) = ("", ' ', (ObjectVocabulary?)null);
        if (isObjects)
        {
            var list = Pick(inner.Length > 0 && random.Next(2) == 0 ? inner : vocabulary.Objects);
            (path, item) = list;
        }
        else
        {
            (path, kind) = Pick(vocabulary.Lists);
            if (random.Next(4) == 0) path = $"({path} | array.limit 2)";
        }

        loops.Add((variable, kind, item));
        var body = Pieces(depth - 1);
        loops.RemoveAt(loops.Count - 1);
        return $"{{{{ for {variable} in {path} }}}}{body}{{{{ end }}}}";
    }

    private string Written(int depth) => random.Next(7) switch
    {
        0 => Number(depth),
        1 => Date(),
        2 => Truth(depth),
        3 => $"{Text(depth)} ?? {Text(depth)}",
        4 when vocabulary.Any.Length > 0 => Pick(vocabulary.Any),
        5 => $"{Number(0)} ?? {Text(0)}",
        _ => Text(depth),
    };

    private string Text(int depth) => random.Next(depth > 0 ? 9 : 3) switch
    {
        0 => Pick(TextLiterals),
        3 => $"({Text(depth - 1)} ?? {Text(depth - 1)})",
        4 => $"({Truth(depth - 1)} ? {Text(depth - 1)} : {Text(depth - 1)})",
        5 => $"({Text(depth - 1)} | {Pick<string>(["string.upcase", "string.strip", "html.escape", "string.append 'z'", "string.slice 1"])})",
        6 => $"({Number(0)} | math.format '{Pick(NumberFormats)}'{Pick(Cultures)})",
        7 => $"({Date()} | date.to_string '{Pick(Patterns)}'{Pick(Cultures)})",
        8 => $"({Text(depth - 1)} + {Number(0)})",
        _ => Pick([.. vocabulary.Texts, .. Items('t'), .. loops.Where(l => l.Item is not null).SelectMany(l => l.Item!.Texts.Select(t => l.Variable + t))]),
    };

    private string Number(int depth) => random.Next(depth > 0 ? 6 : 3) switch
    {
        0 => $"({Pick(NumberLiterals)})",
        3 => $"({Number(depth - 1)} {Pick<string>(["+", "-", "*"])} {Number(0)})",
        4 => $"({Number(depth - 1)} ?? {Number(0)})",
        5 => $"({Text(0)} | string.size)",
        _ => Pick([
            .. vocabulary.Numbers, .. Items('n'), .. loops.Where(l => l.Item is not null).SelectMany(l => l.Item!.Numbers.Select(t => l.Variable + t)),
            .. loops.Count == 0 ? Array.Empty<string>() : ["for.index", "for.rindex"]]),
    };

    private string Date() => Pick([.. vocabulary.Dates, "now", "today", .. Items('d')]);

    private string Truth(int depth) => random.Next(depth > 0 ? 9 : 2) switch
    {
        2 => $"({Number(0)} {Pick(Orders)} {Number(depth - 1)})",
        3 => $"({Text(0)} {Pick<string>(["==", "!="])} {Text(depth - 1)})",
        4 => $"({Truth(depth - 1)} {Pick<string>(["&&", "||"])} {Truth(depth - 1)})",
        5 => $"(!{Truth(depth - 1)})",
        6 => $"({Pick<string>([Text(0), Number(0), Date()])} {Pick<string>(["==", "!="])} null)",
        7 => $"({Truth(0)} == {Pick<string>(["true", "false"])})",
        8 => Pick<string>([Text(0), Number(0), Date()]),
        _ => Pick([.. vocabulary.Truths, .. loops.Count == 0 ? Array.Empty<string>() : ["for.first", "for.last", "for.even", "for.odd"]]),
    };

    private IEnumerable<string> Items(char kind) => loops.Where(l => l.Kind == kind).Select(l => l.Variable);

    private T Pick<T>(T[] choices) => choices[random.Next(choices.Length)];
}
