using Alforis.Crm.Data.Schedules;
using Alforis.Crm.Data.Ticks;
using Npgsql;

namespace Alforis.Workflows.Host.Scheduling;

/// <summary>
/// Turns a trigger's firing into a tick of the moment that the workflow's schedule, as it is now, names. Triggers may fire late, twice or for
/// a schedule that has changed; the tick's key makes one of it. Thread-safe.
/// </summary>
internal sealed class FiringRecord(ScheduledWorkflows workflows, TickRecorder ticks, ILogger<FiringRecord> logger)
{
    /// <summary>What is later than this missed its time, and the last of what was missed is made up for. The same as Quartz's.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Ticks are kept for 90 days, and triggers that somebody lost are made anew: what is older may have fired already.</summary>
    private static readonly TimeSpan LongestOwed = TimeSpan.FromDays(60);

    /// <summary>Records a firing.</summary>
    /// <param name="workflowId">The workflow's number.</param>
    /// <param name="schedule">The schedule that the trigger was made for, as text.</param>
    /// <param name="due">When the trigger was to fire; of several that it missed any, or when it noticed.</param>
    /// <param name="fired">When it did.</param>
    /// <param name="notBefore">Since when the trigger counts.</param>
    /// <param name="ct">Cancels; it may be recorded all the same.</param>
    /// <returns>The moment of the tick, when this made it.</returns>
    public async Task<DateTimeOffset?> RecordAsync(
        long workflowId, string? schedule, DateTimeOffset due, DateTimeOffset fired, DateTimeOffset notBefore, CancellationToken ct)
    {
        // When the schedule has become another since the trigger was stored, a trigger of its own fires.
        if (await workflows.FindAsync(workflowId, ct) is not { } workflow || workflow.Schedule.ToString() != schedule) return null;
        var isLate = fired - due > Patience;
        if (new Firings(workflow.Schedule).LastUpTo(isLate ? fired : due) is not { } moment) return null;
        if (moment < notBefore || moment < workflow.ActiveSince) return null;
        return await MakeAsync(workflowId, moment, fired, ct) ? moment : null;
    }

    /// <summary>
    /// Records what a workflow's new triggers will not fire any more, because it was due before they were stored: a host took some seconds to
    /// notice the change, or none ran.
    /// </summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="now">Now.</param>
    /// <param name="ct">Cancels; it may be recorded all the same.</param>
    public async Task RecordOwedAsync(ScheduledWorkflow workflow, DateTimeOffset now, CancellationToken ct)
    {
        if (new Firings(workflow.Schedule).LastUpTo(now) is { } moment && moment >= workflow.ChangedAt && now - moment < LongestOwed) await MakeAsync(workflow.Id, moment, now, ct);
    }

    private async Task<bool> MakeAsync(long workflowId, DateTimeOffset moment, DateTimeOffset fired, CancellationToken ct)
    {
        if (!await IsNewAsync(workflowId, moment, ct)) return false;
        if (fired - moment > Patience) ScheduleLog.MadeUp(logger, workflowId, moment, fired - moment);
        else ScheduleLog.Fired(logger, workflowId, moment);
        return true;
    }

    private async Task<bool> IsNewAsync(long workflowId, DateTimeOffset moment, CancellationToken ct)
    {
        try
        {
            return await ticks.RecordAsync(workflowId, moment, ct);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            // Removed for good a moment ago.
            return false;
        }
    }
}
