using System.Globalization;
using System.Text.Json;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Tests.Model;

[SettingGroup(nameof(To), nameof(Team), Least = 1)]
internal sealed record MailSettings
{
    [Setting(AllowsNumber = true)]
    public IReadOnlyList<string>? To { get; init; }

    public string? Team { get; init; }

    [Setting(MaxLength = 20)]
    public required string Subject { get; init; }

    [Setting(AllowsTemplate = false)]
    public string? Template { get; init; }

    public IReadOnlyDictionary<string, string>? Headers { get; init; }
}

internal sealed record TaskSettings
{
    public required string Title { get; init; }

    [Setting(Choices = ["low", "high"])]
    public string? Priority { get; init; }

    [Setting(Minimum = 1, Maximum = 30)]
    public int? Days { get; init; }

    [Setting(Minimum = 0.5)]
    public decimal? Hours { get; init; }

    public bool? Urgent { get; init; }

    [Setting(AllowsNumber = true)]
    public string? AssignedTo { get; init; }

    public JsonElement? Extra { get; init; }
}

internal sealed record UpdateSettings
{
    [FieldName]
    public required string Field { get; init; }

    [FieldValue(nameof(Field))]
    public required JsonElement Value { get; init; }
}

internal sealed record TickSettings
{
    [Setting(Choices = ["daily", "weekly"])]
    public required string Schedule { get; init; }

    [Setting(Format = typeof(ClockFormat))]
    public string? Time { get; init; }

    public int? Day { get; init; }
}

/// <summary>Four digits with a colon in the middle.</summary>
public sealed class ClockFormat : ISettingFormat
{
    public string? Check(string text) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : $"'{text}' is no time such as 09:30.";
}

internal sealed class TickCheck : ITriggerSettingsCheck
{
    public IEnumerable<(string Setting, string Problem)> Check(IReadOnlyDictionary<string, string> settings)
    {
        if (settings.ContainsKey("day") && settings.GetValueOrDefault("schedule") == "daily") yield return ("day", "A daily schedule has no day.");
    }
}
