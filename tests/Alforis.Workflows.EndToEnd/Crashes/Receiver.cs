using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Alforis.Workflows.EndToEnd.Crashes;

/// <summary>
/// The other side of the webhooks: writes down what arrives, and is as bad as the world is. The first call of some changes is refused, that
/// of others gets its answer late, or none at all.
/// </summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ConcurrentQueue<Arrival> arrivals = new();
    private readonly ConcurrentDictionary<(string, string, long), bool> seen = new();
    private readonly TimeSpan slow;
    private long count;

    private Receiver(WebApplication application, TimeSpan slow)
    {
        this.application = application;
        this.slow = slow;
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public IReadOnlyCollection<Arrival> Arrivals => arrivals;

    /// <summary>How long every call takes at least.</summary>
    public TimeSpan Pace { get; set; }

    /// <summary>Starts to listen.</summary>
    /// <param name="slow">How late the late answers are.</param>
    public static async Task<Receiver> StartAsync(TimeSpan slow)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build(), slow);
        receiver.application.Run(receiver.AnswerAsync);
        await receiver.application.StartAsync(TestContext.Current.CancellationToken);
        receiver.Address = new Uri(receiver.application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await application.StopAsync(atOnce.Token);
        await application.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var number = (long)body.RootElement.GetProperty("number").GetDecimal();
        var isFirst = seen.TryAdd((path[0], path[1], number), true);
        var answer = (isFirst, number % 100) switch
        {
            (true, 7 or 27 or 47 or 67) => 503,
            (true, 13 or 63) => 0,
            _ => 200,
        };
        arrivals.Enqueue(new Arrival(Interlocked.Increment(ref count), path[0], path[1], number, http.Request.Headers["Idempotency-Key"].ToString(), answer));
        await Task.Delay(Pace, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (isFirst && number % 100 is 31 or 81) await Task.Delay(slow, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (answer == 0) http.Abort();
        else http.Response.StatusCode = answer;
    }
}
