using System.Globalization;
using System.Text.Json;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Printing;
using Alforis.Workflows.Host.Commands.Terminal;

namespace Alforis.Workflows.Host.Commands.Executions;

/// <summary>The story of an execution, line by line, for people.</summary>
internal sealed class StoryText(TimeProvider clock, bool colours)
{
    /// <summary>The lines; what data say is made visible and long values are cut.</summary>
    public IEnumerable<string> Tell(ExecutionStory story) =>
        [.. Head(story), "", .. Event(story), "", .. Conditions(story), "", .. ActionsText.Tell(story.Actions, colours), "", .. Attempts(story), .. Causes(story)];

    private IEnumerable<string> Head(ExecutionStory story)
    {
        var execution = story.Summary;
        yield return Text($"Execution {execution.Id}: {TerminalColour.Paint(execution.Status, VisibleText.Line(execution.Status), colours)}");
        yield return Text($"  workflow  {HumanText.Workflow(execution.WorkflowId, execution.WorkflowName)}, version {execution.WorkflowVersion}");
        yield return $"  trigger   {VisibleText.Line(execution.TriggerType)}";
        yield return $"  entity    {HumanText.Entity(execution.EntityType, execution.EntityId)}";
        if (story.WakesAt is { } wakes) yield return $"  sleeps    until {HumanText.Moment(wakes, clock)}";
        yield return $"  started   {HumanText.Moment(story.StartedAt, clock)}, took {HumanText.Duration(execution.Duration)}";
        if (execution.Error is { } error) yield return $"  error     {VisibleText.Line(error)}";
    }

    private IEnumerable<string> Event(ExecutionStory story)
    {
        yield return story.EventId is { } id ? Text($"Event {id}") : "Event: none";
        if (story.Event is not { } source)
        {
            if (story.EventId is not null) yield return "  The log has it no more.";
            yield break;
        }

        yield return $"  types     {VisibleText.Line(string.Join(", ", source.Types))}";
        yield return $"  happened  {HumanText.Moment(source.OccurredAt, clock)}, by {VisibleText.Line(source.Actor ?? "nobody known")}";
        if (source.ScheduledAt is { } due) yield return $"  due       {HumanText.Moment(due, clock)}{Late(source.OccurredAt - due)}";
        if (source.Webhook is { } webhook) yield return $"  brought   {ValueText.Of(JsonElement.Parse(webhook))}";
        foreach (var change in ValueText.List(source.Changes))
            yield return $"  changed   {ValueText.Text(change, "field")}: {ValueText.Of(change, "before")} → {ValueText.Of(change, "after")}";
    }

    private IEnumerable<string> Conditions(ExecutionStory story)
    {
        var rules = ValueText.List(story.Conditions);
        yield return story.Conditions is null ? "Conditions: not recorded" : rules.Count == 0 ? "Conditions: none" : "Conditions";
        foreach (var rule in rules) yield return $"  {RuleText.Tell(rule, colours)}";
    }

    private IEnumerable<string> Attempts(ExecutionStory story)
    {
        if (story.Attempts.Count == 0) yield break;
        yield return "Attempts outside";
        foreach (var attempt in story.Attempts)
        {
            var took = attempt.CompletedAt is { } end ? $", took {HumanText.Duration(end - attempt.StartedAt)}" : "";
            var error = attempt.Error is { } why ? $": {VisibleText.Line(why)}" : "";
            yield return Text($"  step {attempt.StepId}, attempt {attempt.Attempt}, {HumanText.Moment(attempt.StartedAt, clock)}: {TerminalColour.Paint(attempt.Outcome, attempt.Outcome, colours)}{took}{error}");
        }

        yield return "";
    }

    private IEnumerable<string> Causes(ExecutionStory story)
    {
        if (story.Causes.Count == 0)
        {
            yield return "Causes: no execution is behind it";
            yield break;
        }

        yield return "Causes, the first one first";
        foreach (var cause in story.Causes)
        {
            var end = cause.Status is null ? "no more in the history" : $"{VisibleText.Line(cause.Status)}, {HumanText.Moment(cause.CreatedAt, clock)}";
            yield return Text($"  execution {cause.ExecutionId} of workflow {HumanText.Workflow(cause.WorkflowId, cause.WorkflowName)} for {HumanText.Entity(cause.EntityType, cause.EntityId)}: {end}");
        }
    }

    /// <summary>A firing that was missed because nobody was there, or that waited for many others.</summary>
    private static string Late(TimeSpan late) => late > TimeSpan.FromMinutes(1) ? $", made up for {HumanText.Duration(late)} later" : "";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
