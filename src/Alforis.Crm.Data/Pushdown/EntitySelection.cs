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
    /// <param name="most">The most numbers of a page; that many rows are looked at when not all is SQL.</param>
    /// <param name="now">The moment of evaluation, the same for all pages.</param>
    /// <param name="ct">Cancels.</param>
    public Task<SelectedPage> PageAsync(NpgsqlTransaction transaction, long afterId, int most, DateTimeOffset now, CancellationToken ct) =>
        ReadAsync(transaction, null, afterId, most, now, ct);

    /// <summary>A page of those of them that are candidates, which PostgreSQL may begin with; otherwise as <see cref="PageAsync"/>.</summary>
    /// <param name="transaction">The transaction to read in.</param>
    /// <param name="candidates">The candidates.</param>
    /// <param name="afterId">The number that the page begins after; 0 for the first.</param>
    /// <param name="most">The most numbers of a page; that many rows are looked at when not all is SQL.</param>
    /// <param name="now">The moment of evaluation, the same for all pages.</param>
    /// <param name="ct">Cancels.</param>
    public Task<SelectedPage> AmongAsync(
        NpgsqlTransaction transaction, EntityCandidates candidates, long afterId, int most, DateTimeOffset now, CancellationToken ct) =>
        ReadAsync(transaction, candidates, afterId, most, now, ct);

    /// <summary>
    /// How many there are. One statement when <see cref="IsExact"/>. When something is <see cref="Unknown"/>, how many there are at most: of what SQL can tell.
    /// </summary>
    /// <param name="transaction">The transaction to read in.</param>
    /// <param name="now">The moment of evaluation.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<long> CountAsync(NpgsqlTransaction transaction, DateTimeOffset now, CancellationToken ct)
    {
        if (IsExact || !Unknown.IsEmpty)
        {
            var rows = await ReadRowsAsync(transaction, sql.CountCommand(new SqlArguments(Whole(now), long.MinValue)), withImages: false, ct).ConfigureAwait(false);
            return rows[0].Id;
        }

        var count = 0L;
        for (long? after = long.MinValue; after is { } from;)
        {
            var page = await ReadAsync(transaction, null, from, 10 * Slice, now, ct).ConfigureAwait(false);
            count += page.Ids.Length;
            after = page.Next;
        }

        return count;
    }

    private async Task<SelectedPage> ReadAsync(
        NpgsqlTransaction transaction, EntityCandidates? candidates, long afterId, int most, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        if (!Unknown.IsEmpty) throw new InvalidOperationException($"'{workflow}' waits for an event: {Unknown[0]}");
        now = Whole(now);
        var ids = ImmutableArray.CreateBuilder<long>();
        for (var left = most; ;)
        {
            var wanted = IsExact ? left : Math.Min(left, Slice);
            var rows = await ReadRowsAsync(
                transaction, sql.PageCommand(!IsExact, wanted, candidates, new SqlArguments(now, afterId)), !IsExact, ct).ConfigureAwait(false);
            ids.AddRange(IsExact ? rows.Select(r => r.Id) : await EvaluateAsync(transaction, rows, now, ct).ConfigureAwait(false));
            if (rows.Count < wanted) return new SelectedPage(ids.ToImmutable(), null);
            afterId = rows[^1].Id;
            left -= wanted;
            if (left == 0) return new SelectedPage(ids.ToImmutable(), afterId);
        }
    }

    private async Task<IEnumerable<long>> EvaluateAsync(
        NpgsqlTransaction transaction, List<(long Id, string Image)> rows, DateTimeOffset now, CancellationToken ct)
    {
        if (rows.Count == 0) return [];
        ImmutableArray<CrmEvent> events = [.. rows.Select(r => trigger.Event(r.Id, r.Image, now))];
        var contexts = await ContextLoader.LoadAsync(transaction, events, needs, now, ct).ConfigureAwait(false);
        return contexts.Select((context, i) => (context, rows[i].Id))
            .Where(c => workflow.PassesFilter(c.context, now) && workflow.MeetsConditions(c.context, now))
            .Select(c => c.Id);
    }

    private static async Task<List<(long Id, string Image)>> ReadRowsAsync(
        NpgsqlTransaction transaction, NpgsqlBatchCommand command, bool withImages, CancellationToken ct)
    {
        using var batch = new NpgsqlBatch(transaction.Connection, transaction) { Timeout = Patience };
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SettingsSql));
        batch.BatchCommands.Add(command);
        var reader = await batch.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        await reader.NextResultAsync(ct).ConfigureAwait(false);
        var rows = new List<(long, string)>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) rows.Add((reader.GetInt64(0), withImages ? reader.GetString(1) : ""));
        return rows;
    }

    private static DateTimeOffset Whole(DateTimeOffset now) => new(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
