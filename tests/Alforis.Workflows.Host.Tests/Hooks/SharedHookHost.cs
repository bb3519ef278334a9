namespace Alforis.Workflows.Host.Tests.Hooks;

/// <summary>One host for the tests of a class that make hooks of their own. Calls that it refuses are not counted against the next test.</summary>
public sealed class SharedHookHost : IAsyncLifetime
{
    private HookHost? host;

    internal HookHost Host => host ?? throw new InvalidOperationException("It is not started.");

    public async ValueTask InitializeAsync() => host = await HookHost.StartAsync(s => s with { RefusalsPerMinute = 1_000_000 });

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
    }
}
