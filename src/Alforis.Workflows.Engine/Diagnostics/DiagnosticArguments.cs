namespace Alforis.Workflows.Engine.Diagnostics;

/// <summary>
/// What a message names, for whoever says it in another language. Each is as the message shows it, cut where that is; what a message does not
/// name is <see langword="null"/>. Immutable.
/// </summary>
public sealed record DiagnosticArguments
{
    /// <summary>What the mistake is about: the name or value that was written, or that is missing.</summary>
    public string? Name { get; init; }

    /// <summary>What it belongs to: an entity, a field, a member, an action.</summary>
    public string? Owner { get; init; }

    /// <summary>The name that was probably meant.</summary>
    public string? Meant { get; init; }

    /// <summary>What there is instead, joined by commas.</summary>
    public string? Allowed { get; init; }

    /// <summary>The kind of value that is wanted: a <see cref="Schema.ValueKind"/>, or a kind of JSON, in lower case.</summary>
    public string? Kind { get; init; }

    /// <summary>The permissions that lack, joined by commas.</summary>
    public string? Permission { get; init; }

    /// <summary>What was probably meant, as a sentence; <see langword="null"/> where nothing is near.</summary>
    internal string? Suggestion => Meant is null ? null : $"Did you mean '{Meant}'?";

    /// <summary>A name that is not known among those that there are.</summary>
    internal static DiagnosticArguments Unknown(string name, IEnumerable<string> allowed, string? owner = null)
    {
        var names = allowed as IReadOnlyCollection<string> ?? [.. allowed];
        var meant = NearestName.Find(name, names);
        return new() { Name = Excerpt.Of(name, Longest), Owner = owner, Meant = meant, Allowed = names.Count == 0 || meant is not null ? null : NameList.Of(names) };
    }

    /// <summary>Of what somebody wrote no more is shown.</summary>
    private const int Longest = 60;
}
