using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;

namespace Alforis.Workflows.EndToEnd.Crashes;

/// <summary>
/// Clients that change organisations and deals without a pause, one row in a commit, each with a number of its own. A change that fails is not
/// repeated: nobody knows whether it was committed, and the event log says so later.
/// </summary>
internal sealed class Load : IAsyncDisposable
{
    /// <summary>Rows that are changed again and again: their events must stay in order.</summary>
    private const int SharedRows = 20;

    private const string SharedRowsSql = """
        SET LOCAL alforis.capture = 'off';
        INSERT INTO organisations (nom, montant_potentiel) SELECT 'Commune ' || n, 0 FROM generate_series(1, 20) n;
        INSERT INTO deals (organisation_id, nom, montant) SELECT (SELECT min(id) FROM organisations), 'Commun ' || n, 0 FROM generate_series(1, 20) n;
        """;

    private readonly NpgsqlDataSource dataSource;
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<long, bool> committed = new();
    private readonly ConcurrentDictionary<long, bool> undone = new();
    private readonly ConcurrentQueue<string> errors = new();
    private readonly long firstOrganisation;
    private readonly long firstDeal;
    private long number;
    private Task running = Task.CompletedTask;

    private Load(NpgsqlDataSource dataSource, long firstOrganisation, long firstDeal) =>
        (this.dataSource, this.firstOrganisation, this.firstDeal) = (dataSource, firstOrganisation, firstDeal);

    /// <summary>The numbers whose commit was acknowledged.</summary>
    public IReadOnlyCollection<long> Committed => [.. committed.Keys];

    /// <summary>The numbers whose transaction was rolled back on purpose.</summary>
    public IReadOnlyCollection<long> Undone => [.. undone.Keys];

    /// <summary>What the database said to changes that failed: the SQLSTATE of each, empty when the connection broke.</summary>
    public IReadOnlyCollection<string> Errors => errors;

    /// <summary>The largest number so far.</summary>
    public long Tried => Interlocked.Read(ref number);

    /// <summary>Makes the rows that all clients share.</summary>
    public static async Task<Load> PrepareAsync(string connectionString)
    {
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "load", Timeout = 5, CommandTimeout = 10, MaxPoolSize = 10,
        });
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var rows = new NpgsqlCommand(SharedRowsSql, connection, transaction);
        await rows.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var first = new NpgsqlCommand("SELECT (SELECT min(id) FROM organisations), (SELECT min(id) FROM deals)", connection, transaction);
        await using var reader = await first.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        await reader.ReadAsync(TestContext.Current.CancellationToken);
        var (organisation, deal) = (reader.GetInt64(0), reader.GetInt64(1));
        await reader.CloseAsync();
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        return new Load(source, organisation, deal);
    }

    /// <summary>Begins.</summary>
    /// <param name="pause">How long a client rests between two changes.</param>
    /// <param name="clientCount">How many there are.</param>
    /// <param name="random">What they do.</param>
    public void Start(TimeSpan pause, int clientCount, Random random) =>
        running = Task.WhenAll(Enumerable.Range(0, clientCount).Select(_ => new Random(random.Next())).ToArray().Select(own => RunAsync(pause, own)));

    /// <summary>No more changes.</summary>
    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        await running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await dataSource.DisposeAsync();
        stopping.Dispose();
    }

    private async Task RunAsync(TimeSpan pause, Random random)
    {
        while (!stopping.IsCancellationRequested)
        {
            var mine = Interlocked.Increment(ref number);
            try
            {
                await ChangeAsync(mine, random);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                // Committed or not: the log of events knows.
                errors.Enqueue((e as PostgresException)?.SqlState ?? "");
            }

            await Task.Delay(pause, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ChangeAsync(long mine, Random random)
    {
        var text = mine.ToString(CultureInfo.InvariantCulture);
        var row = random.Next(SharedRows);
        var sql = random.Next(20) switch
        {
            < 6 => $"INSERT INTO organisations (nom, aum, montant_potentiel) VALUES ('Neuve {text}', {text}, 0)",
            < 10 => $"INSERT INTO deals (organisation_id, nom, montant) VALUES ({firstOrganisation}, 'Neuf {text}', {text})",
            < 15 => $"UPDATE deals SET montant = {text} WHERE id = {firstDeal + row}",
            _ => $"UPDATE organisations SET aum = {text} WHERE id = {firstOrganisation + row}",
        };
        await using var connection = await dataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        await command.ExecuteNonQueryAsync();
        if (random.Next(20) == 0)
        {
            undone[mine] = true;
            await transaction.RollbackAsync();
        }
        else
        {
            await transaction.CommitAsync();
            committed[mine] = true;
        }
    }
}
