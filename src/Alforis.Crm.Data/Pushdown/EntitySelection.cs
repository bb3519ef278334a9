using System.Collections.Immutable;
using Alforis.Crm.Data.Contexts;
using Alforis.Crm.Data.Events;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Triggers;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Conditions;
using Npgsql;

namespace Alforis.Crm.Data.Pushdown;

/// <summary>
/// The organisations or deals that pass a workflow's filter and meet its conditions, selected by PostgreSQL where they lie. What cannot be said in
/// SQL is evaluated in memory, on the rows that the rest selects. Immutable, thread-safe; some microseconds to make.
/// </summary>
/// <remarks>
/// Reading sets two settings of the transaction, until its end: no machine code is made of the statement, and it is planned anew each time. The moment
/// of evaluation counts in whole microseconds, as PostgreSQL's do.
/// </remarks>
internal sealed class EntitySelection
{
    /// <summary>So many rows are in memory at a time.</summary>
    private const int Slice = 500;

    /// <summary>How long a statement may take, in seconds.</summary>
    private const int Patience = 600;

    private const string SettingsSql = "SELECT set_config('jit', 'off', true), set_config('plan_cache_mode', 'force_custom_plan', true)";

    private readonly CompiledWorkflow<CrmContext> workflow;
    private readonly SelectedTrigger trigger;
    private readonly SelectionSql sql;
    private readonly ContextNeeds needs;

    private EntitySelection(CompiledWorkflow<CrmContext> workflow, SelectedTrigger trigger, SelectionSql sql, WorkflowConditions conditions, ConditionTranslator translated)
    {
        this.workflow = workflow;
        this.trigger = trigger;
        this.sql = sql;
        needs = ContextNeeds.Of(translated.Paths);
        Conditions = conditions;
        InMemory = [.. translated.InMemory];
        Unknown = [.. translated.Unknown];
    }

    /// <summary>Whether SQL alone selects them.</summary>
    public bool IsExact => InMemory.IsEmpty && Unknown.IsEmpty;

    /// <summary>What is selected by.</summary>
    public WorkflowConditions Conditions { get; }

    /// <summary>The rules that are evaluated in memory.</summary>
    public ImmutableArray<string> InMemory { get; }

    /// <summary>The rules that only an event can answer, because they look at what changed or at what it brings: they count as met.</summary>
    public ImmutableArray<string> Unknown { get; }

    /// <summary>The SQL that counts, with parameters for all that the definition says.</summary>
    public string CountSql => sql.Count.Number(1);

    /// <summary>Translates a workflow.</summary>
    /// <param name="workflow">A workflow whose entity is an organisation or a deal.</param>
    /// <param name="scheduledAt">When the selection was due, which conditions may ask for; at the moment of evaluation when nothing is said.</param>
    /// <param name="silentOnly">Whether a workflow that waits for silence selects those alone that are silent for as long as it says.</param>
    /// <exception cref="ArgumentException">It has no entity.</exception>
    public static EntitySelection Of(CompiledWorkflow<CrmContext> workflow, DateTimeOffset? scheduledAt = null, bool silentOnly = false)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        var model = workflow.Entity switch
        {
            EntityNames.Deal => typeof(Deal),
            EntityNames.Organisation => typeof(Organisation),
            _ => throw new ArgumentException($"'{workflow}' has no entity to select.", nameof(workflow)),
        };
        var entity = CrmRows.Entity(model);
        var known = new SelectedTrigger(workflow.TriggerType, workflow.Entity, scheduledAt);
        var translator = new ConditionTranslator();
        var conditions = WorkflowConditions.Of(workflow);
        var condition = translator.Translate(
            new Conjunction([conditions.Filter, conditions.Conditions]), new PathTranslator(entity, workflow.Entity, known));
        if (silentOnly && workflow.TriggerType == TriggerNames.InactivityDelay)
        {
            condition = SqlPart.Of($"{condition} AND {DaysTranslator.AtLeast(CrmFields.LastSign(entity), InactivitySettings.DaysOf(workflow))}");
        }

        return new EntitySelection(workflow, known, new SelectionSql(entity, condition), conditions, translator);
    }

    /// <summary>A page of all of them. One statement when <see cref="IsExact"/>.</summary>
    /// <param name="transaction">The transaction to read in.</param>
    /// <param name="afterId">The number that the page begins after; 0 for the first.</param>
    /// <param name="most">The most numbers of a page; of so many rows it is asked in memory when not all is SQL.</param>
    /// <param name="now">The moment of evaluation, the same for all pages.</param>
    /// <param name="ct">Cancels.</param>
    /// <remarks>Each page may cost as much as all of them: who reads many small ones reads them by <see cref="SelectionAhead"/>.</remarks>
    public Task<SelectedPage> PageAsync(NpgsqlTransaction transaction, long afterId, int most, DateTimeOffset now, CancellationToken ct) =>
        ReadAsync(transaction, null, afterId, most, now, ct);

    /// <summary>A page of those of them that are candidates, which PostgreSQL may begin with; otherwise as <see cref="PageAsync"/>.</summary>
    /// <param name="transaction">The transaction to read in.</param>
    /// <param name="candidates">The candidates.</param>
    /// <param name="afterId">The number that the page begins after; 0 for the first.</param>
    /// <param name="most">The most numbers of a page; of so many rows it is asked in memory when not all is SQL.</param>
    /// <param name="now">The moment of evaluation, the same for all pages.</param>
    /// <param name="ct">Cancels.</param>
    public Task<SelectedPage> AmongAsync(
        NpgsqlTransaction transaction, EntityCandidates candidates, long afterId, int most, DateTimeOffset now, CancellationToken ct) =>
        ReadAsync(transaction, candidates, afterId, most, now, ct);

    /// <summary>Those that SQL selects, in order: all that meet the conditions, and more when not <see cref="IsExact"/>. One statement.</summary>
    /// <param name="transaction">The transaction to read in.</param>
    /// <param name="candidates">What alone comes into question; <see langword="null"/> for all.</param>
    /// <param name="afterId">The number to begin after.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="now">The moment of evaluation.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ImmutableArray<long>> ReadIdsAsync(
        NpgsqlTransaction transaction, EntityCandidates? candidates, long afterId, int most, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        if (!Unknown.IsEmpty) throw new InvalidOperationException($"'{workflow}' waits for an event: {Unknown[0]}");
        return await ReadNumbersAsync(transaction, sql.PageCommand(most, candidates, new SqlArguments(Whole(now), afterId)), ct).ConfigureAwait(false);
    }

    /// <summary>Those of some that SQL has selected that meet the conditions: all of them when <see cref="IsExact"/>.</summary>
    /// <param name="transaction">The transaction to read in.</param>
    /// <param name="ids">What <see cref="ReadIdsAsync"/> has read, or a part of it.</param>
    /// <param name="now">The moment of evaluation.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ImmutableArray<long>> ConfirmAsync(NpgsqlTransaction transaction, ImmutableArray<long> ids, DateTimeOffset now, CancellationToken ct)
    {
        if (IsExact) return ids;
        now = Whole(now);
        var confirmed = ImmutableArray.CreateBuilder<long>();
        foreach (var slice in ids.Chunk(Slice))
        {
            var events = await ReadRowsAsync(transaction, slice, now, ct).ConfigureAwait(false);
            var contexts = await ContextLoader.LoadAsync(transaction, events, needs, now, ct).ConfigureAwait(false);
            for (var i = 0; i < contexts.Length; i++)
            {
                if (workflow.PassesFilter(contexts[i], now) && workflow.MeetsConditions(contexts[i], now)) confirmed.Add(events[i].EntityId!.Value);
            }
        }

        return confirmed.ToImmutable();
    }

    /// <summary>
    /// How many there are. One statement when <see cref="IsExact"/>. When something is <see cref="Unknown"/>, how many there are at most: of what SQL can tell.
    /// </summary>
    /// <param name="transaction">The transaction to read in.</param>
    /// <param name="now">The moment of evaluation.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<long> CountAsync(NpgsqlTransaction transaction, DateTimeOffset now, CancellationToken ct)
    {
        if (IsExact || !Unknown.IsEmpty)
            return (await ReadNumbersAsync(transaction, sql.CountCommand(new SqlArguments(Whole(now), long.MinValue)), ct).ConfigureAwait(false))[0];

        var count = 0L;
        for (long? after = long.MinValue; after is { } from;)
        {
            var page = await ReadAsync(transaction, null, from, SelectionAhead.Most, now, ct).ConfigureAwait(false);
            count += page.Ids.Length;
            after = page.Next;
        }

        return count;
    }

    private async Task<SelectedPage> ReadAsync(
        NpgsqlTransaction transaction, EntityCandidates? candidates, long afterId, int most, DateTimeOffset now, CancellationToken ct)
    {
        var ids = await ReadIdsAsync(transaction, candidates, afterId, most, now, ct).ConfigureAwait(false);
        return new SelectedPage(await ConfirmAsync(transaction, ids, now, ct).ConfigureAwait(false), ids.Length < most ? null : ids[^1]);
    }

    private async Task<ImmutableArray<CrmEvent>> ReadRowsAsync(NpgsqlTransaction transaction, long[] ids, DateTimeOffset now, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(sql.Rows, transaction.Connection, transaction) { Parameters = { new NpgsqlParameter<long[]> { TypedValue = ids } } };
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var events = ImmutableArray.CreateBuilder<CrmEvent>(ids.Length);
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) events.Add(trigger.Event(reader.GetInt64(0), reader.GetString(1), now));
        return events.ToImmutable();
    }

    private static async Task<ImmutableArray<long>> ReadNumbersAsync(NpgsqlTransaction transaction, NpgsqlBatchCommand command, CancellationToken ct)
    {
        using var batch = new NpgsqlBatch(transaction.Connection, transaction) { Timeout = Patience };
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SettingsSql));
        batch.BatchCommands.Add(command);
        var reader = await batch.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        await reader.NextResultAsync(ct).ConfigureAwait(false);
        var numbers = ImmutableArray.CreateBuilder<long>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) numbers.Add(reader.GetInt64(0));
        return numbers.DrainToImmutable();
    }

    private static DateTimeOffset Whole(DateTimeOffset now) => new(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
