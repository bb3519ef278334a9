using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Matching;

namespace Alforis.Workflows.Engine.Execution;

/// <summary>An action of an execution that is about to be done.</summary>
internal readonly record struct ActionCall<TContext>(
    WorkflowEntry<TContext> Entry, PlannedAction Action, TContext Context, string ExecutionId, DateTimeOffset Now);

/// <summary>A handler whose settings' type is known inside only. Thread-safe.</summary>
/// <param name="timeout">How long it may take; <see langword="null"/> for no limit.</param>
internal abstract class ActionExecutor<TContext>(TimeSpan? timeout)
{
    public TimeSpan? Timeout => timeout;

    /// <summary>Does the action.</summary>
    /// <param name="services">The execution's services; <see langword="null"/> when there is no container.</param>
    /// <param name="call">What is to be done.</param>
    /// <param name="ct">Cancels.</param>
    public abstract ValueTask<ActionResult> ExecuteAsync(IServiceProvider? services, ActionCall<TContext> call, CancellationToken ct);
}

/// <summary>Reads the settings and calls the handler.</summary>
/// <param name="settings">Reads the settings.</param>
/// <param name="handler">Finds the handler.</param>
/// <param name="timeout">How long it may take; <see langword="null"/> for no limit.</param>
internal sealed class ActionExecutor<TContext, TSettings>(
    SettingsReader<TSettings> settings, Func<IServiceProvider?, ActionDelegate<TContext, TSettings>> handler, TimeSpan? timeout)
    : ActionExecutor<TContext>(timeout)
{
    public override ValueTask<ActionResult> ExecuteAsync(IServiceProvider? services, ActionCall<TContext> call, CancellationToken ct)
    {
        var (read, problem) = settings.Read(call.Action.Settings);
        if (problem is not null) return ValueTask.FromResult(ActionResult.Failure(problem));
        var workflow = call.Entry;
        var invocation = new ActionInvocation<TContext, TSettings>
        {
            Settings = read!,
            Context = call.Context,
            ActionType = call.Action.Type,
            ActionId = call.Action.Id,
            ExecutionId = call.ExecutionId,
            Target = call.Action.Target,
            WorkflowId = workflow.Id,
            WorkflowVersion = workflow.Version,
            WorkflowName = workflow.Workflow.Definition.Name,
            Now = call.Now,
        };
        return handler(services)(invocation, ct);
    }
}

/// <summary>A handler as a function.</summary>
/// <typeparam name="TContext">The type that conditions and templates are evaluated over.</typeparam>
/// <typeparam name="TSettings">The action's settings record.</typeparam>
/// <param name="invocation">What is to be done, and for what.</param>
/// <param name="cancellationToken">Cancels, also when the action's time is up.</param>
/// <returns>Whether it was done.</returns>
public delegate ValueTask<ActionResult> ActionDelegate<TContext, TSettings>(
    ActionInvocation<TContext, TSettings> invocation, CancellationToken cancellationToken);
