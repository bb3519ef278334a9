using System.Collections;
using System.Text.Json;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Workflows.Engine.Tests.Compilation;

/// <summary>A list that was made ready answers as one that is gone through.</summary>
public sealed class ListLookupTests
{
    private static readonly Guid Id = Guid.Parse("0b8ff5f1-3f0c-4d6a-9a3e-2f9b9f6f7c11");

    private static readonly object?[] Values =
    [
        null, 1m, 1.0m, 1, 1L, (byte)1, 1.0, 1f, 0.1, 0.1f, 0.1m, 0.0, -0.0, 0m, double.NaN, double.PositiveInfinity, 9007199254740992m, 9007199254740993m,
        9007199254740992.0, ulong.MaxValue, decimal.MaxValue, (double)decimal.MaxValue, "a", "A", "é", "É", "", "1", true, false, Id, Id.ToString(), 'a',
        new DateOnly(2026, 3, 31), "2026-03-31", new DateTime(2026, 3, 31, 22, 0, 0, DateTimeKind.Utc), new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.FromHours(2)),
        Json("1"), Json("1.0"), Json("1e400"), Json("2e400"), Json("\"a\""), Json("\"\\u0061\""), Json("\"\\ud800\""), Json("\"\\uD800\""), Json("true"), Json("null"),
        Json("[]"), Json("{}"), Json("[1]"), Json("[1.0]"), Json("[10e-1]"), Json("[0.0]"), Json("[-0e7]"), Json("[120]"), Json("[1.2e2]"), Json("[12]"), Json("[1e99999999999]"),
        Json("""{"a":1,"b":"\u0061"}"""), Json("""{"b":"a","a":1.0}"""), Json("""{"a":2,"b":"a"}"""), Json("""["\ud800"]"""), Json("""["\uD800"]"""), Json("""{"\ud800":1}"""),
        new Dictionary<string, object?>(StringComparer.Ordinal) { ["a"] = 1, ["b"] = "a" }, new List<object?> { 1 }, new object?[] { 1.0 },
    ];

    public static TheoryData<bool, StringComparison> Rules => new()
    {
        { true, StringComparison.Ordinal }, { true, StringComparison.OrdinalIgnoreCase }, { false, StringComparison.Ordinal }, { false, StringComparison.OrdinalIgnoreCase },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Has_EachValueInEachList_AnswersAsGoingThroughIt(bool isFree, StringComparison comparison)
    {
        var rule = new ListEquality(isFree, comparison);
        var needles = Values.Select(value => isFree ? DictionaryReading.Free(value) : Needle(value)).OfType<object>().ToList();
        var found = 0;
        foreach (var item in Values)
        {
            // Each value in a list of its own, between others that equal nothing: an answer then speaks of this value.
            var list = Enumerable.Repeat<object?>("none", 10).Append(item).ToList();
            var lookup = ListLookup.Next(null, searches: 9, list, rule)!;
            foreach (var value in needles)
            {
                var expected = isFree ? JsonScalars.Compare(list, ComparisonOperator.Contains, value, comparison) : Membership.HasValue(list, value, comparison);
                Assert.True(expected == lookup.Has(value), $"{Describe(value)} in a list with {Describe(item)}: expected {expected}.");
                if (expected) found++;
            }
        }

        Assert.True(found > Values.Length, $"Only {found} were found.");
    }

    [Fact]
    public void Next_ShortListOrFewSearches_IsNotMadeReady()
    {
        var rule = new ListEquality(IsFree: true, StringComparison.Ordinal);

        Assert.Null(ListLookup.Next(null, searches: 100, Enumerable.Repeat<object?>(1, 8).ToList(), rule));
        Assert.Null(ListLookup.Next(null, searches: 8, Enumerable.Repeat<object?>(1, 100).ToList(), rule));
        Assert.Null(ListLookup.Next(null, searches: 100, new string('a', 100), rule));
        Assert.Null(ListLookup.Next(null, searches: 100, Json("{}"), rule));
        Assert.NotNull(ListLookup.Next(null, searches: 9, Json("[1,2,3,4,5,6,7,8,9]"), rule));
    }

    /// <summary>What conditions make of values: moments, ids and letters as such.</summary>
    private static object? Needle(object? value) => value switch
    {
        DateTime moment => Moments.FromDateTime(moment),
        Guid or char => value.ToString(),
        JsonElement json => JsonScalars.Value(json),
        _ => value,
    };

    private static JsonElement Json(string text) => JsonElement.Parse(text);

    private static string Describe(object? value) => value switch
    {
        JsonElement json => json.GetRawText(),
        string or not IEnumerable => $"{value} ({value?.GetType().Name})",
        _ => JsonSerializer.Serialize(value),
    };
}
