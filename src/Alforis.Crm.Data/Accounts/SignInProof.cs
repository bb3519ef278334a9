namespace Alforis.Crm.Data.Accounts;

/// <summary>What somebody has shown who signs in. Immutable.</summary>
/// <param name="UserId">Whose account it is.</param>
/// <param name="PasswordHash">The hash that the password was checked against: another one by now, and the proof is void.</param>
public sealed record SignInProof(long UserId, string PasswordHash)
{
    /// <summary>A new hash of the same password, when the stored one is of an older kind.</summary>
    public string? NewHash { get; init; }

    /// <summary>The period of the one-time code that was shown; <see langword="null"/> when none was.</summary>
    public long? TotpStep { get; init; }

    /// <summary>The hash of the recovery code that was shown; <see langword="null"/> when none was.</summary>
    public byte[]? RecoveryCode { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"a proof of user {UserId}";
}
