namespace Alforis.Workflows.Host.Tests.Api;

/// <summary>One host for the tests of a class that leave it as it is.</summary>
public sealed class SharedApiHost : IAsyncLifetime
{
    private ApiHost? host;

    internal ApiHost Host => host ?? throw new InvalidOperationException("It is not started.");

    public async ValueTask InitializeAsync() => host = await ApiHost.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
    }
}
