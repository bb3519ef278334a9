using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Alforis.Crm.Data.Dispatching;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Telemetry;
using Microsoft.Extensions.Logging;

namespace Alforis.Crm.Data.Steps;

/// <summary>
/// Does outside-world steps: takes as many as it has room for, does them side by side, keeps their leases, and stores what came of them.
/// One instance per host.
/// </summary>
public sealed class StepWorker
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(15);

    private readonly StepQueue queue;
    private readonly IReadOnlyDictionary<string, IOutsideAction> actions;
    private readonly StepOptions options;
    private readonly TimeProvider clock;
    private readonly Random random;
    private readonly ILogger<StepWorker> logger;
    private readonly StepLeases leases;

    // By lease: a step may come back here while the attempt that lost it is not over.
    private readonly ConcurrentDictionary<Guid, RunningStep> running = new();

    private readonly Channel<bool> ended = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    internal StepWorker(
        StepQueue queue, IEnumerable<IOutsideAction> actions, StepOptions options, TimeProvider clock, Random random, ILogger<StepWorker> logger)
    {
        this.queue = queue;
        this.actions = actions.ToDictionary(a => a.Name, StringComparer.Ordinal);
        this.options = options;
        this.clock = clock;
        this.random = random;
        this.logger = logger;
        leases = new StepLeases(queue, options, clock, logger);
    }

    /// <summary>Who this worker is, for people who look: machine and process.</summary>
    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}");

    /// <summary>Works until told to stop; then lets what is under way end.</summary>
    /// <param name="stopping">No more steps are taken.</param>
    /// <param name="aborting">What is under way is given up, and taken up again by another worker or at the next start.</param>
    public async Task RunAsync(CancellationToken stopping, CancellationToken aborting)
    {
        if (actions.Count == 0) return;
        using var done = CancellationTokenSource.CreateLinkedTokenSource(aborting);
        var keeping = leases.KeepAsync(running, done.Token);
        await TakeAsync(stopping, aborting).ConfigureAwait(false);
        await Task.WhenAll(running.Values.Select(r => r.Task)).ConfigureAwait(false);
        await done.CancelAsync().ConfigureAwait(false);
        await keeping.ConfigureAwait(false);
    }

    private async Task TakeAsync(CancellationToken stopping, CancellationToken aborting)
    {
        var backoff = TimeSpan.Zero;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var room = Room();
                var taken = room.Count == 0 ? [] : await queue.ClaimAsync(Name, room, options, stopping).ConfigureAwait(false);
                if (taken.Count > 0) Failpoints.Reach(Failpoints.StepsLeased);
                foreach (var step in taken) Begin(step, aborting);
                backoff = TimeSpan.Zero;
                if (taken.Count == 0) await RestAsync(stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                backoff = TimeSpan.FromTicks(Math.Clamp(backoff.Ticks * 2, TimeSpan.TicksPerSecond / 5, LongestBackoff.Ticks));
                Log.WorkerFailed(logger, FailureText.Of(e), backoff.TotalSeconds);
                await Task.Delay(backoff, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Until a step has ended, so that there is room for another, or it is time to look again.</summary>
    private async Task RestAsync(CancellationToken stopping)
    {
        using var time = new CancellationTokenSource(options.PollInterval, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(time.Token, stopping);
        try
        {
            await ended.Reader.ReadAsync(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // It is time.
        }
    }

    /// <summary>How many more of each kind fit.</summary>
    private List<KeyValuePair<string, int>> Room()
    {
        var busy = running.Values.CountBy(r => r.Step.Call.ActionType).ToDictionary();
        return [.. actions.Values
            .Select(a => KeyValuePair.Create(a.Name, a.Concurrency - busy.GetValueOrDefault(a.Name)))
            .Where(r => r.Value > 0)];
    }

    private void Begin(LeasedStep step, CancellationToken aborting)
    {
        var cancellation = CancellationTokenSource.CreateLinkedTokenSource(aborting);
        var entry = new RunningStep(step, cancellation);
        running[step.Token] = entry;
        entry.Task = Task.Run(() => DoAsync(entry), CancellationToken.None);
    }

    private async Task DoAsync(RunningStep entry)
    {
        try
        {
            var outcome = await AttemptAsync(entry).ConfigureAwait(false);
            Failpoints.Reach(Failpoints.StepAfterCall);
            await StoreAsync(entry.Step, outcome).ConfigureAwait(false);
            Failpoints.Reach(Failpoints.StepCompleted);
        }
        finally
        {
            running.TryRemove(entry.Step.Token, out _);
            entry.Dispose();
            ended.Writer.TryWrite(true);
        }
    }

    private async Task<StepOutcome> AttemptAsync(RunningStep entry)
    {
        using var span = StepTelemetry.Start(entry.Step);
        var outcome = await TryAsync(entry).ConfigureAwait(false);
        StepTelemetry.Say(span, outcome.Journal);
        return outcome;
    }

    private async Task<StepOutcome> TryAsync(RunningStep entry)
    {
        var step = entry.Step;
        var started = clock.GetTimestamp();
        try
        {
            Failpoints.Reach(Failpoints.StepBeforeCall);
            var result = await actions[step.Call.ActionType].RunAsync(step.Call, entry.Cancellation).ConfigureAwait(false);
            return StepOutcome.Of(step, result, clock.GetElapsedTime(started), NextRandom());
        }
        catch (OperationCanceledException) when (entry.Cancellation.IsCancellationRequested)
        {
            return StepOutcome.Abandoned("It was given up before it had ended; it may have arrived.", clock.GetElapsedTime(started));
        }
        catch (Exception e)
        {
            return StepOutcome.Of(step, StepResult.Transient(FailureCode.Internal, FailureText.Of(e)), clock.GetElapsedTime(started), NextRandom());
        }
    }

    /// <summary>The result is precious: without it the call is made again. So it is stored as soon as the database answers, while the lease lasts.</summary>
    private async Task StoreAsync(LeasedStep step, StepOutcome outcome)
    {
        var giveUp = clock.GetTimestamp();
        for (var wait = TimeSpan.FromMilliseconds(100); ; wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, TimeSpan.TicksPerSecond * 2)))
        {
            try
            {
                var journaled = await queue.CompleteAsync(step, Name, outcome, CancellationToken.None).ConfigureAwait(false);
                Tell(step, outcome, journaled);
                return;
            }
            catch (Exception e) when (!ContentFault.Is(e) && clock.GetElapsedTime(giveUp) < options.Lease)
            {
                Log.StepNotStored(logger, step.Call.StepId, FailureText.Of(e));
                await Task.Delay(wait, clock, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception e) when (ContentFault.Is(e) && outcome.Details is not null)
            {
                outcome = outcome with { Details = null };
            }
            catch (Exception e)
            {
                Log.StepLost(logger, step.Call.StepId, FailureText.Of(e));
                return;
            }
        }
    }

    private void Tell(LeasedStep step, StepOutcome outcome, string journaled)
    {
        var call = step.Call;
        StepTelemetry.Journaled(call.ActionType, journaled, outcome.Duration);
        switch (journaled)
        {
            case "success":
                Log.StepSucceeded(logger, call.ExecutionId, call.ActionId, call.StepId, call.Attempt);
                break;
            case "retried":
                Log.StepRetried(logger, call.ExecutionId, call.ActionId, call.StepId, call.Attempt, outcome.Wait.TotalSeconds, outcome.Error);
                break;
            case "failed":
                Log.StepFailed(logger, call.ExecutionId, call.ActionId, call.StepId, call.Attempt, outcome.Error);
                break;
            default:
                Log.StepLate(logger, call.ExecutionId, call.ActionId, call.StepId, call.Attempt);
                break;
        }
    }

    private double NextRandom()
    {
        lock (random) return random.NextDouble();
    }
}
