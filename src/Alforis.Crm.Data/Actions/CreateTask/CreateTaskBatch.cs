using System.Globalization;
using System.Text.Json.Nodes;
using Alforis.Crm.Data.Actions.Formats;
using Alforis.Crm.Data.Actions.Roles;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Json;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Actions.CreateTask;

/// <summary>The tasks that one batch creates.</summary>
internal sealed class CreateTaskBatch : IActionBatch
{
    // Numbers are drawn before the insert, so that each action knows its own task.
    private const string InsertSql = """
        INSERT INTO public.tasks
          (id, title, description, priority, due_date, organisation_id, deal_id, assigned_to, execution_id)
        OVERRIDING SYSTEM VALUE
        SELECT x.id, x.title, x.description, x.priority, x.due_date, x.organisation_id, x.deal_id, x.assigned_to, x.execution_id
        FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::date[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[])
          AS x (id, title, description, priority, due_date, organisation_id, deal_id, assigned_to, execution_id)
        """;

    private const int LongestTitle = 500;
    private const int MostDueDays = 3650;
    private const int LongestDescription = 100_000;

    private readonly List<NewTask> tasks = [];

    public CreateTaskBatch(IReadOnlyList<PendingAction> actions)
    {
        foreach (var action in actions)
        {
            if (Read(action) is { } task) tasks.Add(task);
        }
    }

    public IReadOnlyList<IUserChoice> Choices => tasks;

    public void Gather(BatchNeeds needs)
    {
        foreach (var task in tasks)
        {
            if (task.Turn is { } turn) needs.Choice(turn, task.Action);
            else if (task.Assignee is { } assignee) needs.User(assignee, task.Action);
            if (task.Action.Target is { } target) needs.Refer(target);
        }
    }

    public void Check(BatchRows rows)
    {
        foreach (var task in tasks)
        {
            task.CheckUsers(rows);
            if (task.Action.Target is not { } target) continue;
            if (!rows.Found.TryGetValue(target, out var row))
            {
                task.Action.Fail($"The {target} no longer exists.", FailureCode.EntityGone);
                continue;
            }

            task.OrganisationId = row.OrganisationId;
            task.DealId = target.Type == EntityNames.Deal ? target.Id : null;
        }
    }

    public async Task PerformAsync(NpgsqlTransaction transaction, CancellationToken ct)
    {
        var ready = tasks.Where(t => t.Action.State == ActionState.Ready).ToList();
        if (ready.Count == 0) return;
        var ids = await SequenceNumbers.DrawAsync(transaction, "public.tasks_id_seq", ready.Count, ct).ConfigureAwait(false);
        using var command = new NpgsqlCommand(InsertSql, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<long[]> { TypedValue = ids },
                SqlParameters.Column(ready, t => t.Settings.Title),
                SqlParameters.Column(ready, t => t.Settings.Description),
                SqlParameters.Column(ready, t => t.Settings.Priority ?? "normal"),
                SqlParameters.Column(ready, t => t.DueDate),
                SqlParameters.Column(ready, t => t.OrganisationId),
                SqlParameters.Column(ready, t => t.DealId),
                SqlParameters.Column(ready, t => t.AssigneeId),
                SqlParameters.Column(ready, t => t.Action.Execution.Id),
            },
        };
        await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        for (var i = 0; i < ids.Length; i++) ready[i].Action.Succeed(Result(ids[i], ready[i]));
    }

    /// <summary>The task, and what its settings left open: whose turn it was, and the day that an amount of time came to.</summary>
    private static JsonObject Result(long id, NewTask task)
    {
        var result = new JsonObject { ["task_id"] = id };
        if (task.AssigneeId is { } user) result["assigned_to"] = user;
        if (task.DueDate is { } due) result["due_date"] = due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return result;
    }

    private static NewTask? Read(PendingAction action)
    {
        var (settings, problem) = SettingsJson.Read<CreateTaskSettings>(action.Planned.Settings);
        if (settings is null || problem is not null)
        {
            action.Fail(problem ?? "The task has no settings.");
            return null;
        }

        var task = new NewTask(action, settings);
        problem = CheckTexts(settings) ?? ReadDueDate(task) ?? ReadAssignee(task);
        if (problem is null) return task;
        action.Fail(problem);
        return null;
    }

    private static string? CheckTexts(CreateTaskSettings settings)
    {
        if (string.IsNullOrWhiteSpace(settings.Title)) return "The task's title is empty.";
        if (settings.Title.Length > LongestTitle) return $"The task's title has {settings.Title.Length} characters; at most {LongestTitle} are possible.";
        return settings.Description?.Length > LongestDescription ? $"The task's description has more than {LongestDescription} characters." : null;
    }

    private static string? ReadDueDate(NewTask task)
    {
        var today = task.Action.Execution.Today;
        if (task.Settings.DueDays is { } days)
        {
            if (days is < 0 or > MostDueDays) return $"The task cannot be due in {days} days; 0 to {MostDueDays} are possible.";
            task.DueDate = today.AddDays(days);
        }

        if (string.IsNullOrWhiteSpace(task.Settings.DueDate)) return null;
        if (DueDate.Parse(task.Settings.DueDate) is not { } due) return $"'{task.Settings.DueDate}' is no due date.";
        task.DueDate = due.From(today);
        return null;
    }

    private static string? ReadAssignee(NewTask task)
    {
        if (task.Settings.Role is { } role) task.Assignee = UserReference.OfRole(role);
        if (string.IsNullOrWhiteSpace(task.Settings.AssignedTo)) return null;
        task.Assignee = UserReference.Parse(task.Settings.AssignedTo);
        return task.Assignee is { Kind: not UserReferenceKind.Role }
            ? null
            : $"The task cannot be assigned: '{task.Settings.AssignedTo}' is no user's number or e-mail address.";
    }
}
