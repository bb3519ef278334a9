using System.Security.Cryptography;

namespace Alforis.Workflows.Host.Hardening;

/// <summary>Gives every request a number that the answer, the logs and the audit trail have: the caller's own where it can be one.</summary>
internal sealed class RequestIds(RequestDelegate next)
{
    /// <summary>The header that requests may bring and answers have.</summary>
    public const string Header = "X-Request-Id";

    private const int MostLength = 64;
    private const int Bytes = 8;

    public Task InvokeAsync(HttpContext http)
    {
        http.TraceIdentifier = http.Request.Headers[Header] is [{ } own] && IsSane(own) ? own : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
        return next(http);
    }

    /// <summary>What can be put into logs as it is.</summary>
    private static bool IsSane(string id) => id.Length is > 0 and <= MostLength && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
