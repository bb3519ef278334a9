using System.Diagnostics.CodeAnalysis;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Explaining;
using Alforis.Workflows.Engine.Matching;
using Alforis.Workflows.Engine.Schema;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alforis.Workflows.Engine.Execution;

/// <summary>
/// Workflows in an application: definitions are loaded, events are processed. Keep one per context type; thread-safe, and an event that is
/// being processed is not touched by a change of the workflows.
/// </summary>
/// <typeparam name="TContext">The type that conditions and templates are evaluated over.</typeparam>
public sealed class WorkflowEngine<TContext>
{
    private readonly WorkflowCompiler<TContext> compiler;
    private readonly Func<string> newEventId;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private WorkflowSet<TContext> workflows = WorkflowSet<TContext>.Empty;

    internal WorkflowEngine(WorkflowEngineParts<TContext> parts, WorkflowRunner<TContext> runner, TimeProvider clock, ILogger logger)
    {
        Schema = parts.Schema;
        Runner = runner;
        compiler = new WorkflowCompiler<TContext>(parts.Schema, parts.CompilerOptions);
        newEventId = parts.NewEventId;
        this.clock = clock;
        this.logger = logger;
    }

    /// <summary>What definitions may refer to.</summary>
    public WorkflowSchema Schema { get; }

    /// <summary>Runs single workflows.</summary>
    public WorkflowRunner<TContext> Runner { get; }

    /// <summary>The workflows in force; none until some are loaded. Setting it swaps all of them at once.</summary>
    /// <exception cref="ArgumentNullException">It is set to <see langword="null"/>.</exception>
    public WorkflowSet<TContext> Workflows
    {
        get => Volatile.Read(ref workflows);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Interlocked.Exchange(ref workflows, value);
            Log.WorkflowsInForce(logger, value.Entries.Length);
        }
    }

    /// <summary>Makes an engine without a container; its handlers are functions.</summary>
    /// <param name="configure">Says what workflows see, and which actions there are.</param>
    /// <param name="clock">The time; the system's when <see langword="null"/>.</param>
    /// <param name="loggers">Where it logs; nowhere when <see langword="null"/>.</param>
    /// <returns>The engine, without workflows.</returns>
    /// <exception cref="InvalidOperationException">The configuration is not complete; all that is wrong is in the message.</exception>
    [RequiresUnreferencedCode(RuntimeNeeds.Reflection)]
    [RequiresDynamicCode(RuntimeNeeds.Generation)]
    public static WorkflowEngine<TContext> Create(
        Action<WorkflowEngineBuilder<TContext>> configure, TimeProvider? clock = null, ILoggerFactory? loggers = null)
    {
        var parts = WorkflowEngineBuilder<TContext>.Build(configure, hasServices: false);
        var log = (loggers ?? NullLoggerFactory.Instance).CreateLogger(Log.Category);
        clock ??= TimeProvider.System;
        return new WorkflowEngine<TContext>(parts, new WorkflowRunner<TContext>(parts.Actions, scopes: null, clock, log), clock, log);
    }

    /// <summary>Compiles a definition without loading it, for an editor or a check. Never throws on content.</summary>
    /// <param name="json">The definition.</param>
    public CompilationResult<TContext> Compile(string json) => compiler.Compile(json);

    /// <summary>
    /// Puts definitions in force in place of all before them: those whose <c>status</c> is <c>active</c> and that are no templates. When one
    /// has errors, all stays as it was. Never throws on content.
    /// </summary>
    /// <param name="sources">The definitions.</param>
    /// <returns>What came of each.</returns>
    /// <exception cref="ArgumentException">Two have the same number.</exception>
    public WorkflowLoad<TContext> Load(IEnumerable<WorkflowSource> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var load = new WorkflowLoad<TContext>([.. sources.Select(Load)]);
        if (load.Workflows.GroupBy(w => w.Id).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Workflow {twice.Key} is given twice.", nameof(sources));
        }

        if (load.Succeeded) Workflows = WorkflowSet<TContext>.Create(load.Workflows.Where(w => w.IsActive).Select(Entry));
        return load;
    }

    /// <summary>
    /// Adds or replaces one workflow; one that is not <c>active</c> is taken out of force. When it has errors, all stays as it was.
    /// </summary>
    /// <param name="source">The definition.</param>
    /// <returns>What came of it.</returns>
    public LoadedWorkflow<TContext> Put(WorkflowSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var loaded = Load(source);
        if (loaded.Succeeded) Change(entries => [.. entries.Where(e => e.Id != source.Id), .. loaded.IsActive ? [Entry(loaded)] : Array.Empty<WorkflowEntry<TContext>>()]);
        return loaded;
    }

    /// <summary>Takes one workflow out of force.</summary>
    /// <param name="id">Its number.</param>
    /// <returns>Whether it was in force.</returns>
    public bool Remove(long id)
    {
        var removed = false;
        Change(entries =>
        {
            removed = entries.Any(e => e.Id == id);
            return entries.Where(e => e.Id != id);
        });
        return removed;
    }

    /// <summary>Runs the workflows that fire on an event, one after another by their numbers. The failure of one does not touch the others.</summary>
    /// <param name="trigger">What the event is: the name of a trigger.</param>
    /// <param name="context">The event's context; not to be changed while it is processed.</param>
    /// <param name="eventId">
    /// The event's id. An event that is processed again under the same id has the same idempotency keys. <see langword="null"/> for a new one.
    /// </param>
    /// <param name="cancellationToken">Cancels: what was done stays done, and no result is returned.</param>
    /// <returns>
    /// The executions; empty when no workflow fires. One whose conditions could not be asked, for a property of the context threw, has failed.
    /// </returns>
    /// <exception cref="ArgumentException">There is no such trigger.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before all was done.</exception>
    public Task<IReadOnlyList<WorkflowExecution<TContext>>> ProcessAsync(
        string trigger, TContext context, string? eventId = null, CancellationToken cancellationToken = default) =>
        ProcessAsync([trigger], context, eventId, cancellationToken);

    /// <summary>Like the other <c>ProcessAsync</c>, for an event of several kinds at once, such as an update that is a change of stage.</summary>
    /// <param name="triggers">What the event is: the names of triggers.</param>
    /// <param name="context">The event's context; not to be changed while it is processed.</param>
    /// <param name="eventId">The event's id; <see langword="null"/> for a new one.</param>
    /// <param name="cancellationToken">Cancels: what was done stays done, and no result is returned.</param>
    /// <returns>
    /// The executions; empty when no workflow fires. One whose conditions could not be asked, for a property of the context threw, has failed.
    /// </returns>
    /// <exception cref="ArgumentException">There is no such trigger.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before all was done.</exception>
    public async Task<IReadOnlyList<WorkflowExecution<TContext>>> ProcessAsync(
        IEnumerable<string> triggers, TContext context, string? eventId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(triggers);
        cancellationToken.ThrowIfCancellationRequested();
        string[] names = [.. triggers.Select(Canonical).Distinct(StringComparer.Ordinal)];
        var id = string.IsNullOrEmpty(eventId) ? newEventId() : eventId;
        var now = clock.GetUtcNow();
        var matches = new List<WorkflowMatch<TContext>>();
        Workflows.Match(names, context, now, matches);
        matches.RemoveAll(m => !m.Fires && m.Fault is null);
        Log.EventMatched(logger, id, matches.Count);

        var executions = new List<WorkflowExecution<TContext>>(matches.Count);
        foreach (var match in matches.OrderBy(m => m.Entry.Id))
        {
            var executionId = string.Create(null, $"{id}/{match.Entry.Id}");
            executions.Add(match.Fault is { } fault
                ? Runner.Fail(match.Entry, context, executionId, now, fault)
                : await Runner.RunAsync(match.Entry, context, executionId, now, cancellationToken).ConfigureAwait(false));
        }

        return executions;
    }

    /// <summary>Says of every workflow in force that waits for a trigger why it fires on a context, or does not. Runs nothing.</summary>
    /// <param name="trigger">The name of a trigger.</param>
    /// <param name="context">The context.</param>
    /// <param name="now">The moment of evaluation; <see langword="null"/> for the present.</param>
    /// <returns>An explanation for each, by their numbers.</returns>
    /// <exception cref="ArgumentException">There is no such trigger.</exception>
    public IReadOnlyList<WorkflowExplanation<TContext>> Explain(string trigger, TContext context, DateTimeOffset? now = null)
    {
        var name = Canonical(trigger);
        var moment = now ?? clock.GetUtcNow();
        return [.. Workflows.Entries.Where(e => string.Equals(e.Workflow.TriggerType, name, StringComparison.Ordinal))
            .Select(e => new WorkflowExplanation<TContext>(e, WorkflowExplainer.Explain(e.Workflow, context, moment)))];
    }

    private LoadedWorkflow<TContext> Load(WorkflowSource source)
    {
        var result = compiler.Compile(source.Json);
        if (!result.Succeeded)
        {
            var errors = result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
            Log.DefinitionRefused(logger, source.Id, source.Version, errors.Count, errors[0].ToString());
        }

        return new LoadedWorkflow<TContext>(source.Id, source.Version, result.Workflow, result.Diagnostics);
    }

    private static WorkflowEntry<TContext> Entry(LoadedWorkflow<TContext> loaded) => new(loaded.Id, loaded.Version, loaded.Workflow!);

    /// <summary>Others may change the set meanwhile: then once more, on theirs.</summary>
    private void Change(Func<IEnumerable<WorkflowEntry<TContext>>, IEnumerable<WorkflowEntry<TContext>>> change)
    {
        WorkflowSet<TContext> before, after;
        do
        {
            before = Workflows;
            after = WorkflowSet<TContext>.Create(change(before.Entries));
        }
        while (Interlocked.CompareExchange(ref workflows, after, before) != before);
        Log.WorkflowsInForce(logger, after.Entries.Length);
    }

    private string Canonical(string trigger)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        if (Schema.FindTrigger(trigger) is { } found) return found.Name;
        var names = Schema.Triggers.Select(t => t.Name).ToList();
        throw new ArgumentException(
            $"There is no trigger '{trigger}'. " + (NearestName.Suggest(trigger, names) ?? $"The triggers are: {string.Join(", ", names)}."), nameof(trigger));
    }
}
