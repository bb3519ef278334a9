using System.Text.Json;
using System.Text.RegularExpressions;
using Alforis.Crm.Data.Printing;
using Alforis.Crm.Data.Workflows;

namespace Alforis.Crm.Data.Payloads;

/// <summary>A regular expression of a schema.</summary>
/// <param name="Regex">What looks for it.</param>
/// <param name="Size">How many steps each character of a text may take.</param>
internal sealed record PayloadPattern(Regex Regex, int Size);

/// <summary>
/// What a workflow wants of payloads, as a JSON Schema: the keywords of <see cref="PayloadKeywords"/>, each with the meaning that the specification (2020-12)
/// gives it. Once read, it is immutable and thread-safe.
/// </summary>
internal sealed class PayloadSchema
{
    private const int LongestPlace = 200;
    private const int LongestMessage = 500;

    private readonly Dictionary<string, PayloadPattern> patterns = new(StringComparer.Ordinal);

    private PayloadSchema(JsonElement root) => Root = root;

    /// <summary>The whole schema.</summary>
    public JsonElement Root { get; }

    /// <summary>Reads a schema that is part of a definition.</summary>
    /// <param name="schema">The schema.</param>
    /// <returns>The schema, or what cannot be done with it, as a sentence that says where.</returns>
    public static (PayloadSchema? Schema, string? Problem) Read(JsonElement schema)
    {
        var read = new PayloadSchema(schema.Clone());
        return PayloadKeywords.FindProblem(read) is { } problem ? (null, problem) : (read, null);
    }

    /// <summary>Why a payload is not as it should be, as a sentence that says where; <see langword="null"/> when it is. The work is bounded.</summary>
    /// <param name="payload">What a webhook brought.</param>
    public string? Check(JsonElement payload)
    {
        if (new PayloadCheck(this).Run(payload) is not { } mismatch) return null;
        // Names are as long as a sender likes, and history keeps them.
        var place = mismatch.Pointer.Length == 0 ? "its root" : CutText.ToFit(mismatch.Pointer, LongestPlace);
        return $"The payload is not as 'payload_schema' wants it, at {place}: {CutText.ToFit(mismatch.Message, LongestMessage)}";
    }

    /// <summary>The sizes of all patterns together.</summary>
    public int PatternsSize => patterns.Values.Sum(p => p.Size);

    /// <summary>One of the patterns that were added.</summary>
    public PayloadPattern Pattern(string pattern) => patterns[pattern];

    /// <summary>Makes a pattern that never backtracks, unless it was made before.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    /// <exception cref="NotSupportedException">It cannot be matched without backtracking.</exception>
#pragma warning disable MA0009 // With a timeout, .NET 10 says of long texts that they do not match when they do (PayloadSchemaTests); the work is counted instead.
    public void AddPattern(string pattern, int size)
    {
        if (!patterns.ContainsKey(pattern)) patterns.Add(pattern, new(new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), size));
    }
#pragma warning restore MA0009

    /// <summary>What a reference leads to; <see langword="null"/> when there is nothing.</summary>
    public JsonElement? Target(string reference)
    {
        if (reference is not ['#', .. var path] || (path.Length > 0 && path[0] != '/')) return null;
        var target = Root;
        foreach (var name in Names(reference))
        {
            if (target.ValueKind != JsonValueKind.Object || !target.TryGetProperty(name, out target)) return null;
        }

        return target;
    }

    /// <summary>Where a reference leads, written in one way: <c>#/a%2Fb</c> is not <c>#/a/b</c>.</summary>
    public static string Place(string reference) => string.Concat(Names(reference).Select(JsonPlace.Step));

    private static IEnumerable<string> Names(string reference) =>
        reference.Split('/').Skip(1).Select(t => Uri.UnescapeDataString(t).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
}
