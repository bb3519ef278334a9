using System.Text;
using System.Text.Json;
using Alforis.Crm.Data.Accounts;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Emails;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Executions;

/// <summary>
/// Runs a workflow once, by hand: whether it is active or a draft, whatever its trigger and the trigger's filters. Its conditions count: when they do not
/// hold, the execution ends as <c>skipped</c>. The dispatcher does the rest, in order with the entity's other events. Thread-safe.
/// </summary>
/// <param name="dataSource">Connects as a role that may write events.</param>
public sealed class ManualExecution(NpgsqlDataSource dataSource)
{
    /// <summary>What such an event is.</summary>
    public const string EventType = "manual";

    private const string FindSql = """
        SELECT w.name, v.version, v.definition::text, w.is_template
        FROM public.workflows w
        JOIN public.workflow_versions v ON v.workflow_id = w.id AND v.version = w.current_version
        WHERE w.id = $1 AND w.deleted_at IS NULL
        """;

    // The execution's number is drawn now, so that whoever asks can be told it: the dispatcher gives it to the one execution that the event makes.
    private const string InsertSql = """
        WITH entity AS (
          SELECT to_jsonb(o) AS image FROM public.organisations o WHERE $3::text = 'organisation' AND o.id = $4
          UNION ALL
          SELECT to_jsonb(d) FROM public.deals d WHERE $3::text = 'deal' AND d.id = $4
        ), made AS (
          INSERT INTO workflow.events (types, entity_type, entity_id, after, workflow_id, workflow_version, payload, actor)
          SELECT ARRAY['manual'], $3::text, $4::bigint, e.image, $1, $2, $5::jsonb, coalesce($6, session_user)
          FROM (SELECT) AS one LEFT JOIN entity e ON true
          WHERE $3::text IS NULL OR e.image IS NOT NULL
          RETURNING event_id, occurred_at, after
        ), queued AS (
          INSERT INTO workflow.event_queue (event_id, occurred_at, lane, entity_type, entity_id, size, execution_id)
          SELECT m.event_id, m.occurred_at, workflow.lane_of($3::text, $4), $3::text, $4, coalesce(pg_column_size(m.after), 0) + coalesce(octet_length($5), 0),
            nextval('workflow.execution_ids')
          FROM made m
          RETURNING event_id, execution_id
        )
        SELECT event_id, execution_id FROM queued
        """;

    private readonly WorkflowCompiler<CrmContext> compiler = new(CrmSchema.Instance);

    /// <summary>Has a workflow run.</summary>
    /// <param name="request">What to run.</param>
    /// <param name="actor">Whoever wants it.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <returns>The event that stands for it and the number of its execution, or why there is none.</returns>
    public async Task<ManualAnswer> RequestAsync(ManualRequest request, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(actor);
        if (await FindAsync(request.WorkflowId, ct).ConfigureAwait(false) is not { } found) return new ManualAnswer(ManualOutcome.UnknownWorkflow);
        var answer = new ManualAnswer(ManualOutcome.Accepted) { Name = found.Name, Version = found.Version };
        if (found.IsTemplate) return answer with { Outcome = ManualOutcome.Template };
        var (compiled, problem) = await CompileAsync(found.Definition, ct).ConfigureAwait(false);
        if (compiled is null) return answer with { Outcome = ManualOutcome.CannotRun, Detail = problem!.ToString(), Problem = problem };
        answer = answer with { Entity = compiled.Entity };
        if (compiled.Entity is null != (request.EntityType is null) || (compiled.Entity is { } wanted && wanted != request.EntityType))
            return answer with { Outcome = ManualOutcome.WrongEntity };
        var takesPayload = compiled.TriggerType == TriggerNames.WebhookReceived;
        if (request.Payload is { } && !takesPayload) return answer with { Outcome = ManualOutcome.NoPayloadWanted };

        return await InsertAsync(request, answer, compiled, actor, ct).ConfigureAwait(false);
    }

    private async Task<ManualAnswer> InsertAsync(ManualRequest request, ManualAnswer answer, CompiledWorkflow<CrmContext> workflow, Actor actor, CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var connectionDisposal = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var transactionDisposal = transaction.ConfigureAwait(false);
        // Whoever runs a workflow has done what they could do by hand, no more.
        if (actor.UserId is { } who && await Authority.ReadAsync(transaction, who, ct).ConfigureAwait(false) is { } authority
            && ActivationAuthority.Check(workflow, authority) is [var lacking, ..])
            return answer with { Outcome = ManualOutcome.NotPermitted, Detail = lacking.Message, Problem = lacking };
        var takesPayload = workflow.TriggerType == TriggerNames.WebhookReceived;
        var key = request.Key is { } text && actor.UserId is { } user ? new ManualRequestKey(user, text, ManualRequestKey.Hash(request)) : null;
        if (key is not null && await key.FindAsync(transaction, ct).ConfigureAwait(false) is { } earlier)
            return earlier.IsSame ? answer with { EventId = earlier.EventId, ExecutionId = earlier.ExecutionId, Version = earlier.Version, IsRepeated = true } : answer with { Outcome = ManualOutcome.KeyUsed };

        var (eventId, executionId) = await WriteAsync(transaction, request, answer.Version!.Value, takesPayload, actor, ct).ConfigureAwait(false);
        if (eventId is not { } made || executionId is not { } promised) return answer with { Outcome = ManualOutcome.UnknownEntity };
        if (key is not null) await key.RememberAsync(transaction, made, promised, answer.Version.Value, ct).ConfigureAwait(false);
        var entry = new AuditEntry("workflow.execute", "workflow", request.WorkflowId)
        {
            Detail = new() { ["execution_id"] = promised, ["version"] = answer.Version, ["entity_type"] = request.EntityType, ["entity_id"] = request.EntityId },
        };
        await AuditTrail.WriteAsync(transaction, actor, entry, ct).ConfigureAwait(false);
        await transaction.CommitAsync(ct).ConfigureAwait(false);
        return answer with { EventId = made, ExecutionId = promised };
    }

    /// <summary>Refuses what an activation would refuse: a draft may have what cannot be performed.</summary>
    private async Task<(CompiledWorkflow<CrmContext>?, Diagnostic?)> CompileAsync(string definition, CancellationToken ct)
    {
        var utf8 = Encoding.UTF8.GetBytes(definition);
        var result = compiler.Compile(utf8);
        var problem = result.Diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error);
        if (result.Succeeded) problem = ActivationCheck.Check(result.Workflow, utf8).FirstOrDefault() ?? await CheckTemplatesAsync(result.Workflow, utf8, ct).ConfigureAwait(false);
        return problem is null ? (result.Workflow, null) : (null, problem);
    }

    private async Task<Diagnostic?> CheckTemplatesAsync(CompiledWorkflow<CrmContext> workflow, byte[] utf8, CancellationToken ct)
    {
        if (!TemplatedWorkflow.NamesIn(workflow).Any()) return null;
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var disposal = connection.ConfigureAwait(false);
        var templates = await EmailTemplateSet.LoadAsync(connection, null, ct).ConfigureAwait(false);
        return TemplatedWorkflow.Fill(compiler, workflow, utf8, templates).Problems.FirstOrDefault();
    }

    private async Task<(string Name, int Version, string Definition, bool IsTemplate)?> FindAsync(long id, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(FindSql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false) ? (reader.GetString(0), reader.GetInt32(1), reader.GetString(2), reader.GetBoolean(3)) : null;
    }

    private static async Task<(long? EventId, long? ExecutionId)> WriteAsync(
        NpgsqlTransaction transaction, ManualRequest request, int version, bool takesPayload, Actor actor, CancellationToken ct)
    {
        var payload = takesPayload ? $$"""{"webhook": {{request.Payload?.GetRawText() ?? "{}"}}}""" : null;
        using var command = new NpgsqlCommand(InsertSql, transaction.Connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = request.WorkflowId });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = version });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)request.EntityType ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)request.EntityId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)payload ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)actor.Name ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false) ? (reader.GetInt64(0), reader.GetInt64(1)) : (null, null);
    }
}

/// <summary>A workflow to run by hand.</summary>
/// <param name="WorkflowId">Its number.</param>
public sealed record ManualRequest(long WorkflowId)
{
    /// <summary><c>organisation</c> or <c>deal</c>; <see langword="null"/> for a workflow of no entity.</summary>
    public string? EntityType { get; init; }

    /// <summary>The entity's number; with <see cref="EntityType"/>.</summary>
    public long? EntityId { get; init; }

    /// <summary>What the webhook would bring, of a workflow that waits for one; an empty object by default.</summary>
    public JsonElement? Payload { get; init; }

    /// <summary>The sender's own key of the request, 1 to 255 characters: sent again within a day, the request is not carried out again. Only of users.</summary>
    public string? Key { get; init; }
}

/// <summary>What became of the wish to run a workflow by hand.</summary>
/// <param name="Outcome">What became of it.</param>
public sealed record ManualAnswer(ManualOutcome Outcome)
{
    /// <summary>The event that stands for it; the execution bears its number.</summary>
    public long? EventId { get; init; }

    /// <summary>The number that the execution will bear.</summary>
    public long? ExecutionId { get; init; }

    /// <summary>Whether it is the answer to an earlier request of the same key.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>The workflow's name.</summary>
    public string? Name { get; init; }

    /// <summary>The version that runs.</summary>
    public int? Version { get; init; }

    /// <summary>What the workflow runs for: <c>organisation</c>, <c>deal</c>, or nothing.</summary>
    public string? Entity { get; init; }

    /// <summary>Why it cannot run, as a sentence.</summary>
    public string? Detail { get; init; }

    /// <summary>The diagnostic behind it; <see langword="null"/> where something else stands against it.</summary>
    public Diagnostic? Problem { get; init; }
}

/// <summary>What became of the wish to run a workflow by hand.</summary>
public enum ManualOutcome
{
    /// <summary>It runs as soon as the dispatcher comes to it.</summary>
    Accepted,

    /// <summary>There is no workflow of this number, or it is deleted.</summary>
    UnknownWorkflow,

    /// <summary>There is no such organisation or deal.</summary>
    UnknownEntity,

    /// <summary>It runs for another kind of entity, or for none, or needs one.</summary>
    WrongEntity,

    /// <summary>Only a workflow that waits for webhooks takes a payload.</summary>
    NoPayloadWanted,

    /// <summary>It is a template, a model to copy from.</summary>
    Template,

    /// <summary>Its definition cannot run here.</summary>
    CannotRun,

    /// <summary>It does something that whoever wants it run may not do.</summary>
    NotPermitted,

    /// <summary>The key was used for another request.</summary>
    KeyUsed,

    /// <summary>The old values of a trial cannot be those of the entity.</summary>
    BadPrevious,
}
