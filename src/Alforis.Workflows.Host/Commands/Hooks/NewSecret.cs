using Alforis.Crm.Data.Hooks;
using Alforis.Workflows.Host.Hooks;

namespace Alforis.Workflows.Host.Commands.Hooks;

/// <summary>A secret that was just made: the only time that anybody sees it.</summary>
/// <param name="Text">What the sender is given.</param>
/// <param name="Stored">What the database keeps.</param>
internal sealed record NewSecret(string Text, HookSecret Stored)
{
    /// <exception cref="KeyRingException">The keys that it is encrypted with cannot be used.</exception>
    public static NewSecret Make(HookKind kind, KeyRing keys)
    {
        if (kind == HookKind.Bearer)
        {
            var (bearer, hash) = SecretText.NewBearer();
            return new NewSecret(bearer, new HookSecret(0, null, hash));
        }

        var (text, key) = SecretText.NewSigning();
        return new NewSecret(text, new HookSecret(0, keys.Seal(key), null));
    }

    public override string ToString() => "a new secret";
}
