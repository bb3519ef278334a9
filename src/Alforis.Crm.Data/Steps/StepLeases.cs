using System.Collections.Concurrent;
using Alforis.Crm.Data.Dispatching;
using Alforis.Crm.Data.Telemetry;
using Microsoft.Extensions.Logging;

namespace Alforis.Crm.Data.Steps;

/// <summary>
/// Keeps the leases of the steps under way, gives up those that are lost, and takes back those of hosts that do not answer any more.
/// </summary>
internal sealed class StepLeases(StepQueue queue, StepOptions options, TimeProvider clock, ILogger logger)
{
    private long lastSweep;

    /// <summary>Until cancelled.</summary>
    public async Task KeepAsync(ConcurrentDictionary<Guid, RunningStep> running, CancellationToken ct)
    {
        var rhythm = TimeSpan.FromTicks(Math.Min(options.Lease.Ticks / 3, options.SweepInterval.Ticks));
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await ProlongAsync(running, ct).ConfigureAwait(false);
                if (lastSweep == 0 || clock.GetElapsedTime(lastSweep) >= options.SweepInterval) await SweepAsync(ct).ConfigureAwait(false);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                Log.LeasesNotKept(logger, FailureText.Of(e));
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(rhythm, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ProlongAsync(ConcurrentDictionary<Guid, RunningStep> running, CancellationToken ct)
    {
        var mine = running.Values.ToArray();
        if (mine.Length == 0) return;
        var held = await queue.ProlongAsync([.. mine.Select(r => r.Step)], options.Lease, ct).ConfigureAwait(false);
        foreach (var lost in mine.Where(r => !held.Contains(r.Step.Token) && running.ContainsKey(r.Step.Token))) await lost.GiveUpAsync().ConfigureAwait(false);
    }

    private async Task SweepAsync(CancellationToken ct)
    {
        var expired = await queue.SweepAsync(options.MostLosses, ct).ConfigureAwait(false);
        lastSweep = clock.GetTimestamp();
        if (expired == 0) return;
        StepTelemetry.LeasesExpired(expired);
        Log.LeasesExpired(logger, expired);
    }
}
