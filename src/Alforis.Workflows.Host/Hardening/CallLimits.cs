using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Alforis.Workflows.Host.Api;

namespace Alforis.Workflows.Host.Hardening;

/// <summary>
/// What one host does for one caller at most: for a user whatever addresses they call from, for an address as long as nobody is signed in.
/// Thread-safe.
/// </summary>
internal sealed class CallLimits(HardeningSettings settings) : IDisposable
{
    private const int LoginsOfAnAccountShare = 2;

    private readonly PartitionedRateLimiter<string> calls = PerMinute(settings.CallsPerMinute);
    private readonly PartitionedRateLimiter<string> loginsByAddress = PerMinute(settings.LoginsPerMinute);
    private readonly PartitionedRateLimiter<string> loginsByAccount = PerMinute(Math.Max(1, settings.LoginsPerMinute / LoginsOfAnAccountShare));

    /// <summary>Counts a request.</summary>
    /// <returns><see langword="null"/> when it may be answered, else when to try again.</returns>
    public TimeSpan? Count(HttpContext http) =>
        Count(calls, http.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } user ? "user " + user : AddressOf(http));

    /// <summary>Counts a sign-in.</summary>
    /// <param name="http">The request.</param>
    /// <param name="account">Whom it names, whether there is such an account or not.</param>
    public TimeSpan? CountLogin(HttpContext http, string account) =>
        Count(loginsByAddress, AddressOf(http)) ?? Count(loginsByAccount, account.Trim().ToUpperInvariant());

    /// <summary>Counts a password that somebody shows who is signed in; apart from the sign-ins, which others can use up.</summary>
    /// <param name="user">Who shows it.</param>
    public TimeSpan? CountConfirmation(long user) => Count(loginsByAccount, FormattableString.Invariant($"user {user}"));

    public void Dispose()
    {
        calls.Dispose();
        loginsByAddress.Dispose();
        loginsByAccount.Dispose();
    }

    /// <summary>The answer to one request too many.</summary>
    public static IResult TooMany(HttpResponse response, TimeSpan after)
    {
        var seconds = Math.Max(1, Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        response.Headers.RetryAfter = seconds;
        return Problem.Named(StatusCodes.Status429TooManyRequests, ProblemCodes.TooManyRequests, "There are too many requests.", $"Try again in {seconds} s.", ("seconds", seconds));
    }

    private static TimeSpan? Count(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        if (lease.IsAcquired) return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
    }

    /// <summary>Whoever has an IPv6 address has a network of them.</summary>
    private static string AddressOf(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address) return "nowhere";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetwork) return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes).ToString();
    }

    /// <summary>Buckets that are full at first and fill within a minute.</summary>
    private static PartitionedRateLimiter<string> PerMinute(int count)
    {
        var perPeriod = Math.Max(1, count / 60);
        return PartitionedRateLimiter.Create<string, string>(
            key => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = count, TokensPerPeriod = perPeriod, ReplenishmentPeriod = TimeSpan.FromMinutes(1) * perPeriod / count, QueueLimit = 0, AutoReplenishment = false,
            }),
            StringComparer.Ordinal);
    }
}
