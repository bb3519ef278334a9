namespace Alforis.Workflows.Host.Hooks;

/// <summary>Makes sure that there are keys before anybody makes a secret, and says at once when secrets cannot be read.</summary>
internal sealed class HookStartService(HookSettings settings, HookDirectory directory) : IHostedService
{
    /// <exception cref="KeyRingException">The directory of the keys cannot be used.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        settings.Keys.Prepare();
        await directory.FindAsync("", cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
