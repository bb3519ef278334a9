using System.Collections.Immutable;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Definitions;
using Npgsql;

namespace Alforis.Crm.Data.WebhookTargets;

/// <summary>Makes workflows agree with the subscriptions that the rows of targets have, in a transaction that holds the lock of the workflow set.</summary>
internal static class SubscriptionWriter
{
    private const string AllowSql = "SELECT set_config('alforis.subscription', 'on', true)";
    private const string OwnSql = "UPDATE public.workflows SET webhook_id = $1 WHERE id = $2";
    private const string EndSql = "UPDATE public.workflows SET deleted_at = clock_timestamp() WHERE id = $1";

    private const string TakenSql = """
        SELECT EXISTS (SELECT FROM public.workflows w WHERE lower(w.name) = lower($1) AND w.deleted_at IS NULL AND w.id IS DISTINCT FROM $2)
        """;

    /// <summary>Writes what is missing or out of date, and ends what is too much.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="target">Only this target's; <see langword="null"/> for all.</param>
    /// <param name="always">A type of events whose workflow is written by this version's definition although it agrees.</param>
    /// <param name="ct">Cancels; the transaction is of no use then.</param>
    public static async Task<SubscriptionChanges> ApplyAsync(NpgsqlTransaction transaction, long? target, string? always, CancellationToken ct)
    {
        var differences = await SubscriptionDifference.ReadAllAsync(transaction.Connection!, target, always, ct).ConfigureAwait(false);
        if (differences.Count == 0) return SubscriptionChanges.None;
        using var allow = new NpgsqlCommand(AllowSql, transaction.Connection, transaction);
        await allow.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        var (written, ended, problems) = (ImmutableArray.CreateBuilder<long>(), ImmutableArray.CreateBuilder<long>(), ImmutableArray.CreateBuilder<string>());
        foreach (var difference in differences)
        {
            if (difference.Target is not { } subscribed)
            {
                await ExecuteAsync(transaction, EndSql, ct, difference.Workflow!.Id).ConfigureAwait(false);
                ended.Add(difference.Workflow.Id);
                continue;
            }

            var (id, problem) = await WriteAsync(transaction, subscribed, difference.EventType, difference.Workflow, ct).ConfigureAwait(false);
            if (problem is null) written.Add(id);
            else problems.Add(problem);
        }

        return new SubscriptionChanges { Written = written.ToImmutable(), Ended = ended.ToImmutable(), Problems = problems.ToImmutable() };
    }

    private static async Task<(long Id, string? Problem)> WriteAsync(
        NpgsqlTransaction transaction, SubscribedTarget target, string eventType, SubscriptionWorkflow? workflow, CancellationToken ct)
    {
        var name = workflow is { NamesTarget: true } ? workflow.Name : await FreeNameAsync(transaction, target.Name, eventType, workflow?.Id, ct).ConfigureAwait(false);
        var text = SubscriptionDefinition.Text(name, target.Name, eventType);
        var result = new WorkflowCompiler<CrmContext>(CrmSchema.Instance).Compile(text);
        if (!result.Succeeded)
            return (0, $"The webhook target '{target.Name}' cannot be subscribed to {eventType}, because of its name: {result.Diagnostics[0].Message}");
        var import = new WorkflowImport(text, result.Workflow, target.IsActive ? WorkflowStatus.Active : WorkflowStatus.Inactive);
        var written = await WorkflowWriter.WriteAsync(transaction.Connection!, import, workflow?.Id, ct).ConfigureAwait(false);
        if (workflow is null) await ExecuteAsync(transaction, OwnSql, ct, target.Id, written.Id).ConfigureAwait(false);
        return (written.Id, null);
    }

    /// <summary>Somebody's own workflow keeps the name that it has.</summary>
    private static async Task<string> FreeNameAsync(NpgsqlTransaction transaction, string target, string eventType, long? own, CancellationToken ct)
    {
        var name = SubscriptionDefinition.Name(target, eventType);
        for (var number = 2; ; number++)
        {
            using var taken = new NpgsqlCommand(TakenSql, transaction.Connection, transaction)
            {
                Parameters = { new NpgsqlParameter<string> { TypedValue = name }, new NpgsqlParameter<long> { TypedValue = own ?? 0 } },
            };
            if (await taken.ExecuteScalarAsync(ct).ConfigureAwait(false) is not true) return name;
            name = FormattableString.Invariant($"{SubscriptionDefinition.Name(target, eventType)} ({number})");
        }
    }

    private static async Task ExecuteAsync(NpgsqlTransaction transaction, string sql, CancellationToken ct, params long[] values)
    {
        using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = value });
        await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }
}
