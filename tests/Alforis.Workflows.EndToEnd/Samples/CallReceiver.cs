using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Alforis.Workflows.EndToEnd.Samples;

/// <summary>Somebody else's server: takes every call, and keeps it.</summary>
internal sealed class CallReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly WebApplication application;
    private readonly ConcurrentQueue<ReceivedCall> calls = new();

    private CallReceiver(WebApplication application) => this.application = application;

    /// <summary>Without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    public static async Task<CallReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new CallReceiver(builder.Build());
        receiver.application.Run(receiver.KeepAsync);
        await receiver.application.StartAsync(TestContext.Current.CancellationToken);
        receiver.Address = receiver.application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return receiver;
    }

    /// <summary>The one call that bears an idempotency key; waits for it.</summary>
    public async Task<ReceivedCall> WithKeyAsync(Guid key)
    {
        ReceivedCall[] found = [];
        await Until.TrueAsync(
            () => Task.FromResult((found = [.. calls.Where(c => c.Header("idempotency-key") == key.ToString())]).Length > 0), Soon, () => $"There is no call {key}.");
        return Assert.Single(found);
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task KeepAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        var headers = http.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString(), StringComparer.Ordinal);
        calls.Enqueue(new ReceivedCall(http.Request.Method, http.Request.Path + http.Request.QueryString, headers, body));
        await http.Response.WriteAsJsonAsync(new { ok = true }, http.RequestAborted);
    }
}
