using System.Globalization;
using Alforis.Crm.Data.Schedules;
using Quartz;

namespace Alforis.Workflows.Host.Scheduling;

/// <summary>The triggers of a workflow in Quartz's store: one for each expression of its schedule.</summary>
internal static class WorkflowTriggers
{
    /// <summary>The group of all of them.</summary>
    public const string Group = "workflows";

    /// <summary>What the schedule that a trigger is made for is stored under; recovered firings have it too.</summary>
    public const string Schedule = "schedule";

    /// <summary>The job that they all fire.</summary>
    public static readonly JobKey Job = new("tick", Group);

    /// <summary>What they shall be.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="clock">The clock that they fire by.</param>
    public static IEnumerable<ICronTrigger> Of(ScheduledWorkflow workflow, DatabaseClock clock) =>
        workflow.Schedule.Expressions.Select((expression, i) => (ICronTrigger)TriggerBuilder.Create(clock)
            .WithIdentity(new TriggerKey(string.Create(CultureInfo.InvariantCulture, $"{workflow.Id}.{i + 1}"), Group))
            .WithDescription(Mark(workflow))
            .ForJob(Job)
            .UsingJobData(Schedule, workflow.Schedule.ToString())
            // It owes nothing for the time before the change that had it made.
            .StartAt(workflow.ChangedAt)
            .WithCronSchedule(expression, schedule => schedule
                .InTimeZone(workflow.Schedule.TimeZone)
                .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
            .Build());

    /// <summary>What changes when the workflow is activated again: triggers that bear another mark are made anew.</summary>
    public static string Mark(ScheduledWorkflow workflow) =>
        string.Create(CultureInfo.InvariantCulture, $"active since {workflow.ActiveSince.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}");

    /// <summary>The workflow that a trigger belongs to.</summary>
    public static long WorkflowOf(TriggerKey trigger) => long.Parse(trigger.Name.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture);
}
