using Alforis.Crm.Data.Steps;

namespace Alforis.Workflows.Host.Dispatch;

/// <summary>Does outside-world steps. When it stops, what is under way may end within the stop limit; the rest is given back.</summary>
internal sealed class WorkerService(StepWorker worker) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource aborting = new();
    private Task run = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        run = worker.RunAsync(stopping.Token, aborting.Token);
        return Task.CompletedTask;
    }

    /// <param name="cancellationToken">The stop limit.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await using var limit = cancellationToken.Register(aborting.Cancel);
        await run;
    }

    public void Dispose()
    {
        stopping.Dispose();
        aborting.Dispose();
    }
}
