using System.Security.Cryptography;
using Alforis.Crm.Data.Hooks;

namespace Alforis.Workflows.Host.Hooks;

/// <summary>What a check of a call found.</summary>
internal enum CallVerdict
{
    /// <summary>It does not prove where it comes from.</summary>
    Refused,

    /// <summary>It is from whom it should be from.</summary>
    Proved,

    /// <summary>It is signed as it should be, but not now.</summary>
    Untimely,
}

/// <summary>What came of the check of a call.</summary>
/// <param name="Verdict">What it found.</param>
/// <param name="SecretId">The secret that proved it.</param>
/// <param name="Offset">How far the sender's clock is ahead.</param>
internal sealed record CallProof(CallVerdict Verdict, long SecretId = 0, TimeSpan Offset = default)
{
    public static CallProof None { get; } = new(CallVerdict.Refused);
}

/// <summary>Checks whether a call comes from somebody who has a hook's secret.</summary>
internal static class CallCheck
{
    private const string Scheme = "Bearer ";

    /// <summary>How a call claims to prove itself.</summary>
    public static HookKind ClaimedKind(HttpRequest request) =>
        Bearer(request) is null ? HookKind.Signature : HookKind.Bearer;

    /// <summary>Checks a call with every secret of the hook, whether or not one before has proved it.</summary>
    public static CallProof Check(KnownHook hook, HttpRequest request, ReadOnlySpan<byte> body, DateTimeOffset now) =>
        hook.Hook.Kind == HookKind.Bearer ? CheckBearer(hook, request) : CheckSignature(hook, request, body, now);

    private static CallProof CheckBearer(KnownHook hook, HttpRequest request)
    {
        if (Bearer(request) is not { } secret) return CallProof.None;
        var hash = SecretText.Hash(secret);
        long found = 0;
        foreach (var (id, value) in hook.Keys)
        {
            if (CryptographicOperations.FixedTimeEquals(value, hash)) found = id;
        }

        return found == 0 ? CallProof.None : new CallProof(CallVerdict.Proved, found);
    }

    private static CallProof CheckSignature(KnownHook hook, HttpRequest request, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (StandardWebhook.Read(request.Headers) is not { } message) return CallProof.None;
        long found = 0;
        foreach (var (id, value) in hook.Keys)
        {
            if (message.IsSignedWith(value, body)) found = id;
        }

        if (found == 0) return CallProof.None;
        var offset = message.SentAt - now;
        return new CallProof(offset.Duration() <= StandardWebhook.Tolerance ? CallVerdict.Proved : CallVerdict.Untimely, found, offset);
    }

    private static string? Bearer(HttpRequest request) =>
        request.Headers.Authorization is [{ } value] && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? value[Scheme.Length..].Trim() : null;
}
