using System.Threading.RateLimiting;
using Alforis.Crm.Data.Hooks;

namespace Alforis.Workflows.Host.Hooks;

/// <summary>
/// What one host does for callers at most. Calls count for their hook once they have proved where they come from, so that nobody else can
/// use up what its sender may do. Thread-safe.
/// </summary>
internal sealed class HookLimits(HookSettings settings) : IDisposable
{
    /// <summary>More transactions at once would only wait for one another, and leave the dispatcher no connections.</summary>
    private const int MostWriters = 16;

    private readonly PartitionedRateLimiter<IncomingHook> calls = PartitionedRateLimiter.Create<IncomingHook, long>(
        hook => RateLimitPartition.GetTokenBucketLimiter(hook.Id, _ => PerMinute(settings.CallsPerMinute)));

    private readonly TokenBucketRateLimiter refusals = new(PerMinute(settings.RefusalsPerMinute, autoReplenishment: true));

    private readonly SemaphoreSlim writers = new(MostWriters);

    /// <summary>Whether calls that prove nothing have used up what is done for them.</summary>
    public bool RefusesAll => refusals.GetStatistics() is { CurrentAvailablePermits: 0 };

    /// <summary>Counts a call of a hook.</summary>
    /// <returns><see langword="null"/> when it may be taken, else when to try again.</returns>
    public TimeSpan? Count(IncomingHook hook)
    {
        using var lease = calls.AttemptAcquire(hook);
        return Wait(lease);
    }

    /// <summary>Counts a call that proves nothing.</summary>
    /// <returns><see langword="null"/> when it is to be answered as such, else when to try again.</returns>
    public TimeSpan? CountRefusal()
    {
        using var lease = refusals.AttemptAcquire();
        return Wait(lease);
    }

    /// <summary>Writes when it is its turn.</summary>
    public async Task<T> WriteAsync<T>(Func<Task<T>> write, CancellationToken ct)
    {
        await writers.WaitAsync(ct);
        try
        {
            return await write();
        }
        finally
        {
            writers.Release();
        }
    }

    public void Dispose()
    {
        calls.Dispose();
        refusals.Dispose();
        writers.Dispose();
    }

    private static TimeSpan? Wait(RateLimitLease lease)
    {
        if (lease.IsAcquired) return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
    }

    /// <summary>A bucket that is full at first and fills within a minute.</summary>
    private static TokenBucketRateLimiterOptions PerMinute(int calls, bool autoReplenishment = false)
    {
        var perSecond = Math.Max(1, calls / 60);
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = calls,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) * perSecond / calls,
            AutoReplenishment = autoReplenishment,
            QueueLimit = 0,
        };
    }
}
