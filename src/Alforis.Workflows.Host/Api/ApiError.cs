using System.Text.Json.Serialization;

namespace Alforis.Workflows.Host.Api;

/// <summary>One of the things that are wrong with a request.</summary>
internal sealed record ApiError
{
    /// <summary>What kind of mistake, for programs: <c>required</c>, <c>range</c>, <c>WF1203</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Which rule the value breaks, one of <see cref="ErrorReasons"/>; where it has a name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>What the message names: numbers, names, words; for saying it in another language.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Arguments { get; init; }

    /// <summary>Where in the body, as a JSON pointer; a parameter of the query as <c>?name</c>. Empty for the request as a whole.</summary>
    public required string Pointer { get; init; }

    /// <summary>What is wrong, for people.</summary>
    public required string Message { get; init; }

    /// <summary>How to mend it, where something can be suggested.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Suggestion { get; init; }

    /// <summary>The line in the definition, from 1; only for diagnostics of definitions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Line { get; init; }

    /// <summary>The column in the line, from 1; only for diagnostics of definitions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Column { get; init; }

    /// <summary><c>error</c>, <c>warning</c> or <c>notice</c>; only for diagnostics of definitions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Severity { get; init; }
}
