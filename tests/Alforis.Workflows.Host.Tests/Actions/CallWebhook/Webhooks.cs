using System.Text.Json;
using Alforis.Crm.Data.Steps;
using Alforis.Workflows.Host.Actions.CallWebhook;

namespace Alforis.Workflows.Host.Tests.Actions.CallWebhook;

/// <summary>Calls as a worker makes them.</summary>
internal static class Webhooks
{
    public static async Task<StepResult> CallAsync(object settings, TimeSpan? timeout = null, TimeProvider? clock = null, CancellationToken? cancellationToken = null)
    {
        using var action = new CallWebhookAction(timeout ?? CallWebhookAction.DefaultTimeout, clock ?? TimeProvider.System);
        var text = settings as string ?? JsonSerializer.Serialize(settings);
        return await action.RunAsync(Steps.Call("call_webhook", text), cancellationToken ?? TestContext.Current.CancellationToken);
    }
}
