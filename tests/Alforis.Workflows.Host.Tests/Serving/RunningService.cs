using System.Text.RegularExpressions;

namespace Alforis.Workflows.Host.Tests.Serving;

/// <summary>The verb <c>serve</c> running in this process on a port of its own, until disposed.</summary>
internal sealed partial class RunningService : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly Task<int> run;

    private RunningService(TestConsole console, string[] arguments)
    {
        Console = console;
        // The receivers of tests listen on loopback.
        console.Variables.TryAdd("ALFORIS_ALLOW_CALLS_TO", "127.0.0.0/8");
        run = console.RunAsync(stop.Token, ["serve", "--urls", "http://127.0.0.1:0", .. arguments]);
    }

    public TestConsole Console { get; }

    public HttpClient Http { get; } = new();

    public static async Task<RunningService> StartAsync(TestConsole console, params string[] arguments)
    {
        var service = new RunningService(console, arguments);
        await service.SaysAsync(() => Address().IsMatch(console.Output));
        service.Http.BaseAddress = new Uri(Address().Match(console.Output).Value);
        return service;
    }

    /// <summary>Starts without waiting for it to be ready.</summary>
    public static RunningService Begin(TestConsole console, params string[] arguments) => new(console, arguments);

    /// <summary>Waits until it has said something, and fails if it ends before.</summary>
    public Task SaysAsync(Func<bool> said) => Eventually.TrueAsync(
        () =>
        {
            var done = said();
            if (!done && run.IsCompleted) Assert.Fail($"Ended with {run.Result}: {Console.Error}");
            return Task.FromResult(done);
        },
        () => Console.Output + Console.Error);

    public async Task<int> StopAsync()
    {
        await stop.CancelAsync();
        return await run;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Http.Dispose();
        stop.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
