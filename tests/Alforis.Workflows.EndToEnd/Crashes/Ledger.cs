using System.Text.Json.Nodes;

namespace Alforis.Workflows.EndToEnd.Crashes;

/// <summary>
/// The accounts of a crash test: what must have been done for the events that there are, against what was done. Everything is looked at, and
/// each entry says what is missing, twice or too much, with its numbers.
/// </summary>
internal sealed class Ledger
{
    private readonly LedgerRows rows;
    private readonly IReadOnlyCollection<Arrival> arrivals;
    private readonly ILookup<(long EventId, string Workflow), LoggedExecution> executions;
    private readonly Dictionary<long, LoggedEvent> events;
    private readonly List<string> problems = [];

    private Ledger(LedgerRows rows, IReadOnlyCollection<Arrival> arrivals)
    {
        this.rows = rows;
        this.arrivals = arrivals;
        events = rows.Events.ToDictionary(e => e.Id);
        executions = rows.Executions.ToLookup(x => (x.EventId, x.Workflow));
    }

    /// <summary>What does not add up; empty when everything does.</summary>
    /// <param name="rows">The database, quiet.</param>
    /// <param name="arrivals">What the receiver got.</param>
    /// <param name="committed">The numbers whose commit was acknowledged.</param>
    /// <param name="undone">The numbers that were rolled back.</param>
    public static IReadOnlyList<string> Examine(
        LedgerRows rows, IReadOnlyCollection<Arrival> arrivals, IReadOnlyCollection<long> committed, IReadOnlyCollection<long> undone)
    {
        var ledger = new Ledger(rows, arrivals);
        ledger.ExamineEvents(committed, undone);
        ledger.ExamineExecutions();
        ledger.ExamineTasks();
        ledger.ExamineSums();
        ledger.ExamineCalls();
        ledger.ExamineOrder();
        ledger.ExamineJournal();
        return ledger.problems;
    }

    private void ExamineEvents(IReadOnlyCollection<long> committed, IReadOnlyCollection<long> undone)
    {
        // Those that the clients caused; workflows change rows too, and leave the number as it is.
        var direct = rows.Events.Where(e => e.ChangedFields.Length == 0 || e.ChangedFields.Intersect(["aum", "montant"]).Any()).ToLookup(e => e.Number ?? -1);
        foreach (var number in committed.Where(n => !direct.Contains(n))) problems.Add($"number {number} was committed and has no event");
        foreach (var number in undone.Where(direct.Contains)) problems.Add($"number {number} was rolled back and has {direct[number].First()}");
        foreach (var several in direct.Where(d => d.Count() > 1)) problems.Add($"number {several.Key} has {several.Count()} events: {string.Join(", ", several)}");
    }

    private void ExamineExecutions()
    {
        foreach (var happened in rows.Events)
        {
            foreach (var workflow in NumberedWorkflow.All)
            {
                var found = executions[(happened.Id, workflow.Name)].ToList();
                var due = workflow.FiresFor(happened) ? 1 : 0;
                if (found.Count != due)
                    problems.Add($"{happened} has {found.Count} executions of '{workflow.Name}' instead of {due}: {string.Join(", ", found.Select(x => x.Id))}");
            }
        }

        foreach (var execution in rows.Executions)
        {
            if (!events.ContainsKey(execution.EventId)) problems.Add($"execution {execution.Id} of '{execution.Workflow}' is for event {execution.EventId}, which is not in the log");
            if (execution.Status != "success") problems.Add($"execution {execution.Id} of '{execution.Workflow}' is {execution.Status}: {execution.Error}");
        }

        foreach (var workflow in NumberedWorkflow.All)
        {
            var (ran, counted) = (rows.Executions.Count(x => x.Workflow == workflow.Name), rows.Counted.GetValueOrDefault(workflow.Name));
            if (ran != counted) problems.Add($"'{workflow.Name}' has {ran} executions, and {counted} are counted");
        }
    }

    private void ExamineTasks()
    {
        var made = rows.Tasks.ToLookup(t => t.ExecutionId);
        var known = rows.Executions.Select(x => x.Id).ToHashSet();
        foreach (var execution in rows.Executions)
        {
            var due = WorkflowOf(execution).Tasks.Select(task => $"{execution.Workflow} {task} {NumberOf(execution)}").ToHashSet();
            foreach (var title in due)
            {
                var count = made[execution.Id].Count(t => t.Title == title);
                if (count != 1) problems.Add($"task '{title}' of execution {execution.Id} is there {count} times");
            }

            foreach (var task in made[execution.Id].Where(t => !due.Contains(t.Title))) problems.Add($"execution {execution.Id} made the task '{task.Title}', which is not its own");
        }

        foreach (var task in rows.Tasks.Where(t => !known.Contains(t.ExecutionId))) problems.Add($"task '{task.Title}' is of execution {task.ExecutionId}, which is not in the history");
    }

    /// <summary>Adding one twice, or not at all, cannot be mended by looking whether it is there.</summary>
    private void ExamineSums()
    {
        var due = rows.Executions.Where(x => WorkflowOf(x).Adds > 0).CountBy(x => x.EntityId).ToDictionary();
        foreach (var (organisation, sum) in rows.Sums)
        {
            var wanted = due.GetValueOrDefault(organisation);
            if (sum != wanted) problems.Add($"organisation {organisation} was raised {sum} times instead of {wanted}");
        }
    }

    private void ExamineCalls()
    {
        var calls = arrivals.ToLookup(a => (a.Workflow, a.Action, a.Number));
        var due = new HashSet<(string, string, long)>();
        var keys = new Dictionary<string, (string, string, long)>();
        foreach (var execution in rows.Executions)
        {
            foreach (var action in WorkflowOf(execution).Calls)
            {
                var call = (execution.Workflow, action, NumberOf(execution));
                due.Add(call);
                var arrived = calls[call].Select(a => a.Key).Distinct().ToList();
                var recorded = KeyOf(execution, action);
                if (arrived.Count == 0) problems.Add($"call '{action}' of execution {execution.Id} (number {call.Item3}) never arrived");
                else if (arrived.Count > 1) problems.Add($"call '{action}' of execution {execution.Id} arrived with several keys: {string.Join(", ", arrived)}");
                else if (arrived[0] != recorded) problems.Add($"call '{action}' of execution {execution.Id} arrived with key {arrived[0]}, the history has {recorded}");
                else if (!keys.TryAdd(arrived[0], call)) problems.Add($"key {arrived[0]} is that of {call} and of {keys[arrived[0]]}");
                else if (calls[call].All(a => a.Answer != 200)) problems.Add($"call '{action}' of execution {execution.Id} counts as done, and was never answered with 200");
            }
        }

        foreach (var stray in calls.Where(c => !due.Contains(c.Key))) problems.Add($"call {stray.Key} arrived {stray.Count()} times, and nothing asked for it");
    }

    /// <summary>The first arrivals of a workflow's calls for one entity are in the order of its executions, and of their actions.</summary>
    private void ExamineOrder()
    {
        var first = arrivals.GroupBy(a => (a.Workflow, a.Action, a.Number)).ToDictionary(g => g.Key, g => g.Min(a => a.Place));
        foreach (var line in rows.Executions.Where(x => WorkflowOf(x).Calls.Length > 0).GroupBy(x => (x.Workflow, x.EntityId)))
        {
            (long Place, string Text) before = (0, "");
            foreach (var execution in line.OrderBy(x => x.EventId))
            {
                foreach (var action in WorkflowOf(execution).Calls)
                {
                    if (!first.TryGetValue((execution.Workflow, action, NumberOf(execution)), out var place)) continue;
                    var text = $"call '{action}' of execution {execution.Id}";
                    if (place < before.Place) problems.Add($"{text} arrived before {before.Text}, for entity {line.Key.EntityId}");
                    before = (place, text);
                }
            }
        }
    }

    private void ExamineJournal()
    {
        var journal = rows.Attempts.ToLookup(a => a.ExecutionId);
        var calls = arrivals.ToLookup(a => (a.Workflow, a.Action, a.Number));
        foreach (var execution in rows.Executions)
        {
            var actions = WorkflowOf(execution).Calls;
            var steps = journal[execution.Id].GroupBy(a => a.StepId).OrderBy(s => s.Key).ToList();
            if (steps.Count != actions.Length)
            {
                problems.Add($"execution {execution.Id} of '{execution.Workflow}' has {steps.Count} steps in the journal instead of {actions.Length}");
                continue;
            }

            foreach (var (step, action) in steps.Zip(actions))
            {
                var numbers = step.Select(a => a.Number).ToList();
                var arrived = calls[(execution.Workflow, action, NumberOf(execution))].Count();
                if (step.Count(a => a.Outcome == "success") != 1) problems.Add($"step {step.Key} of execution {execution.Id} ended well {step.Count(a => a.Outcome == "success")} times");
                if (!numbers.SequenceEqual(Enumerable.Range(1, numbers.Count))) problems.Add($"step {step.Key} of execution {execution.Id} has the attempts {string.Join(", ", numbers)} in the journal");
                if (arrived > numbers.Count) problems.Add($"step {step.Key} of execution {execution.Id} arrived {arrived} times, and the journal has {numbers.Count} attempts");
            }
        }
    }

    private static NumberedWorkflow WorkflowOf(LoggedExecution execution) => NumberedWorkflow.All.Single(w => w.Name == execution.Workflow);

    private long NumberOf(LoggedExecution execution) => events.TryGetValue(execution.EventId, out var happened) ? happened.Number ?? -1 : -1;

    private static string? KeyOf(LoggedExecution execution, string action) =>
        JsonNode.Parse(execution.Actions)!.AsArray().Single(a => (string?)a!["id"] == action)!["idempotency_key"]?.GetValue<string>();
}
