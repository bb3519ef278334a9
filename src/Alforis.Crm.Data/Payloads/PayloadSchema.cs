using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Alforis.Crm.Data.Printing;

namespace Alforis.Crm.Data.Payloads;

/// <summary>
/// What a workflow wants of payloads, as a JSON Schema: the keywords of <see cref="PayloadKeywords"/>, each with the meaning that the specification (2020-12)
/// gives it. Immutable, thread-safe.
/// </summary>
internal sealed class PayloadSchema
{
    private const int LongestPlace = 200;
    private const int LongestMessage = 500;
    private static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, Regex> patterns = new(StringComparer.Ordinal);

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

    /// <summary>A pattern; it never backtracks.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    /// <exception cref="NotSupportedException">It cannot be matched without backtracking.</exception>
    public Regex Pattern(string pattern) => patterns.GetOrAdd(
        pattern, static p => new Regex(p, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, LongestMatch));

    /// <summary>What a reference leads to; <see langword="null"/> when there is nothing.</summary>
    public JsonElement? Target(string reference)
    {
        if (reference is not ['#', .. var path] || (path.Length > 0 && path[0] != '/')) return null;
        var target = Root;
        foreach (var token in path.Split('/').Skip(1))
        {
            var name = Uri.UnescapeDataString(token).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (target.ValueKind != JsonValueKind.Object || !target.TryGetProperty(name, out target)) return null;
        }

        return target;
    }
}
