using Microsoft.AspNetCore.SignalR;

namespace Alforis.Workflows.Host.Live;

/// <summary>Logs what went wrong here. What a client did wrong is told to it alone: SignalR would log both, with a stack.</summary>
internal sealed class LiveCallFailures(ILogger<LiveCallFailures> logger) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
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
