using Alforis.Crm.Data.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Alforis.Workflows.Host.Auth;

/// <summary>Checks passwords; whoever is unknown costs what a known one costs. Thread-safe.</summary>
internal sealed class SignIn(CredentialsQuery credentials, PasswordHasher<string> hasher)
{
    /// <summary>A hash that no password has: of a text that nobody knows.</summary>
    private readonly string decoy = hasher.HashPassword("", SessionToken.Make());

    /// <summary>The user's number, or <see langword="null"/> when address and password do not belong together or the account is disabled.</summary>
    public async Task<long?> CheckAsync(string email, string password, CancellationToken ct)
    {
        var found = await credentials.FindAsync(email, ct);
        var verdict = Verify(email, found?.PasswordHash ?? decoy, password);
        return found is { PasswordHash: not null, IsActive: true } && verdict != PasswordVerificationResult.Failed ? found.UserId : null;
    }

    /// <summary>A hash of another kind, such as another system's, is no hash that a password has.</summary>
    private PasswordVerificationResult Verify(string email, string hash, string password)
    {
        try
        {
            return hasher.VerifyHashedPassword(email, hash, password);
        }
        catch (FormatException)
        {
            hasher.VerifyHashedPassword(email, decoy, password);
            return PasswordVerificationResult.Failed;
        }
    }
}
