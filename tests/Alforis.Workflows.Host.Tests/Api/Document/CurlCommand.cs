using System.Text;
using System.Text.RegularExpressions;

namespace Alforis.Workflows.Host.Tests.Api.Document;

/// <summary>A command of the tour: <c>curl …</c>, or <c>NAME=$(curl … | jq -r .member)</c>.</summary>
internal sealed partial record CurlCommand(string Method, string Url, IReadOnlyList<string> Headers, string? Body, string? Variable, string? Member)
{
    /// <summary>Reads a line of a shell script with the variables that are known so far.</summary>
    public static CurlCommand Read(string line, IReadOnlyDictionary<string, string> variables)
    {
        var assignment = Assignment().Match(line);
        var words = Words(assignment.Success ? assignment.Groups["command"].Value : line, variables);
        string? method = null, url = null, body = null;
        var headers = new List<string>();
        for (var i = 1; i < words.Count; i++)
        {
            switch (words[i])
            {
                case "-s" or "-i" or "-si": break;
                case "-X": method = words[++i]; break;
                case "-H": headers.Add(words[++i]); break;
                case "-d": body = words[++i]; break;
                default: url = url is null ? words[i] : throw new InvalidOperationException($"The tour has an option that the test does not know: {words[i]}"); break;
            }
        }

        return new CurlCommand(
            method ?? (body is null ? "GET" : "POST"), url!, headers, body,
            assignment.Success ? assignment.Groups["name"].Value : null, assignment.Success ? assignment.Groups["member"].Value : null);
    }

    /// <summary>As a shell takes a line apart: nothing is replaced in single quotes, variables are in double quotes and outside.</summary>
    private static List<string> Words(string line, IReadOnlyDictionary<string, string> variables)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var quote = '\0';
        var isWord = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quote == c) quote = '\0';
            else if (quote == '\0' && c is '\'' or '"')
            {
                (quote, isWord) = (c, true);
            }
            else if (quote == '"' && c == '\\')
            {
                word.Append(line[++i]);
            }
            else if (quote != '\'' && c == '$')
            {
                var name = Name().Match(line, i + 1).Value;
                word.Append(variables[name]);
                (i, isWord) = (i + name.Length, true);
            }
            else if (quote == '\0' && c == ' ')
            {
                if (isWord) words.Add(word.ToString());
                word.Clear();
                isWord = false;
            }
            else
            {
                word.Append(c);
                isWord = true;
            }
        }

        if (isWord) words.Add(word.ToString());
        return words;
    }

    [GeneratedRegex(@"^(?<name>[A-Z_]+)=\$\((?<command>curl .*) \| jq -r '?\.(?<member>\w+)'?\)$", RegexOptions.NonBacktracking)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"\G[A-Z_]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
