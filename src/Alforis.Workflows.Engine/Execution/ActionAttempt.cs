using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Alforis.Workflows.Engine.Execution;

/// <summary>Tries single actions of one execution. Not thread-safe.</summary>
internal sealed class ActionAttempt<TContext>(ActionSet<TContext> actions, IServiceProvider? services, TimeProvider clock, ILogger logger)
{
    /// <summary>Does the action, or finds out why it cannot be done.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled from outside.</exception>
    public async ValueTask<ActionOutcome> RunAsync(ActionCall<TContext> call, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var action = call.Action;
        using var span = ExecutionTelemetry.StartAction(action);
        var started = clock.GetTimestamp();
        var outcome = new ActionOutcome { Action = action, Status = ActionStatus.Failed };
        try
        {
            var result = action.Problem is { } problem ? ActionResult.Failure(problem) : await ExecuteAsync(call, ct).ConfigureAwait(false);
            outcome = result switch
            {
                null => outcome with { Error = "Its handler returned no result." },
                { Succeeded: true } => outcome with { Status = ActionStatus.Succeeded, Value = result.Value },
                _ => outcome with { Error = result.Error },
            };
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            ExecutionTelemetry.EndAction(span, action.Type, ExecutionTelemetry.Cancelled, clock.GetElapsedTime(started), exception: null);
            throw;
        }
        catch (Exception e)
        {
            outcome = outcome with { Error = Sentence(e), Exception = e };
        }

        outcome = outcome with { Duration = clock.GetElapsedTime(started) };
        ExecutionTelemetry.EndAction(span, outcome);
        if (outcome.Error is { } error) Log.ActionFailed(logger, call.ExecutionId, action.Id, action.Type, error, outcome.Exception);
        return outcome;
    }

    private async ValueTask<ActionResult?> ExecuteAsync(ActionCall<TContext> call, CancellationToken ct)
    {
        var executor = actions.Find(call.Action.Type);
        if ((executor.Timeout ?? actions.Timeout) is not { } timeout) return await executor.ExecuteAsync(services, call, ct).ConfigureAwait(false);
        using var limit = new CancellationTokenSource(timeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            return await executor.ExecuteAsync(services, call, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"It was not done within {timeout.TotalSeconds:0.###} s."), e);
        }
    }

    private static string Sentence(Exception exception) =>
        string.IsNullOrWhiteSpace(exception.Message) ? $"Its handler threw {exception.GetType().Name}." : exception.Message;
}
