using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Compilation.Contexts;

/// <summary>Contexts whose lists are long enough to be looked up, of values that are written in many ways.</summary>
internal static class LongLists
{
    private static readonly string[] Values =
    [
        "1", "1.0", "2", "2.5", "25e-1", "-0", "0", "9007199254740993", "9007199254740992", "1e30", "true", "false", "null", "\"\"", "\"a\"", "\"A\"", "\"É\"", "\"é\"",
        "\"\\u0061\"", "[]", "{}", "[1]", "[1.0]", "[[true]]", "{\"a\":1,\"b\":[2]}", "{\"b\":[2.0],\"a\":1}", "{\"a\":null}", "[\"a\"]",
    ];

    private static readonly string[] Texts = ["\"a\"", "\"A\"", "\"b\"", "\"É\"", "\"é\"", "\"\"", "\"vip\""];
    private static readonly string[] Numbers = ["0", "1", "2", "3", "-1", "2000000000"];
    private static readonly string[] Visits = ["\"2026-03-31T22:00:00Z\"", "\"2026-04-01T00:00:00Z\"", "\"2025-01-01T00:00:00Z\""];

    public static Scope Next(Random random) => Written.ScopeOf(
        $$"""
        {"documents":{{List(Values, random)}},"tags":{{List(Texts, random)}},"labels":{{List(Texts, random)}},"numbers":{{List(Numbers, random)}},
         "weights":{{List([.. Numbers, "0.5", "1.5"], random)}},"visits":{{List(Visits, random)}}}
        """,
        $$"""{"a":{{List(Values, random)}},"b":{{List(Values, random)}}}""");

    /// <summary>Of all the values, or of few of them, so that now and then one list has all of another.</summary>
    private static string List(string[] values, Random random)
    {
        var from = random.Next(3) == 0 ? values : random.GetItems(values, random.Next(1, 5));
        return $"[{string.Join(',', random.GetItems(from, random.Next(3) == 0 ? 120 : random.Next(9, 40)))}]";
    }
}
