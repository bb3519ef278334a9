using System.Text.Json;
using Alforis.Crm.Data.Steps;
using Alforis.Workflows.Host.Actions.CallWebhook;
using Alforis.Workflows.Host.Actions.CallWebhook.Guarding;
using Alforis.Workflows.Host.Actions.CallWebhook.Targets;
using Alforis.Workflows.Host.Hooks;
using Npgsql;

namespace Alforis.Workflows.Host.Tests.Actions.CallWebhook;

/// <summary>Calls as a worker makes them.</summary>
internal static class Webhooks
{
    /// <summary>The receivers of tests listen on loopback.</summary>
    public static readonly CallSettings Settings = new() { AllowedRanges = [CallSettings.ParseRange("127.0.0.0/8")!.Value] };

    /// <summary>For calls that name no target.</summary>
    public static readonly TargetDirectory NoTargets = new(NpgsqlDataSource.Create("Host=127.0.0.1;Port=1"), KeyRing.None);

    public static async Task<StepResult> CallAsync(object settings, TimeSpan? timeout = null, TimeProvider? clock = null, CancellationToken? cancellationToken = null)
    {
        using var action = new CallWebhookAction(Settings, NoTargets, timeout ?? CallWebhookAction.DefaultTimeout, clock ?? TimeProvider.System);
        var text = settings as string ?? JsonSerializer.Serialize(settings);
        return await action.RunAsync(Steps.Call("call_webhook", text), cancellationToken ?? TestContext.Current.CancellationToken);
    }
}
