namespace Alforis.Workflows.Engine.Execution;

/// <summary>Does one kind of action.</summary>
/// <typeparam name="TSettings">The action's settings record.</typeparam>
public interface IActionHandler<TSettings>
{
    /// <summary>Does the action. Exceptions make it fail, and are kept with its outcome.</summary>
    /// <param name="invocation">What is to be done.</param>
    /// <param name="cancellationToken">
    /// Cancels, also when the action's time is up. A handler that does not heed it is waited for.
    /// </param>
    /// <returns>Whether it was done.</returns>
    ValueTask<ActionResult> ExecuteAsync(ActionInvocation<TSettings> invocation, CancellationToken cancellationToken);
}

/// <summary>Does one kind of action, and needs the event's context for it.</summary>
/// <typeparam name="TContext">The type that conditions and templates are evaluated over.</typeparam>
/// <typeparam name="TSettings">The action's settings record.</typeparam>
public interface IActionHandler<TContext, TSettings>
{
    /// <summary>Does the action. Exceptions make it fail, and are kept with its outcome.</summary>
    /// <param name="invocation">What is to be done, and for what.</param>
    /// <param name="cancellationToken">
    /// Cancels, also when the action's time is up. A handler that does not heed it is waited for.
    /// </param>
    /// <returns>Whether it was done.</returns>
    ValueTask<ActionResult> ExecuteAsync(ActionInvocation<TContext, TSettings> invocation, CancellationToken cancellationToken);
}
