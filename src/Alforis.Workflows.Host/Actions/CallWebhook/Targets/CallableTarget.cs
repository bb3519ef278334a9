using Alforis.Crm.Data.WebhookTargets;

namespace Alforis.Workflows.Host.Actions.CallWebhook.Targets;

/// <summary>A target with everything that is secret, for one call; never shown.</summary>
/// <param name="Stored">The target as it is stored.</param>
/// <param name="Url">Where it is.</param>
/// <param name="Headers">What every call of it has.</param>
/// <param name="Keys">What signs; none when nothing is signed.</param>
internal sealed record CallableTarget(WebhookTarget Stored, Uri Url, IReadOnlyDictionary<string, string> Headers, IReadOnlyList<byte[]> Keys)
{
    public override string ToString() => Stored.ToString();
}
