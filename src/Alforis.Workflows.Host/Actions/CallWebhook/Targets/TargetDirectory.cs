using System.Text.Json;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Steps;
using Alforis.Crm.Data.WebhookTargets;
using Alforis.Workflows.Host.Hooks;
using Npgsql;

namespace Alforis.Workflows.Host.Actions.CallWebhook.Targets;

/// <summary>Finds targets by their names, for each call anew: what was changed counts from the next call on. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read targets and switch them off.</param>
/// <param name="keys">What their secrets are encrypted with.</param>
internal sealed class TargetDirectory(NpgsqlDataSource dataSource, KeyRing keys)
{
    private readonly TargetQuery query = new(dataSource);
    private readonly TargetActivation activation = new(dataSource);

    /// <summary>The target, or why it is not called.</summary>
    public async Task<(CallableTarget? Target, StepResult? Failure)> FindAsync(string name, CancellationToken ct)
    {
        try
        {
            if (await query.FindAsync(name, ct) is not { } stored)
                return (null, StepResult.Permanent(FailureCode.TargetMissing, $"There is no webhook target '{name}'. It may have been deleted; make it with: targets create '{name}' URL"));
            if (!stored.IsActive)
                return (null, StepResult.Permanent(FailureCode.TargetOff, $"The webhook target '{stored.Name}' is switched off{(stored.InactiveReason is { } reason ? $": {reason.TrimEnd('.')}" : "")}. Switch it on with: targets enable '{stored.Name}'"));
            return (Open(stored), null);
        }
        catch (NpgsqlException)
        {
            return (null, StepResult.Transient(FailureCode.TargetUnreadable, $"The webhook target '{name}' could not be read, because the database does not answer."));
        }
        catch (KeyRingException e)
        {
            return (null, StepResult.Transient(FailureCode.TargetUnreadable, $"The webhook target '{name}' was not called. {e.Message}"));
        }
    }

    /// <summary>Switches a target off whose receiver says that it is gone for good.</summary>
    public Task DisableAsync(CallableTarget target, string reason, CancellationToken ct) => activation.DisableAsync(target.Stored, reason, ct);

    private CallableTarget Open(WebhookTarget stored)
    {
        var seal = new TargetSeal(keys, stored.Origin);
        var headers = stored.SealedHeaders is { } text ? JsonSerializer.Deserialize<Dictionary<string, string>>(seal.OpenText(text)) : null;
        return new CallableTarget(
            stored, new Uri(seal.OpenText(stored.SealedUrl)), headers ?? new Dictionary<string, string>(StringComparer.Ordinal), [.. stored.SealedSecrets.Select(seal.Open)]);
    }
}
