using System.Globalization;
using Alforis.Crm.Data.Printing;

namespace Alforis.Workflows.Host.Commands.Terminal;

/// <summary>Values as people read them.</summary>
internal static class HumanText
{
    /// <summary>Stands for what is not there.</summary>
    public const string Nothing = "-";

    /// <summary>A moment in the machine's zone, with its offset: <c>2026-03-29 03:00:05 +02:00</c>.</summary>
    public static string Moment(DateTimeOffset? moment, TimeProvider clock) => moment is { } at
        ? TimeZoneInfo.ConvertTime(at, clock.LocalTimeZone).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture)
        : Nothing;

    /// <summary>The same without seconds, where there is little room.</summary>
    public static string Minute(DateTimeOffset? moment, TimeProvider clock) => moment is { } at
        ? TimeZoneInfo.ConvertTime(at, clock.LocalTimeZone).ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)
        : Nothing;

    /// <summary>A duration, as <see cref="DurationText"/> writes it.</summary>
    public static string Duration(TimeSpan? duration) => duration is { } time ? DurationText.Of(time) : Nothing;

    /// <summary>A share of 0 to 1: <c>98.5 %</c>.</summary>
    public static string Share(decimal? share) => share is { } part ? Number($"{part * 100:0.#} %") : Nothing;

    /// <summary>An entity as options take it: <c>deal:3</c>.</summary>
    public static string Entity(string? type, long? id) => type is null ? Nothing : Number($"{VisibleText.Line(type)}:{id}");

    /// <summary>A workflow by number and name.</summary>
    public static string Workflow(long id, string? name) => name is null ? Number($"{id} (gone)") : Number($"{id} '{VisibleText.Line(name)}'");

    private static string Number(FormattableString text) => FormattableString.Invariant(text);
}
