using System.Globalization;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Compilation;

/// <summary>Amounts of time by the calendar of Paris, where clocks go forward on 29 March and back on 25 October 2026.</summary>
public sealed class RelativeTimeTests
{
    [Theory]
    // The day's length does not matter: the time of day stays.
    [InlineData("2026-03-30T12:00:00+02:00", "-1 day", "2026-03-29T12:00:00+02:00")]
    [InlineData("2026-03-29T12:00:00+02:00", "-1 day", "2026-03-28T12:00:00+01:00")]
    [InlineData("2026-03-29T12:00:00+02:00", "-24 hours", "2026-03-28T11:00:00+01:00")]
    [InlineData("2026-03-29T12:00:00+02:00", "-86400 seconds", "2026-03-28T11:00:00+01:00")]
    [InlineData("2026-03-29T12:00:00Z", "+3162240000 seconds", "2126-06-13T12:00:00Z")]
    // 02:30 is skipped on 29 March: an hour later.
    [InlineData("2026-03-28T02:30:00+01:00", "+1 day", "2026-03-29T03:30:00+02:00")]
    [InlineData("2026-03-30T02:30:00+02:00", "-1 day", "2026-03-29T03:30:00+02:00")]
    [InlineData("2026-02-28T02:30:00+01:00", "+29 days", "2026-03-29T03:30:00+02:00")]
    // 02:30 comes twice on 25 October: the first.
    [InlineData("2026-10-24T02:30:00+02:00", "+1 day", "2026-10-25T02:30:00+02:00")]
    [InlineData("2026-10-26T02:30:00+01:00", "-1 day", "2026-10-25T02:30:00+02:00")]
    [InlineData("2026-10-25T02:30:00+01:00", "-1 hour", "2026-10-25T02:30:00+02:00")]
    // Months end at different days.
    [InlineData("2026-01-31T09:00:00+01:00", "+1 month", "2026-02-28T09:00:00+01:00")]
    [InlineData("2026-03-31T09:00:00+02:00", "-1 month", "2026-02-28T09:00:00+01:00")]
    [InlineData("2028-02-29T09:00:00+01:00", "+1 year", "2029-02-28T09:00:00+01:00")]
    [InlineData("2026-01-15T09:00:00+01:00", "+6 months", "2026-07-15T09:00:00+02:00")]
    [InlineData("2026-04-15T09:00:00+02:00", "-2 weeks", "2026-04-01T09:00:00+02:00")]
    // Beyond the calendar is its end.
    [InlineData("0001-06-01T00:00:00Z", "-1 year", "0001-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00Z", "-100 years", "0001-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00Z", "-5 minutes", "0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z", "+3 hours", "9999-12-31T23:59:59.9999999Z")]
    public void MeetsConditions_AmountFromNow_CountsByTheCalendarOfTheZone(string now, string amount, string expected)
    {
        var workflow = Written.Compile(Written.Definition($$"""{"field":"moment","operator":"==","value":{"now":"{{amount}}"} }"""));

        Assert.True(workflow.MeetsConditions(Written.ScopeOf($$"""{"moment":"{{expected}}"}"""), Moment(now)));
    }

    [Theory]
    [InlineData("2026-03-29T12:00:00+02:00", "+0 days", "2026-03-29T00:00:00+01:00")]
    [InlineData("2026-03-31T23:00:00Z", "+0 days", "2026-04-01T00:00:00+02:00")]
    [InlineData("2026-10-25T23:30:00+01:00", "-1 day", "2026-10-24T00:00:00+02:00")]
    public void MeetsConditions_MomentBesideToday_IsItsMidnight(string now, string amount, string expected)
    {
        var workflow = Written.Compile(Written.Definition($$"""{"field":"moment","operator":"==","value":{"today":"{{amount}}"} }"""));

        Assert.True(workflow.MeetsConditions(Written.ScopeOf($$"""{"moment":"{{expected}}"}"""), Moment(now)));
    }

    [Theory]
    [InlineData("2026-03-31T21:59:59Z", "+0 days", "2026-03-31")]
    [InlineData("2026-03-31T22:00:00Z", "+0 days", "2026-04-01")]
    [InlineData("2026-03-31T12:00:00Z", "+1 month", "2026-04-30")]
    [InlineData("2028-02-29T12:00:00Z", "-1 year", "2027-02-28")]
    [InlineData("0001-01-02T12:00:00Z", "-1 week", "0001-01-01")]
    [InlineData("9999-12-30T12:00:00Z", "+100 years", "9999-12-31")]
    public void MeetsConditions_DateBesideToday_CountsDaysAndMonths(string now, string amount, string expected)
    {
        var workflow = Written.Compile(Written.Definition($$"""{"field":"day","operator":"==","value":{"today":"{{amount}}"} }"""));

        Assert.True(workflow.MeetsConditions(Written.ScopeOf($$"""{"day":"{{expected}}"}"""), Moment(now)));
    }

    [Theory]
    // Where midnight itself is skipped.
    [InlineData("America/Santiago", "2026-09-06T12:00:00-03:00", "2026-09-06T01:00:00-03:00")]
    // Where clocks go by half an hour.
    [InlineData("Australia/Lord_Howe", "2026-10-05T12:00:00+11:00", "2026-10-05T00:00:00+11:00")]
    public void MeetsConditions_ZoneWithOtherHabits_FindsTheBeginningOfTheDay(string zone, string now, string expected)
    {
        var workflow = Written.Compile(Written.Definition(
            """{"field":"moment","operator":"==","value":{"today":"+0 days"}}""", more: $$""","time_zone":"{{zone}}" """));

        Assert.True(workflow.MeetsConditions(Written.ScopeOf($$"""{"moment":"{{expected}}"}"""), Moment(now)));
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
