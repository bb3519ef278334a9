using System.Threading.Channels;

namespace Alforis.Workflows.Host.Live;

/// <summary>Wakes somebody who waits; many wakings before they wait are one. Thread-safe, for one who waits.</summary>
internal sealed class LiveSignal(TimeProvider clock)
{
    private readonly Channel<bool> raised = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Raise() => raised.Writer.TryWrite(true);

    /// <summary>Waits until it is raised, at most for a time.</summary>
    public async Task WaitAsync(TimeSpan most, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(most, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            await raised.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Nothing happened.
        }
    }
}
