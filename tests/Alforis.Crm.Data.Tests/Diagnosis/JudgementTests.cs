using Alforis.Crm.Data.Diagnosis;
using Alforis.Crm.Data.Diagnosis.Checks;
using Alforis.Crm.Data.Events;

namespace Alforis.Crm.Data.Tests.Diagnosis;

public sealed class JudgementTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(300);

    [Theory]
    [InlineData(0, 0, null, FindingState.Ok, "No event waits.")]
    [InlineData(1, 0, 60, FindingState.Ok, "1 event in the queue, 0 put off; the oldest has been due for 1 min 0 s.")]
    [InlineData(3, 3, null, FindingState.Ok, "3 events in the queue, 3 put off; none is due yet.")]
    [InlineData(2, 1, 61, FindingState.Warning, "2 events in the queue, 1 put off; the oldest has been due for 1 min 1 s.")]
    [InlineData(2, 0, 301, FindingState.Problem, "2 events in the queue, 0 put off; the oldest has been due for 5 min 1 s.")]
    public void Queue_Age_IsLateThenOverTheLimit(long queued, long deferred, int? seconds, FindingState state, string says)
    {
        var finding = QueueCheck.Judge(new QueueStatus(queued, deferred, 0, seconds is { } age ? TimeSpan.FromSeconds(age) : null), Limit);

        AssertIs(state, says, finding);
    }

    [Theory]
    [InlineData(0, FindingState.Ok, "No event was given up.")]
    [InlineData(2, FindingState.Problem, "2 events given up after failing too often: no workflow has acted on them.")]
    public void Parked_Any_IsAProblem(long parked, FindingState state, string says) =>
        AssertIs(state, says, ParkedCheck.Judge(new QueueStatus(0, 0, parked, null)));

    [Theory]
    [InlineData(0, 0, 0, 0, 0, FindingState.Ok, "No step waits.")]
    [InlineData(2, 0, 0, 0, 0, FindingState.Ok, "2 steps waiting.")]
    [InlineData(2, 1, 0, 1, 3, FindingState.Ok, "2 steps waiting; 1 due, the oldest for 3.0 s; 1 behind an earlier execution for the same entity.")]
    [InlineData(900, 0, 900, 0, 0, FindingState.Warning, "900 steps waiting; 900 of workflows whose hour is full.")]
    [InlineData(1, 0, 0, 1, 61, FindingState.Warning, "1 step waiting; 1 due, the oldest for 1 min 1 s.")]
    [InlineData(1, 0, 0, 1, 301, FindingState.Problem, "1 step waiting; 1 due, the oldest for 5 min 1 s.")]
    public void Steps_WhatNothingStandsAgainst_MustNotWaitLong(long waiting, long inLine, long throttled, long due, int seconds, FindingState state, string says) =>
        AssertIs(state, says, StepsCheck.Judge(new StepsStatus(waiting, inLine, throttled, due, TimeSpan.FromSeconds(seconds)), Limit, 1000));

    [Theory]
    [InlineData(0, 0, 0, 0, FindingState.Ok, "No step is under way.")]
    [InlineData(3, 1, 0, 0, FindingState.Ok, "3 steps under way at 1 worker.")]
    [InlineData(3, 2, 1, 5, FindingState.Warning, "3 steps under way, 1 lease of them ended, the first 5.0 s ago.")]
    [InlineData(3, 2, 3, 61, FindingState.Problem, "3 steps under way, 3 leases of them ended, the first 1 min 1 s ago.")]
    public void Leases_Ended_AreAProblemWhenNobodyTakesThemBack(long running, long workers, long expired, int seconds, FindingState state, string says) =>
        AssertIs(state, says, LeasesCheck.Judge(running, workers, expired, TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, 0, 0, 0, 0, 0, FindingState.Ok, "No execution waits.")]
    [InlineData(4, 3, 0, 0, 0, 0, FindingState.Ok, "4 executions waiting, 3 for a delay.")]
    [InlineData(1, 0, 1, 2, 0, 0, FindingState.Ok, "1 execution waiting, 0 for a delay; 1 due to go on, the first for 2.0 s.")]
    [InlineData(1, 0, 0, 0, 1, 0, FindingState.Warning, "1 execution waiting, 0 for a delay; 1 failed to and tried again.")]
    [InlineData(1, 0, 1, 301, 1, 0, FindingState.Problem, "1 execution waiting, 0 for a delay; 1 due to go on, the first for 5 min 1 s; 1 failed to and tried again.")]
    [InlineData(1, 0, 0, 0, 0, 1, FindingState.Problem, "1 execution waiting, 0 for a delay; 1 waiting for nothing.")]
    public void Executions_LateOrStuck_AreFound(long live, long sleeping, long due, int seconds, long failing, long stuck, FindingState state, string says) =>
        AssertIs(state, says, ExecutionsCheck.Judge(new ExecutionsStatus(live, sleeping, due, TimeSpan.FromSeconds(seconds), failing, stuck), Limit));

    [Theory]
    [InlineData(-1, 0, FindingState.Ok)]
    [InlineData(7, 0, FindingState.Warning)]
    [InlineData(-1, 1, FindingState.Warning)]
    [InlineData(1, 0, FindingState.Problem)]
    [InlineData(0, 10_001, FindingState.Problem)]
    public void Partitions_MissingSoon_IsAProblem(int firstMissing, long unplaced, FindingState state)
    {
        (string, int)[] missing = firstMissing < 0 ? [] : [("workflow.events of 2026-03-29", firstMissing)];

        AssertIs(state, null, PartitionsCheck.Judge(missing, unplaced));
    }

    [Theory]
    [InlineData(false, 0, 0, 0, 0, FindingState.Problem, "No host has ever run the schedule on this database.")]
    [InlineData(true, 0, 3, 0, 0, FindingState.Problem, "No host runs the schedule.")]
    [InlineData(true, 2, 3, 0, 0, FindingState.Ok, "2 hosts at work, 3 triggers.")]
    [InlineData(true, 1, 3, 1, 0, FindingState.Problem, "1 host at work, 3 triggers, 1 given up.")]
    [InlineData(true, 1, 3, 0, 200, FindingState.Problem, "1 host at work, 3 triggers, 1 overdue, the first by 3 min 20 s.")]
    public void Schedule_NobodyOrLate_IsAProblem(bool exists, int hosts, long triggers, long broken, int late, FindingState state, string says)
    {
        var status = new ScheduleStatus(exists, [.. Enumerable.Range(1, hosts).Select(i => $"h{i}")], triggers, broken, late > 0 ? 1 : 0, TimeSpan.FromSeconds(late));

        AssertIs(state, says, ScheduleCheck.Judge(status));
    }

    [Fact]
    public void Schedule_WorkflowsThatNothingFires_AreNamed()
    {
        var status = new ScheduleStatus(true, ["h1"], 3, 0, 1, TimeSpan.FromMinutes(3))
        {
            Missing = ["workflow 4 'Revue' has no trigger"],
            Late = ["workflow 5 'Rappel' is late by 3 min"],
        };

        var finding = ScheduleCheck.Judge(status);

        AssertIs(FindingState.Problem, "1 host at work, 3 triggers, 1 overdue, the first by 3 min 0 s, 1 workflow without one.", finding);
        Assert.Equal(["workflow 4 'Revue' has no trigger", "workflow 5 'Rappel' is late by 3 min", "alive: h1"], finding.Details);
        AssertIs(
            FindingState.Problem, "1 host at work, 3 triggers, 1 workflow without one.",
            ScheduleCheck.Judge(new ScheduleStatus(true, ["h1"], 3, 0, 0, TimeSpan.Zero) { Missing = ["workflow 4 'Revue' has no trigger"] }));
    }

    [Theory]
    [InlineData(30, null, true, FindingState.Ok)]
    [InlineData(61, 61, false, FindingState.Warning)]
    [InlineData(601, 601, false, FindingState.Problem)]
    [InlineData(4000, 30, false, FindingState.Ok)]
    [InlineData(601, null, true, FindingState.Warning)]
    [InlineData(601, null, false, FindingState.Ok)]
    [InlineData(3601, null, true, FindingState.Problem)]
    public void Sessions_IdleOrOldSnapshot_AreNamed(int open, int? idle, bool snapshot, FindingState state)
    {
        var session = new Session("process 7, marie", TimeSpan.FromSeconds(open), idle is { } time ? TimeSpan.FromSeconds(time) : null, snapshot);

        var finding = SessionsCheck.Judge([session], 0);

        AssertIs(state, null, finding);
        Assert.Equal(state != FindingState.Ok, finding.Details.Any(d => d.StartsWith("process 7, marie: open for ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Sessions_OfOtherRoles_AreSaidToBeUnseen() => AssertIs(
        FindingState.Ok, "Nobody keeps a transaction open. 2 sessions of other roles could not be looked into; a member of pg_monitor can.",
        SessionsCheck.Judge([], 2));

    [Theory]
    [InlineData(10, 500, true, FindingState.Ok)]
    [InlineData(10, 200_001, true, FindingState.Warning)]
    [InlineData(500_000, 200_001, true, FindingState.Ok)]
    [InlineData(10, 0, false, FindingState.Problem)]
    public void Vacuum_OffOrBehind_IsFound(long live, long dead, bool vacuumed, FindingState state) =>
        AssertIs(state, null, VacuumCheck.Judge([new HotTable("workflow.event_queue", live, dead, 1 << 20, vacuumed, null)]));

    [Theory]
    [InlineData(0, 0, FindingState.Ok, "All counts are folded.")]
    [InlineData(7, 30, FindingState.Ok, "7 counts not folded yet, the oldest from 30.0 s ago.")]
    [InlineData(7, 601, FindingState.Warning, "7 counts not folded yet, the oldest from 10 min 1 s ago.")]
    public void Statistics_NotFolded_IsAWarning(long deltas, int seconds, FindingState state, string says) =>
        AssertIs(state, says, StatisticsCheck.Judge(deltas, TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(-0.1, FindingState.Ok, "This machine and the database agree on the time.")]
    [InlineData(0.1, FindingState.Ok, "This machine and the database agree on the time.")]
    [InlineData(1.5, FindingState.Ok, "This machine is 1.0 s behind the database.")]
    [InlineData(-3.5, FindingState.Warning, "This machine is 3.0 s ahead of the database.")]
    [InlineData(100.5, FindingState.Problem, "This machine is 1 min 40 s behind the database.")]
    public void Clock_Difference_IsWhatTheRoundTripCannotExplain(double seconds, FindingState state, string says)
    {
        var asked = new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.Zero);

        AssertIs(state, says, ClockCheck.Judge(asked.AddSeconds(-0.5), asked.AddSeconds(seconds), asked.AddSeconds(0.5)));
    }

    /// <summary>What is not as it should be comes with advice, and the other way round.</summary>
    private static void AssertIs(FindingState state, string? says, Finding finding)
    {
        Assert.Equal(state, finding.State);
        Assert.Equal(says ?? finding.Says, finding.Says);
        Assert.Equal(state == FindingState.Ok, finding.Advice is null);
    }
}
