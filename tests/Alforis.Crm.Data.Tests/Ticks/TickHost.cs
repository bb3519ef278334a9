using Alforis.Crm.Data.Dispatching;
using Alforis.Crm.Data.Tests.Dispatching;
using Alforis.Crm.Data.Ticks;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alforis.Crm.Data.Tests.Ticks;

/// <summary>A database with some organisations, the passes over its ticks and over its events.</summary>
internal sealed class TickHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Due = new(2026, 3, 29, 7, 0, 0, TimeSpan.Zero);

    private readonly TickPass pass;

    private TickHost(DispatchHost host)
    {
        Host = host;
        pass = NewPass();
    }

    public DispatchHost Host { get; }

    public CrmDatabase Database => Host.Database;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TickHost> CreateAsync() => new(await DispatchHost.CreateAsync());

    public TickPass NewPass() => new(Database.DataSource, new DispatchOptions(), NullLogger<TickPass>.Instance);

    public Task<bool> RecordAsync(long workflow, DateTimeOffset? due = null) => new TickRecorder(Database.DataSource).RecordAsync(workflow, due ?? Due, Cancellation);

    /// <summary>Writes organisations without events, numbered in their names.</summary>
    public Task AddOrganisationsAsync(int count) => Database.ExecuteAsync(
        """
        BEGIN;
        SET LOCAL alforis.capture = 'off';
        INSERT INTO organisations (nom, montant_potentiel, pipeline_stage)
        SELECT 'Client ' || n, n, CASE n % 2 WHEN 0 THEN 'prospect' ELSE 'signe' END FROM generate_series(1, @count) n;
        COMMIT;
        """,
        new { count });

    /// <summary>Works off ticks, then events, until nothing is left.</summary>
    public async Task DrainAsync()
    {
        for (var i = 0; i < 1000 && await pass.RunAsync(Cancellation); i++) await Host.DrainAsync();
        await Host.DrainAsync();
    }

    /// <summary>One pass over the ticks.</summary>
    public Task<bool> PassAsync() => pass.RunAsync(Cancellation);

    public Task<List<(long Events, bool IsDone, string? Error)>> TicksAsync() =>
        Database.QueryAsync<(long, bool, string?)>("SELECT events, completed_at IS NOT NULL, error FROM workflow.ticks ORDER BY workflow_id, fire_time");

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
