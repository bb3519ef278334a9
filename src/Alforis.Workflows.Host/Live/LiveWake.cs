namespace Alforis.Workflows.Host.Live;

/// <summary>Wakes the pass that reads news.</summary>
internal sealed class LiveWake(TimeProvider clock)
{
    private readonly LiveSignal signal = new(clock);

    public void Raise() => signal.Raise();

    public Task WaitAsync(TimeSpan most, CancellationToken ct) => signal.WaitAsync(most, ct);
}
