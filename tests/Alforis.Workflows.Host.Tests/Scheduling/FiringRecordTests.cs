using System.Globalization;
using Alforis.Crm.Data.Schedules;
using Alforis.Crm.Data.Ticks;
using Alforis.Workflows.Host.Scheduling;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alforis.Workflows.Host.Tests.Scheduling;

public sealed class FiringRecordTests
{
    private const string Weekdays = "0 0 9 ? * MON,TUE,WED,THU,FRI in Europe/Paris";

    private static readonly DateTimeOffset LongAgo = DateTimeOffset.MinValue;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A workflow of every working day at 09:00 in Paris, active since noon (UTC) of Friday, 26 March 2027; clocks change on Sunday.</summary>
    [Theory]
    [InlineData("on time", "2027-03-29T07:00:00Z", "2027-03-29T07:00:00.3Z", "2027-03-29T07:00:00Z")]
    [InlineData("a little early", "2027-03-29T07:00:00Z", "2027-03-29T06:59:59.999Z", "2027-03-29T07:00:00Z")]
    [InlineData("a minute late", "2027-03-29T07:00:00Z", "2027-03-29T07:01:00Z", "2027-03-29T07:00:00Z")]
    [InlineData("hours late", "2027-03-29T07:00:00Z", "2027-03-29T11:00:00Z", "2027-03-29T07:00:00Z")]
    [InlineData("days late: the last one counts", "2027-03-29T07:00:00Z", "2027-04-01T06:00:00Z", "2027-03-31T07:00:00Z")]
    [InlineData("from before its activation", "2027-03-26T08:00:00Z", "2027-03-26T08:00:00Z", null)]
    [InlineData("from before its activation, late", "2027-03-25T08:00:00Z", "2027-03-26T20:00:00Z", null)]
    [InlineData("recovered after it was made up for", "2027-03-29T10:12:13Z", "2027-03-29T10:12:20Z", "2027-03-29T07:00:00Z")]
    public async Task RecordAsync_Firing_IsTheTickOfItsSchedule(string name, string due, string fired, string? tick)
    {
        await using var crm = await ScheduledCrm.CreateAsync();
        var id = await AddAsync(crm);

        var recorded = await Record(crm).RecordAsync(id, Weekdays, Moment(due), Moment(fired), LongAgo, Cancellation);

        Assert.True(recorded == (tick is null ? null : Moment(tick)), name);
        Assert.Equal(tick is null ? [] : [Moment(tick).UtcDateTime], await crm.TicksAsync(id));
    }

    [Fact]
    public async Task RecordAsync_ByTwoTriggersHostsAndRecoveries_RecordsOnce()
    {
        await using var crm = await ScheduledCrm.CreateAsync();
        var id = await AddAsync(crm);
        var (one, other) = (Record(crm), Record(crm));
        var due = Moment("2027-03-29T07:00:00Z");

        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => (i % 2 == 0 ? one : other).RecordAsync(id, Weekdays, due, due.AddSeconds(5 * i), LongAgo, Cancellation)));
        // Recovered hours later, and missed by hours.
        await one.RecordAsync(id, Weekdays, due, due.AddHours(3), LongAgo, Cancellation);
        await other.RecordAsync(id, Weekdays, due.AddDays(-1), due.AddHours(4), LongAgo, Cancellation);

        Assert.Equal([due.UtcDateTime], await crm.TicksAsync(id));
    }

    [Fact]
    public async Task RecordAsync_TriggerMadeAfterTheMoment_RecordsNothing()
    {
        await using var crm = await ScheduledCrm.CreateAsync();
        var id = await AddAsync(crm);
        var due = Moment("2027-03-29T07:00:00Z");

        Assert.Null(await Record(crm).RecordAsync(id, Weekdays, due, due, due.AddSeconds(0.5), Cancellation));
    }

    /// <summary>Triggers were made anew at noon of a Monday: what was due between the change and then is owed, and nothing from before.</summary>
    [Theory]
    [InlineData("2027-03-29T06:59:00Z", "2027-03-29T10:00:00Z", "2027-03-29T07:00:00Z")]
    [InlineData("2027-03-29T07:00:01Z", "2027-03-29T10:00:00Z", null)]
    [InlineData("2027-03-26T12:00:00Z", "2027-03-28T10:00:00Z", null)]
    [InlineData("2027-03-26T12:00:00Z", "2027-04-11T10:00:00Z", "2027-04-09T07:00:00Z")]
    public async Task RecordOwedAsync_TriggersMadeAnew_RecordsWhatWasDueSinceTheChange(string changed, string now, string? tick)
    {
        await using var crm = await ScheduledCrm.CreateAsync();
        var id = await AddAsync(crm);
        var workflow = (await new ScheduledWorkflows(crm.DataSource).FindAsync(id, Cancellation))! with { ChangedAt = Moment(changed) };

        await Record(crm).RecordOwedAsync(workflow, Moment(now), Cancellation);
        await Record(crm).RecordOwedAsync(workflow, Moment(now), Cancellation);

        Assert.Equal(tick is null ? [] : [Moment(tick).UtcDateTime], await crm.TicksAsync(id));
    }

    /// <summary>Its tick may have been dropped with the history of its time.</summary>
    [Fact]
    public async Task RecordOwedAsync_FiringOfMonthsAgo_IsNotRepeated()
    {
        await using var crm = await ScheduledCrm.CreateAsync();
        var id = await crm.AddAsync("""{"cron": "0 9 1 1 *"}""");
        var workflow = (await new ScheduledWorkflows(crm.DataSource).FindAsync(id, Cancellation))! with { ChangedAt = Moment("2026-06-01T00:00:00Z") };

        await Record(crm).RecordOwedAsync(workflow, Moment("2027-05-01T10:00:00Z"), Cancellation);

        Assert.Empty(await crm.TicksAsync(id));
    }

    [Theory]
    [InlineData("UPDATE workflows SET status = 'inactive'")]
    [InlineData("UPDATE workflows SET deleted_at = now()")]
    [InlineData("UPDATE workflows SET suspended_at = now()")]
    [InlineData("UPDATE workflows SET is_template = true")]
    [InlineData("UPDATE workflows SET trigger_type = 'deal_created'")]
    [InlineData("DELETE FROM workflows")]
    public async Task RecordAsync_WorkflowThatNoClockFiresAnyMore_RecordsNothing(string change)
    {
        await using var crm = await ScheduledCrm.CreateAsync();
        var id = await AddAsync(crm);
        await crm.ExecuteAsync(change);
        var due = Moment("2027-03-29T07:00:00Z");

        Assert.Null(await Record(crm).RecordAsync(id, Weekdays, due, due, LongAgo, Cancellation));
        Assert.Empty(await crm.TicksAsync(id));
    }

    [Fact]
    public async Task RecordAsync_ScheduleChangedSinceTheTriggerWasStored_GoesByTheNewOne()
    {
        await using var crm = await ScheduledCrm.CreateAsync();
        var id = await AddAsync(crm);
        var record = Record(crm);
        var nine = Moment("2027-03-29T07:00:00Z");
        Assert.NotNull(await record.RecordAsync(id, Weekdays, nine, nine, LongAgo, Cancellation));
        await crm.EditAsync(id, """{"schedule": "daily", "time": "10:00"}""");

        Assert.Null(await record.RecordAsync(id, Weekdays, nine.AddDays(1), nine.AddDays(1), LongAgo, Cancellation));
        Assert.Equal(nine.AddHours(25), await record.RecordAsync(id, "0 0 10 * * ? in Europe/Paris", nine.AddHours(25), nine.AddHours(25), LongAgo, Cancellation));
    }

    private static async Task<long> AddAsync(ScheduledCrm crm)
    {
        var id = await crm.AddAsync("""{"cron": "0 9 * * 1-5"}""");
        await crm.ExecuteAsync("UPDATE workflows SET activated_at = '2027-03-26 12:00Z'");
        return id;
    }

    private static FiringRecord Record(ScheduledCrm crm) =>
        new(new ScheduledWorkflows(crm.DataSource), new TickRecorder(crm.DataSource), NullLogger<FiringRecord>.Instance);

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
