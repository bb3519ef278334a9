using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Alforis.Workflows.Host.Tests.Telemetry;

/// <summary>Receives OTLP over HTTP, as bytes: names stand in them as plain text.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication app;

    private Collector(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    /// <summary>What arrived, by path.</summary>
    public ConcurrentQueue<(string Path, string Body, string? TraceParent)> Arrived { get; } = [];

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var built = builder.Build();
        var collector = new Collector(built);
        built.MapPost("/{**path}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            collector.Arrived.Enqueue((request.Path, Encoding.Latin1.GetString(body.ToArray()), request.Headers["traceparent"]));
            return Results.Bytes([], "application/x-protobuf");
        });
        await built.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    public bool Has(string path, string text) => Arrived.Any(a => a.Path == path && a.Body.Contains(text, StringComparison.Ordinal));

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
