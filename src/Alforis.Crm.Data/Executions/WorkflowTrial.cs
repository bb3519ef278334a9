using System.Text;
using System.Text.Json;
using Alforis.Crm.Data.Contexts;
using Alforis.Crm.Data.Emails;
using Alforis.Crm.Data.Events;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Diagnostics;
using Npgsql;

namespace Alforis.Crm.Data.Executions;

/// <summary>
/// Makes what is needed to say whether a stored workflow would fire for an organisation or deal as it is now: reads, in a transaction that can do nothing else.
/// Thread-safe.
/// </summary>
/// <param name="dataSource">Connects as a role that may read workflows and the CRM.</param>
/// <param name="clock">Says what time it is.</param>
public sealed class WorkflowTrial(NpgsqlDataSource dataSource, TimeProvider clock)
{
    private const string FindSql = """
        SELECT v.version, v.definition::text, w.status = 'active' AND w.suspended_at IS NULL AND NOT w.is_template
        FROM public.workflows w
        JOIN public.workflow_versions v ON v.workflow_id = w.id AND v.version = w.current_version
        WHERE w.id = $1 AND w.deleted_at IS NULL
        """;

    private readonly WorkflowCompiler<CrmContext> compiler = new(CrmSchema.Instance);

    /// <summary>Prepares a trial.</summary>
    /// <param name="request">What is tried for whom.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<TrialAnswer> PrepareAsync(TrialRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var connectionDisposal = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var transactionDisposal = transaction.ConfigureAwait(false);
        using var readOnly = new NpgsqlCommand("SET TRANSACTION READ ONLY", connection, transaction);
        await readOnly.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        if (await FindAsync(transaction, request.WorkflowId, ct).ConfigureAwait(false) is not { } found) return new TrialAnswer(ManualOutcome.UnknownWorkflow);
        var (workflow, problem) = await CompileAsync(connection, found.Definition, ct).ConfigureAwait(false);
        var answer = new TrialAnswer(ManualOutcome.CannotRun) { Version = found.Version, IsActive = found.IsActive, Detail = problem?.ToString(), Problem = problem };
        if (workflow is null) return answer;
        answer = answer with { Workflow = workflow };
        if (workflow.Entity is null != (request.EntityType is null) || (workflow.Entity is { } wanted && wanted != request.EntityType)) return answer with { Outcome = ManualOutcome.WrongEntity };
        if (request.Payload is not null && workflow.TriggerType != TriggerNames.WebhookReceived) return answer with { Outcome = ManualOutcome.NoPayloadWanted };
        var image = workflow.Entity is null ? null : await ReadImageAsync(transaction, workflow.Entity, request.EntityId!.Value, ct).ConfigureAwait(false);
        if (workflow.Entity is not null && image is null) return answer with { Outcome = ManualOutcome.UnknownEntity };
        return await MakeAsync(transaction, request, answer, workflow, image, ct).ConfigureAwait(false);
    }

    private async Task<TrialAnswer> MakeAsync(
        NpgsqlTransaction transaction, TrialRequest request, TrialAnswer answer, CompiledWorkflow<CrmContext> workflow, string? image, CancellationToken ct)
    {
        if (FindUnknownField(request, image) is { } unknown) return answer with { Outcome = ManualOutcome.BadPrevious, Detail = unknown };
        var now = clock.GetUtcNow();
        var source = new CrmEvent
        {
            EventId = 0,
            Lane = 0,
            OccurredAt = now,
            Types = [workflow.TriggerType],
            EntityType = request.EntityType,
            EntityId = request.EntityId,
            After = image,
            Before = request.Previous?.GetRawText(),
            ChangedFields = request.Previous is { } previous ? [.. previous.EnumerateObject().Select(p => p.Name)] : [],
            Actor = request.Actor,
            Payload = workflow.TriggerType == TriggerNames.WebhookReceived ? $$"""{"webhook": {{request.Payload?.GetRawText() ?? "{}"}}}""" : null,
        };
        try
        {
            var contexts = await ContextLoader.LoadAsync(transaction, [source], ContextNeeds.Of(workflow.Paths), now, ct).ConfigureAwait(false);
            return answer with { Outcome = ManualOutcome.Accepted, Event = new ContextFile([workflow.TriggerType], contexts[0], now) };
        }
        catch (JsonException) when (request.Previous is not null)
        {
            return answer with { Outcome = ManualOutcome.BadPrevious, Detail = "A value is of another type than its field." };
        }
    }

    private static string? FindUnknownField(TrialRequest request, string? image)
    {
        if (request.Previous is not { } previous) return null;
        if (image is null) return "The workflow runs for no entity that could have been another.";
        using var row = JsonDocument.Parse(image);
        var unknown = previous.EnumerateObject().Select(p => p.Name).FirstOrDefault(name => !row.RootElement.TryGetProperty(name, out _));
        return unknown is null ? null : $"There is no field '{unknown}'.";
    }

    private async Task<(CompiledWorkflow<CrmContext>?, Diagnostic?)> CompileAsync(NpgsqlConnection connection, string definition, CancellationToken ct)
    {
        var utf8 = Encoding.UTF8.GetBytes(definition);
        var result = compiler.Compile(utf8);
        if (!result.Succeeded) return (null, result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error));
        if (!TemplatedWorkflow.NamesIn(result.Workflow).Any()) return (result.Workflow, null);
        var templates = await EmailTemplateSet.LoadAsync(connection, null, ct).ConfigureAwait(false);
        var (filled, problems) = TemplatedWorkflow.Fill(compiler, result.Workflow, utf8, templates);
        return filled is null ? (null, problems[0]) : (filled, null);
    }

    private static async Task<string?> ReadImageAsync(NpgsqlTransaction transaction, string entityType, long id, CancellationToken ct)
    {
        using var command = new NpgsqlCommand($"SELECT to_jsonb(e)::text FROM {EntityNames.TableOf(entityType)} e WHERE e.id = $1", transaction.Connection, transaction)
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = id } },
        };
        return (string?)await command.ExecuteScalarAsync(ct).ConfigureAwait(false);
    }

    private static async Task<(int Version, string Definition, bool IsActive)?> FindAsync(NpgsqlTransaction transaction, long id, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(FindSql, transaction.Connection, transaction) { Parameters = { new NpgsqlParameter<long> { TypedValue = id } } };
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false) ? (reader.GetInt32(0), reader.GetString(1), reader.GetBoolean(2)) : null;
    }
}

/// <summary>A workflow to try.</summary>
/// <param name="WorkflowId">Its number.</param>
public sealed record TrialRequest(long WorkflowId)
{
    /// <summary><c>organisation</c> or <c>deal</c>; <see langword="null"/> for a workflow of no entity.</summary>
    public string? EntityType { get; init; }

    /// <summary>The entity's number; with <see cref="EntityType"/>.</summary>
    public long? EntityId { get; init; }

    /// <summary>Old values of fields that would have been changed, a JSON object by column; <see langword="null"/> for no change.</summary>
    public JsonElement? Previous { get; init; }

    /// <summary>What a webhook would have brought.</summary>
    public JsonElement? Payload { get; init; }

    /// <summary>Who would have done it.</summary>
    public string? Actor { get; init; }
}

/// <summary>A workflow and an event to try it on, or why there is none.</summary>
/// <param name="Outcome">Whether it can be tried.</param>
public sealed record TrialAnswer(ManualOutcome Outcome)
{
    /// <summary>The version that would run.</summary>
    public int Version { get; init; }

    /// <summary>Whether events make it run at the moment.</summary>
    public bool IsActive { get; init; }

    /// <summary>What is tried.</summary>
    public CompiledWorkflow<CrmContext>? Workflow { get; init; }

    /// <summary>The event.</summary>
    public ContextFile? Event { get; init; }

    /// <summary>Why it cannot be tried, as a sentence.</summary>
    public string? Detail { get; init; }

    /// <summary>The diagnostic behind it; <see langword="null"/> where something else stands against it.</summary>
    public Diagnostic? Problem { get; init; }
}
