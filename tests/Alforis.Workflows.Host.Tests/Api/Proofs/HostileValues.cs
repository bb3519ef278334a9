using System.Text.Json.Nodes;

namespace Alforis.Workflows.Host.Tests.Api.Proofs;

/// <summary>What nobody sends who means well.</summary>
internal static class HostileValues
{
    /// <summary>As JSON text, for any member of a body.</summary>
    public static readonly string[] Json =
    [
        "null", "true", "[]", "{}", "-1", "0", "1.5", "1e400", "-1e400", "9223372036854775808", "9223372036854775807", "123456789012345678901234567890", "0.0000000000000000000000000000001",
        "\"\"", "\" \"", "\"'; DROP TABLE users; --\"", "\"1' OR '1'='1\"", "\"\\\\\"", "\"%\"", "\"{{ 1 + 1 }}{{ for i in 1..100000000 }}{{ end }}\"", "\"${jndi:ldap://x}\"", "\"<script>alert(1)</script>\"",
        "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\uffff\\ufffe\"", "\"\\u202e\\u200b\\u2028\"", "\"\\r\\nX-Injected: 1\"", "\"../../../../etc/passwd\"", "\"file:///etc/passwd\"", "\"http://169.254.169.254/\"",
        "\"0000-00-00\"", "\"2026-02-30T25:61:00Z\"", "\"9999-12-31T23:59:59.9999999+14:00\"", "\"0001-01-01T00:00:00-14:00\"", "\"-infinity\"", "\"NaN\"", "[null]", "[[[[[[]]]]]]", "{\"a\":{\"a\":{}}}",
        "{\"$ref\":\"#\"}", "{\"__proto__\":{\"admin\":true}}", "[1,\"a\",null,{}]",
        $"\"{new string('a', 100_000)}\"", $"\"{string.Concat(Enumerable.Repeat("😀", 5_000))}\"", $"[{string.Join(',', Enumerable.Repeat("1", 20_000))}]",
        new string('[', 63) + new string(']', 63), new string('[', 5_000) + new string(']', 5_000), $"{string.Concat(Enumerable.Repeat("{\"a\":", 60))}1{new string('}', 60)}",
    ];

    /// <summary>For parts of an address.</summary>
    public static readonly string[] Segments =
    [
        "0", "-1", "1.5", "1e3", "9223372036854775807", "9223372036854775808", "99999999999999999999999999", "abc", "%00", "1%00", "..%2f..%2fetc%2fpasswd", "..", "%2e%2e%2f", "1%27%20OR%201=1", "1;", "1%0d%0aX:1",
        "%ff%fe", "%F0%9F%98%80", "%20", "1%20", "+1", "0x1", "%D9%A1", "true", "null", "{id}", "%25", new string('9', 3000), "%3Cscript%3E",
    ];

    /// <summary>For values in the query.</summary>
    public static readonly string[] Queries =
    [
        "", "%00", "-1", "0", "201", "2147483648", "9223372036854775808", "abc", "1e3", "%27%3B%20DROP%20TABLE%20users%3B--", "%25", "_", "%5C", "%ff", "%ED%A0%80", "%F0%9F%98%80", "2026-02-30", "0001-01-01T00:00:00-14:00", "9999-12-31T23:59:59+14:00",
        "%5B%5D", "%7B%7B1%7D%7D", "a,b,-c", "-", "id%20desc", "1&{name}=2", new string('x', 4000),
    ];

    /// <summary>Texts that are no body at all.</summary>
    public static readonly string[] Bodies =
    [
        "", " ", "null", "true", "0", "\"a\"", "[]", "{}", "{", "}", "{\"\":1}", "{\"a\":1,\"a\":2}", "{\"unknown_member\":1}", "[{}]", "nul", "{'a':1}", "{\"a\":1,}", "{} {}", "\uFEFF{}", "<xml/>",
        new string('[', 100_000), "{\"a\":" + new string('9', 100_000) + "}",
    ];

    /// <summary>Every body that has one member, at any depth, replaced by one hostile value.</summary>
    public static IEnumerable<string> Mutations(JsonNode sample, Random random, int each)
    {
        foreach (var path in Paths(sample, []).ToList())
        {
            foreach (var value in Json.OrderBy(_ => random.Next()).Take(each))
            {
                const string Mark = "\"\\u0001 here \\u0001\"";
                var copy = sample.DeepClone();
                Set(copy, path, "\u0001 here \u0001");
                yield return copy.ToJsonString().Replace(Mark, value, StringComparison.Ordinal);
            }
        }
    }

    private static IEnumerable<object[]> Paths(JsonNode? node, object[] at)
    {
        if (at.Length > 0) yield return at;
        if (node is JsonObject o)
            foreach (var (name, member) in o)
                foreach (var path in Paths(member, [.. at, name])) yield return path;
        if (node is JsonArray a)
            for (var i = 0; i < Math.Min(a.Count, 2); i++)
                foreach (var path in Paths(a[i], [.. at, i])) yield return path;
    }

    private static void Set(JsonNode root, object[] path, string value)
    {
        var node = path[..^1].Aggregate(root, (at, step) => step is int i ? at[i]! : at[(string)step]!);
        if (path[^1] is int index) node[index] = value;
        else node[(string)path[^1]] = value;
    }
}
