using System.Net;
using System.Text.Json.Nodes;
using Alforis.Crm.Data.Actions.CallWebhook;
using Alforis.Crm.Data.Json;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Steps;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Host.Actions.CallWebhook.Guarding;
using Alforis.Workflows.Host.Actions.CallWebhook.Targets;
using Npgsql;

namespace Alforis.Workflows.Host.Actions.CallWebhook;

/// <summary>Calls another system over HTTP.</summary>
/// <param name="calls">Which servers may be called.</param>
/// <param name="targets">Finds those that definitions name.</param>
/// <param name="timeout">The longest that an exchange may last, from the name lookup to the last byte that is read.</param>
/// <param name="clock">Measures it, and says how far away a date is that a server names.</param>
/// <param name="resolve">Looks names of servers up; as the machine does when none is given.</param>
internal sealed class CallWebhookAction(
    CallSettings calls, TargetDirectory targets, TimeSpan timeout, TimeProvider clock, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null) : IOutsideAction, IDisposable
{
    /// <summary>How long an exchange may last when nobody says so.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(15);

    private readonly HttpClient client = WebhookClient.Create(calls, timeout, resolve ?? Dns.GetHostAddressesAsync);

    /// <inheritdoc/>
    public string Name => ActionNames.CallWebhook;

    /// <inheritdoc/>
    public int Concurrency => 16;

    /// <inheritdoc/>
    public async ValueTask<StepResult> RunAsync(StepCall call, CancellationToken cancellationToken)
    {
        var (settings, problem) = SettingsJson.Read<CallWebhookSettings>(call.Settings);
        if (settings is null) return StepResult.Permanent(FailureCode.ValueRefused, problem ?? "The webhook has no settings.");
        CallableTarget? target = null;
        if (settings.Target is { } name)
        {
            (target, var failure) = await targets.FindAsync(name, cancellationToken);
            if (target is null) return failure!;
        }

        var (request, wrong) = WebhookRequest.Make(settings, target, call, clock.GetUtcNow());
        if (request is null) return StepResult.Permanent(FailureCode.ValueRefused, wrong!);
        using (request)
        {
            var result = await ExchangeAsync(request, target, cancellationToken);
            if (target is null)
            {
                if (result.Details is { } answer) EchoedSecrets.Remove(answer, settings);
                return result;
            }

            if (result.Details is { } details) EchoedSecrets.Remove(details, target);
            return IsGone(result) ? await DisableAsync(target, result, cancellationToken) : result;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task<StepResult> ExchangeAsync(HttpRequestMessage request, CallableTarget? target, CancellationToken cancellationToken)
    {
        var place = WebhookPlace.Of(request.RequestUri!);
        JsonObject? details = null;
        using var limit = new CancellationTokenSource(timeout, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, end.Token);
            details = new JsonObject { ["status"] = (int)response.StatusCode };
            var failure = WebhookVerdict.Of(response, place, details, Cure(target), clock.GetUtcNow());
            try
            {
                await WebhookAnswer.AddBodyAsync(details, response, end.Token);
            }
            catch (Exception e) when (failure is not null && IsNetworkTrouble(e) && !cancellationToken.IsCancellationRequested)
            {
                // The status has said already what became of it.
            }

            return failure ?? StepResult.Success(details);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return StepResult.Transient(
                FailureCode.WebhookTimeout, $"{place} did not answer within {timeout.TotalSeconds:0.###} s, or not to the end. It may have done what was asked all the same.", details: details);
        }
        catch (HttpRequestException e) when (e.GetBaseException() is CallRefusedException refusal)
        {
            return StepResult.Permanent(FailureCode.WebhookForbidden, refusal.Message);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return StepResult.Transient(WebhookTrouble.CodeOf(e), WebhookTrouble.Explain(e, place), details: details);
        }
    }

    private static bool IsGone(StepResult result) => result.Details?["status"]?.GetValue<int>() == (int)HttpStatusCode.Gone;

    private static string Cure(CallableTarget? target) =>
        target is null ? "write the right address as 'url'" : $"give the target the right address with: targets set-url '{target.Stored.Name}' URL";

    /// <summary>As the Standard Webhooks specification has it: a receiver that is gone is called no more.</summary>
    private async Task<StepResult> DisableAsync(CallableTarget target, StepResult result, CancellationToken cancellationToken)
    {
        try
        {
            await targets.DisableAsync(target, result.Error!, cancellationToken);
        }
        catch (NpgsqlException)
        {
            // The next call is answered the same.
            return result;
        }

        return StepResult.Permanent(FailureCode.TargetOff, $"{result.Error} The target '{target.Stored.Name}' is switched off; switch it on again with: targets enable '{target.Stored.Name}'", result.Details);
    }

    private static bool IsNetworkTrouble(Exception e) => e is HttpRequestException or IOException or OperationCanceledException;
}
