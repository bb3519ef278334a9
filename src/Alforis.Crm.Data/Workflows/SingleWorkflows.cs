using System.Collections.Frozen;
using Alforis.Crm.Data.Events;
using Alforis.Crm.Data.Model;
using Alforis.Workflows.Engine.Matching;
using Npgsql;

namespace Alforis.Crm.Data.Workflows;

/// <summary>The workflows that events of a batch concern alone, in the versions that they were made for, and whether these may run now. Immutable.</summary>
internal sealed class SingleWorkflows
{
    private const string Sql = """
        SELECT w.id, w.status = 'active' AND w.suspended_at IS NULL AND NOT w.is_template, w.deleted_at IS NOT NULL FROM public.workflows w WHERE w.id = ANY ($1)
        """;

    private readonly FrozenDictionary<long, (bool IsActive, bool IsDeleted)> states;
    private readonly WorkflowVersions versions;

    private SingleWorkflows(IReadOnlyDictionary<long, (bool, bool)> states, IEnumerable<WorkflowReference> wanted, WorkflowVersions versions)
    {
        this.states = states.ToFrozenDictionary();
        this.versions = versions;
        Entries = [.. wanted.Select(w => versions.Find(w.Id, w.Version).Entry).OfType<WorkflowEntry<CrmContext>>()];
    }

    /// <summary>Those that can run.</summary>
    public IReadOnlyList<WorkflowEntry<CrmContext>> Entries { get; }

    /// <summary>Loads what some events need; nothing is asked when none concerns a single workflow.</summary>
    public static async Task<SingleWorkflows> LoadAsync(NpgsqlTransaction transaction, IEnumerable<CrmEvent> events, WorkflowVersions versions, CancellationToken ct)
    {
        var wanted = events.Select(e => e.Workflow).OfType<WorkflowReference>().Distinct().ToList();
        var found = new Dictionary<long, (bool, bool)>();
        if (wanted.Count == 0) return new SingleWorkflows(found, wanted, versions);
        await versions.LoadAsync(transaction, [.. wanted.Select(w => (w.Id, w.Version))], ct).ConfigureAwait(false);
        using var command = new NpgsqlCommand(Sql, transaction.Connection, transaction)
        {
            Parameters = { new NpgsqlParameter<long[]> { TypedValue = [.. wanted.Select(w => w.Id).Distinct()] } },
        };
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) found[reader.GetInt64(0)] = (reader.GetBoolean(1), reader.GetBoolean(2));
        return new SingleWorkflows(found, wanted, versions);
    }

    /// <summary>The workflow, or why it must not run, as the history says it.</summary>
    /// <param name="wanted">One of those that were loaded.</param>
    /// <param name="byHand">Whether it may run although it is not active.</param>
    public (WorkflowEntry<CrmContext>? Entry, string? Reason) Find(WorkflowReference wanted, bool byHand)
    {
        if (!states.TryGetValue(wanted.Id, out var state) || state.IsDeleted) return (null, "deleted");
        if (!state.IsActive && !byHand) return (null, "inactive");
        return versions.Find(wanted.Id, wanted.Version).Entry is { } entry ? (entry, null) : (null, "cannot_run");
    }
}
