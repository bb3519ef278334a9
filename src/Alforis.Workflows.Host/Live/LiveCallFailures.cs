using Alforis.Workflows.Host.Hardening;
using Microsoft.AspNetCore.SignalR;

namespace Alforis.Workflows.Host.Live;

/// <summary>Counts calls as those of the API, and logs what went wrong here. What a client did wrong is told to it alone: SignalR would log both, with a stack.</summary>
internal sealed class LiveCallFailures(CallLimits limits, ILogger<LiveCallFailures> logger) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (invocationContext.Context.GetHttpContext() is { } http && limits.Count(http) is { } after)
            throw new HubException(FormattableString.Invariant($"There are too many calls. Try again in {Math.Max(1, Math.Ceiling(after.TotalSeconds))} s."));
        try
        {
            return await next(invocationContext);
        }
        catch (Exception e) when (e is not HubException && !invocationContext.Context.ConnectionAborted.IsCancellationRequested)
        {
            LiveLog.CallFailed(logger, invocationContext.HubMethodName, e);
            throw new HubException("Something went wrong here. Try again later.", e);
        }
    }
}
