using System.Collections.Concurrent;
using Alforis.Crm.Data.EmbeddedPostgres;
using Alforis.Testing;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Alforis.Crm.Data.Tests.EmbeddedPostgres;

/// <summary>A data directory of a test's own, and what the server said about it.</summary>
internal sealed class ServerSandbox : ILogger, IDisposable
{
    private readonly ConcurrentQueue<string> _messages = new();

    internal string Root { get; } = TestDirectories.Create("sandbox");

    internal string Data => Path.Combine(Root, "data");

    internal DataDirectoryLayout Layout => new(Data);

    internal IReadOnlyCollection<string> Messages => _messages;

    internal EmbeddedPostgresOptions Options => new()
    {
        DataDirectory = Data,
        Durable = false,
        BinariesCache = TestDirectories.SharedBinaries,
        Logger = this,
    };

    internal Task<EmbeddedPostgresServer> StartAsync() =>
        EmbeddedPostgresServer.StartAsync(Options, TestContext.Current.CancellationToken);

    internal static async Task<EmbeddedPostgresException> RefusedAsync(EmbeddedPostgresOptions options) =>
        await Assert.ThrowsAsync<EmbeddedPostgresException>(async () =>
        {
            await using var server = await EmbeddedPostgresServer.StartAsync(options, TestContext.Current.CancellationToken);
        });

    internal static async Task<T> QueryAsync<T>(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    internal static async Task RunAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits for a condition; the test's own deadline ends the wait.</summary>
    internal static async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
    }

    internal async Task<PostmasterState> PostmasterAsync() =>
        PostmasterFile.TryRead(Layout.Cluster) is { } file
            ? await file.ExamineAsync(TimeProvider.System, TestContext.Current.CancellationToken)
            : PostmasterState.Gone;

    public void Dispose() => TestDirectories.Remove(Root);

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _messages.Enqueue(formatter(state, exception));
}
