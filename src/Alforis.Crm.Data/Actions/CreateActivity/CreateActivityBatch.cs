using System.Text.Json.Nodes;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Json;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Actions.CreateActivity;

/// <summary>The activities that one batch creates. They name their execution, and so end no silence.</summary>
internal sealed class CreateActivityBatch : IActionBatch
{
    // Numbers are drawn before the insert, so that each action knows its own activity.
    private const string InsertSql = """
        INSERT INTO public.organisation_activities (id, organisation_id, deal_id, type, title, description, execution_id)
        OVERRIDING SYSTEM VALUE
        SELECT x.id, x.organisation_id, x.deal_id, x.type, x.title, x.description, x.execution_id
        FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::bigint[])
          AS x (id, organisation_id, deal_id, type, title, description, execution_id)
        """;

    private const int LongestTitle = 500;
    private const int LongestDescription = 100_000;

    private readonly List<NewActivity> activities = [];

    public CreateActivityBatch(IReadOnlyList<PendingAction> actions)
    {
        foreach (var action in actions)
        {
            var (activity, problem) = Read(action);
            if (activity is null) action.Fail(problem!);
            else activities.Add(activity);
        }
    }

    public void Gather(BatchNeeds needs)
    {
        foreach (var activity in activities) needs.Refer(activity.Target);
    }

    public void Check(BatchRows rows)
    {
        foreach (var activity in activities)
        {
            if (rows.Found.TryGetValue(activity.Target, out var row)) activity.OrganisationId = row.OrganisationId;
            else activity.Action.Fail($"The {activity.Target} no longer exists.", FailureCode.EntityGone);
        }
    }

    public async Task PerformAsync(NpgsqlTransaction transaction, CancellationToken ct)
    {
        var ready = activities.Where(a => a.Action.State == ActionState.Ready).ToList();
        if (ready.Count == 0) return;
        var ids = await SequenceNumbers.DrawAsync(transaction, "public.organisation_activities_id_seq", ready.Count, ct).ConfigureAwait(false);
        using var command = new NpgsqlCommand(InsertSql, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<long[]> { TypedValue = ids },
                SqlParameters.Column(ready, a => a.OrganisationId),
                SqlParameters.Column(ready, a => a.Target.Type == EntityNames.Deal ? a.Target.Id : (long?)null),
                SqlParameters.Column(ready, a => a.Settings.ActivityType ?? "note"),
                SqlParameters.Column(ready, a => a.Settings.Title),
                SqlParameters.Column(ready, a => a.Settings.Description),
                SqlParameters.Column(ready, a => a.Action.Execution.Id),
            },
        };
        await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        for (var i = 0; i < ids.Length; i++) ready[i].Action.Succeed(new JsonObject { ["activity_id"] = ids[i] });
    }

    private static (NewActivity? Activity, string? Problem) Read(PendingAction action)
    {
        var (settings, problem) = SettingsJson.Read<CreateActivitySettings>(action.Planned.Settings);
        if (settings is null) return (null, problem ?? "The activity has no settings.");
        if (action.Target is not { } target) return (null, "There is no organisation or deal for the activity.");
        if (string.IsNullOrWhiteSpace(settings.Title)) return (null, "The activity's title is empty.");
        if (settings.Title.Length > LongestTitle) return (null, $"The activity's title has {settings.Title.Length} characters; at most {LongestTitle} are possible.");
        if (settings.Description?.Length > LongestDescription) return (null, $"The activity's description has more than {LongestDescription} characters.");
        return (new NewActivity(action, settings, target), null);
    }
}
