using System.Text.Json.Nodes;
using Alforis.Crm.Data.Accounts;
using Alforis.Crm.Data.Audit;
using Alforis.Workflows.Host.Hooks;
using Microsoft.AspNetCore.Identity;

namespace Alforis.Workflows.Host.Auth;

/// <summary>What came of the look at what somebody has shown.</summary>
internal enum SignInVerdict
{
    /// <summary>It is as it should be; the proof is still to be taken.</summary>
    Proven,

    /// <summary>Address and password do not belong together, or the account is disabled or locked.</summary>
    Wrong,

    /// <summary>The password is right, and a code is asked for, too.</summary>
    CodeWanted,

    /// <summary>The password is right, the code is not.</summary>
    CodeWrong,
}

/// <summary>A verdict, and the proof when there is one.</summary>
internal sealed record SignInResult(SignInVerdict Verdict, SignInProof? Proof = null);

/// <summary>Checks passwords and codes; whoever is unknown, disabled or locked costs what a known one costs. Thread-safe.</summary>
internal sealed class SignIn(CredentialsQuery credentials, SignInFailures failures, Passwords passwords, Totp totp, AuditLimit limit, TimeProvider clock)
{
    /// <summary>Checks what somebody signs in with.</summary>
    /// <param name="email">The address.</param>
    /// <param name="password">The password.</param>
    /// <param name="code">A one-time or recovery code; <see langword="null"/> for none.</param>
    /// <param name="caller">Who asks, as far as is known.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="KeyRingException">A code is asked for and cannot be checked here.</exception>
    public async Task<SignInResult> CheckAsync(string email, string password, string? code, Actor caller, CancellationToken ct)
    {
        var found = await credentials.FindAsync(email, ct);
        if (Verify(found, password) is not { } proof) return await RefuseAsync(found?.UserId, email, found is null ? "unknown" : found.IsLocked ? "locked" : "password", caller);
        if (found!.SealedTotpSecret is not { } secret) return new SignInResult(SignInVerdict.Proven, proof);
        if (string.IsNullOrWhiteSpace(code)) return new SignInResult(SignInVerdict.CodeWanted);
        if (RecoveryCode.IsOne(code)) return new SignInResult(SignInVerdict.Proven, proof with { RecoveryCode = RecoveryCode.Hash(code) });
        if (totp.Match(secret, code, clock.GetUtcNow()) is { } step) return new SignInResult(SignInVerdict.Proven, proof with { TotpStep = step });
        return await RefuseCodeAsync(proof, email, caller);
    }

    /// <summary>Checks the password of somebody who is signed in, before what matters more than the rest.</summary>
    public async Task<SignInProof?> CheckAsync(SignedInUser user, string password, Actor caller, CancellationToken ct)
    {
        var found = await credentials.FindAsync(user.Id, ct);
        if (Verify(found, password) is { } proof) return proof;
        await RefuseAsync(user.Id, user.Email, found is { IsLocked: true } ? "locked" : "password", caller);
        return null;
    }

    /// <summary>Records that a proof was not taken: the account is locked, changed, or the code was used before.</summary>
    public Task<SignInResult> RefuseAsync(SignInProof proof, string email, Actor caller) =>
        proof.TotpStep is null && proof.RecoveryCode is null ? RefuseAsync(proof.UserId, email, "locked", caller) : RefuseCodeAsync(proof, email, caller);

    private async Task<SignInResult> RefuseCodeAsync(SignInProof proof, string email, Actor caller)
    {
        var isLocked = await failures.IsLockedAsync(proof.UserId, CancellationToken.None);
        var refused = await RefuseAsync(proof.UserId, email, "code", caller);
        return isLocked ? refused : new SignInResult(SignInVerdict.CodeWrong);
    }

    private SignInProof? Verify(Credentials? found, string password)
    {
        var verdict = passwords.Verify(found?.PasswordHash, password);
        // Of a locked account the right password goes the way of a wrong one, or the time would tell it.
        if (verdict == PasswordVerificationResult.Failed || found is not { IsActive: true, IsLocked: false, PasswordHash: { } hash }) return null;
        return new SignInProof(found.UserId, hash) { NewHash = verdict == PasswordVerificationResult.SuccessRehashNeeded ? passwords.Hash(password) : null };
    }

    private async Task<SignInResult> RefuseAsync(long? userId, string email, string reason, Actor caller)
    {
        // People type passwords where the address belongs.
        const int shown = 3;
        var name = userId is null && email.Length > shown ? email[..shown] + "…" : email;
        var entry = limit.Admit(caller.Address)
            ? new AuditEntry("session.refuse", userId is null ? null : "user", userId) { Detail = new JsonObject { ["email"] = name, ["reason"] = reason } }
            : null;
        // Who hangs up before it is counted has guessed all the same.
        await failures.RecordAsync(userId, caller, entry, CancellationToken.None);
        return new SignInResult(SignInVerdict.Wrong);
    }
}
