using System.Globalization;
using Alforis.Crm.Data.Executions;

namespace Alforis.Workflows.Host.Commands.Executions;

/// <summary>A place in a list of executions as text: <c>20260329T010005.123456Z-45</c>.</summary>
internal static class ExecutionCursor
{
    // The database keeps microseconds.
    private const string MomentFormat = "yyyyMMdd'T'HHmmss.ffffff'Z'";

    public static string Format(ExecutionSummary last) =>
        last.CreatedAt.UtcDateTime.ToString(MomentFormat, CultureInfo.InvariantCulture) + FormattableString.Invariant($"-{last.Id}");

    /// <summary>The place, or <see langword="null"/> when the text is none.</summary>
    public static ExecutionPosition? Parse(string text) =>
        text.Split('-') is [var moment, var number]
        && DateTimeOffset.TryParseExact(
            moment, MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var createdAt)
        && ListOptions.Number(number) is { } id
            ? new ExecutionPosition(createdAt, id)
            : null;
}
