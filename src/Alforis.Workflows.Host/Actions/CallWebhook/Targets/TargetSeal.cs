using System.Text;
using Alforis.Workflows.Host.Hooks;

namespace Alforis.Workflows.Host.Actions.CallWebhook.Targets;

/// <summary>
/// Encrypts what one receiver is trusted with. The origin is a part of the key: whoever writes another origin into the database, past the
/// verbs, makes it unreadable.
/// </summary>
/// <param name="keys">The keys of this database.</param>
/// <param name="origin">Scheme, host and port of the receiver.</param>
internal sealed class TargetSeal(KeyRing keys, string origin)
{
    private const string Purpose = "webhook_targets";

    private readonly KeyRing own = keys.For(Purpose, origin);

    /// <exception cref="KeyRingException">The keys cannot be used.</exception>
    public string Seal(string text) => Seal(Encoding.UTF8.GetBytes(text));

    /// <exception cref="KeyRingException">The keys cannot be used.</exception>
    public string Seal(byte[] bytes) => own.Seal(bytes);

    /// <exception cref="KeyRingException">The keys cannot be used, or it was encrypted for another origin.</exception>
    public string OpenText(string sealedText) => Encoding.UTF8.GetString(Open(sealedText));

    /// <exception cref="KeyRingException">The keys cannot be used, or it was encrypted for another origin.</exception>
    public byte[] Open(string sealedText) => own.Open(sealedText);
}
