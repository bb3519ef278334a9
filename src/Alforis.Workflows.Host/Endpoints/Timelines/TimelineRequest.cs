using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Alforis.Crm.Data.Timeline;
using Alforis.Workflows.Host.Api;
using Microsoft.AspNetCore.Mvc;

namespace Alforis.Workflows.Host.Endpoints.Timelines;

/// <summary>Which part of a timeline is asked for.</summary>
[Request(IsQuery = true)]
internal sealed record TimelineRequest : IValidatableObject
{
    private static readonly Dictionary<string, TimelineKind> Kinds = Enum.GetValues<TimelineKind>().ToDictionary(k => JsonNamingPolicy.SnakeCaseLower.ConvertName(k.ToString()), StringComparer.Ordinal);

    /// <summary>Only things of these kinds, the parameter once for each: activity, task, notification, event, execution. All by default.</summary>
    [FromQuery(Name = "kind")]
    [MaxLength(20)]
    public string[]? Kind { get; init; }

    /// <summary>Only what is before this place: the <c>next</c> of the part before.</summary>
    [FromQuery(Name = "before")]
    [MaxLength(100)]
    public string? Before { get; init; }

    /// <summary>How many things at most; 50 by default.</summary>
    [FromQuery(Name = "limit")]
    [Range(1, ApiLimits.MostItems)]
    public int? Limit { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Kind?.Any(k => k is null || !Kinds.ContainsKey(k)) == true) yield return new ValidationResult($"It must be one of: {string.Join(", ", Kinds.Keys)}.", [nameof(Kind)]);
        if (Before is not null && TimelineCursor.Parse(Before) is null) yield return new ValidationResult(Cursors.Unknown.Message, [nameof(Before)]);
    }

    /// <summary>The kinds that are wanted.</summary>
    public IEnumerable<TimelineKind> Wanted() => Kind is { Length: > 0 } ? Kind.Select(k => Kinds[k]) : Kinds.Values;
}

/// <summary>A place in a timeline as text: microseconds since 1970, kind, number.</summary>
internal static class TimelineCursor
{
    public static string Format(TimelineEntry last) =>
        FormattableString.Invariant($"{(last.At.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond}-{(int)last.Kind}-{last.Id}");

    /// <summary>The place, or <see langword="null"/> when the text is none.</summary>
    public static TimelinePlace? Parse(string text)
    {
        if (text.Split('-') is not [var at, var kind, var id] || Number(at) is not { } moment || Number(kind) is not { } rank || Number(id) is not { } number) return null;
        return moment <= LastMoment && Enum.IsDefined((TimelineKind)Math.Min(rank, int.MaxValue))
            ? new TimelinePlace(DateTimeOffset.UnixEpoch.AddTicks(moment * TimeSpan.TicksPerMicrosecond), (TimelineKind)rank, number)
            : null;
    }

    private static readonly long LastMoment = (DateTimeOffset.MaxValue.AddDays(-1).UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private static long? Number(string text) =>
        long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}
