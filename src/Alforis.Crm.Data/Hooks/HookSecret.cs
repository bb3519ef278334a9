namespace Alforis.Crm.Data.Hooks;

/// <summary>A secret as it is stored: one of the two forms. Never shown.</summary>
/// <param name="Id">Its number; 0 before it is stored.</param>
/// <param name="Sealed">The encrypted secret of a hook whose calls are signed.</param>
/// <param name="TokenHash">The SHA-256 of a secret that calls bear.</param>
public sealed record HookSecret(long Id, string? Sealed, byte[]? TokenHash)
{
    /// <summary>Most secrets that are good at once: each call may be checked with all of them.</summary>
    public const int Most = 5;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"secret {Id}");
}
