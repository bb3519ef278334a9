using System.Text;
using System.Text.Json;

namespace Alforis.Workflows.Host.Api;

/// <summary>Places in a body as JSON pointers (RFC 6901).</summary>
internal static class JsonPointer
{
    /// <summary>The pointer of a path as System.Text.Json writes it: <c>$.rules[0]['a b']</c> is <c>/rules/0/a b</c>.</summary>
    public static string OfPath(string? path)
    {
        if (path is null || !path.StartsWith('$')) return "";
        var pointer = new StringBuilder();
        for (var at = 1; at < path.Length;)
        {
            var (segment, next) = path[at] == '[' ? InBrackets(path, at) : AfterDot(path, at);
            pointer.Append('/').Append(segment.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
            at = next;
        }

        return pointer.ToString();
    }

    /// <summary>The pointer of a member: <c>Email</c> is <c>/email</c>.</summary>
    public static string OfMember(string member) => "/" + JsonNamingPolicy.SnakeCaseLower.ConvertName(member);

    private static (string, int) AfterDot(string path, int at)
    {
        var end = path.IndexOfAny(['.', '['], at + 1);
        if (end < 0) end = path.Length;
        return (path[(at + 1)..end], end);
    }

    private static (string, int) InBrackets(string path, int at)
    {
        var isQuoted = path[(at + 1)..].StartsWith('\'');
        var close = isQuoted ? path.IndexOf("']", at, StringComparison.Ordinal) : path.IndexOf(']', at);
        if (close < 0) return (path[(at + 1)..], path.Length);
        return isQuoted ? (path[(at + 2)..close], close + 2) : (path[(at + 1)..close], close + 1);
    }
}
