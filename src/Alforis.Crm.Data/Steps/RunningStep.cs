namespace Alforis.Crm.Data.Steps;

/// <summary>A step that is being done. Thread-safe.</summary>
internal sealed class RunningStep(LeasedStep step, CancellationTokenSource cancellation) : IDisposable
{
    public LeasedStep Step => step;

    public CancellationToken Cancellation { get; } = cancellation.Token;

    public Task Task { get; set; } = Task.CompletedTask;

    /// <summary>Somebody else has it by now, or nobody.</summary>
    public async Task GiveUpAsync()
    {
        try
        {
            await cancellation.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }

    public void Dispose() => cancellation.Dispose();
}
