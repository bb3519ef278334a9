using Dapper;
using Npgsql;

namespace Alforis.Crm.Data.Tests.Stores;

/// <summary>Who does one thing at a time in sessions of his own, and may be stopped in the midst of it.</summary>
internal sealed class Actor : IDisposable
{
    private readonly string name;
    private readonly CrmDatabase database;
    private readonly NpgsqlDataSource sessions;
    private readonly Func<CancellationToken, Task> begin;
    private CancellationTokenSource cancellation = new();
    private bool wasKilled;

    public Actor(string name, CrmDatabase database, Func<NpgsqlDataSource, Func<CancellationToken, Task>> work)
    {
        this.name = name;
        this.database = database;
        sessions = database.Connect(name);
        begin = work(sessions);
    }

    public string Name => name;

    /// <summary>What is under way; <see langword="null"/> for nothing.</summary>
    public Task? UnderWay { get; private set; }

    /// <summary>The place of the gate that is closed for it.</summary>
    public string? Gate { get; set; }

    /// <summary>Begins, and returns once it is done or stands still.</summary>
    public async Task BeginAsync()
    {
        cancellation.Dispose();
        cancellation = new CancellationTokenSource();
        UnderWay = begin(cancellation.Token);
        await Poll.UntilAsync(async () => UnderWay.IsCompleted || await WaitsAsync());
    }

    /// <summary>What ended it before its time, <see langword="null"/> for nothing: what it was killed or cancelled in did not happen.</summary>
    public async Task<Exception?> EndAsync()
    {
        var task = UnderWay!;
        UnderWay = null;
        Gate = null;
        try
        {
            await task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
            return null;
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException && e is not PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected })
        {
            return e;
        }
        finally
        {
            // A session that was killed when its work was just done must not be used again.
            if (wasKilled) sessions.Clear();
            wasKilled = false;
        }
    }

    /// <summary>Its sessions end, as when its host loses power.</summary>
    public Task KillAsync()
    {
        wasKilled = true;
        return database.ExecuteAsync(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = @name AND state <> 'idle'", new { name });
    }

    public Task CancelAsync() => cancellation.CancelAsync();

    public void Dispose() => cancellation.Dispose();

    /// <summary>At its own gate it waits for the test; anywhere else for others, which no one here may do for long.</summary>
    private async Task<bool> WaitsAsync()
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        return await connection.ExecuteScalarAsync<bool>(
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = @name AND wait_event_type = 'Lock')", new { name });
    }
}
