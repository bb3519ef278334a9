using System.Collections.Concurrent;
using System.Text.Json;
using Alforis.Workflows.Host.Tests.Api;
using Microsoft.AspNetCore.SignalR.Client;

namespace Alforis.Workflows.Host.Tests.Live;

/// <summary>A page that is open: it notes what it is told.</summary>
internal sealed class Page : IAsyncDisposable
{
    private readonly HubConnection hub;
    private readonly ConcurrentQueue<JsonElement> notifications = [];

    private Page(HubConnection hub) => this.hub = hub;

    public ConcurrentQueue<JsonElement> Executions { get; } = [];

    public int ListChanges { get; private set; }

    public bool HasEnded { get; private set; }

    /// <summary>Titles of the notifications that came, each once.</summary>
    public IReadOnlyList<string> Titles => [.. notifications.SelectMany(m => m.GetProperty("notifications").EnumerateArray()).Select(n => n.GetProperty("title").GetString()!).Distinct()];

    public HubConnectionState State => hub.State;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Page> OpenAsync(ApiHost host, HttpClient user, string? origin = null)
    {
        var connection = new HubConnectionBuilder().WithUrl(new Uri(host.Address, "/hubs/live"), http =>
        {
            http.AccessTokenProvider = () => Task.FromResult(user.DefaultRequestHeaders.Authorization?.Parameter);
            if (origin is not null) http.Headers.Add("Origin", origin);
        }).Build();
        var page = new Page(connection);
        connection.On<JsonElement>("Notifications", page.notifications.Enqueue);
        connection.On<JsonElement>("Executions", page.Executions.Enqueue);
        connection.On("WorkflowsChanged", () => page.ListChanges++);
        connection.On("SessionEnded", () => page.HasEnded = true);
        await connection.StartAsync(Cancellation);
        return page;
    }

    public Task<JsonElement> CatchUpAsync(string? cursor) => hub.InvokeAsync<JsonElement>("CatchUp", cursor, Cancellation);

    public Task<JsonElement> WatchAsync(long workflowId) => hub.InvokeAsync<JsonElement>("WatchWorkflow", workflowId, Cancellation);

    public Task UnwatchAsync(long workflowId) => hub.InvokeAsync("UnwatchWorkflow", workflowId, Cancellation);

    public Task WatchListAsync() => hub.InvokeAsync("WatchWorkflows", Cancellation);

    public ValueTask DisposeAsync() => hub.DisposeAsync();
}
