using System.Globalization;
using Npgsql;
using Polly;
using Polly.Retry;

namespace Alforis.Workflows.Host.Database;

/// <summary>Waits until a database answers: a line per try, longer and longer pauses, an end.</summary>
/// <param name="dataSource">The database.</param>
/// <param name="limit">How long to try.</param>
/// <param name="timeProvider">Measures the limit and the pauses.</param>
/// <param name="notes">Gets the lines.</param>
internal sealed class DatabaseWait(NpgsqlDataSource dataSource, TimeSpan limit, TimeProvider timeProvider, TextWriter notes)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly NpgsqlConnectionStringBuilder settings = new(dataSource.ConnectionString);

    /// <exception cref="DatabaseUnreachableException">It did not answer within the limit.</exception>
    /// <exception cref="DatabaseException">It answered, and trying again would not help.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var started = timeProvider.GetTimestamp();
        var retries = new ResiliencePipelineBuilder { TimeProvider = timeProvider }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is NpgsqlException { IsTransient: true } && timeProvider.GetElapsedTime(started) < limit),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = FirstPause,
                MaxDelay = LongestPause,
                OnRetry = arguments => NoteAsync(arguments.Outcome.Exception!, arguments.RetryDelay, timeProvider.GetElapsedTime(started)),
            })
            .Build();
        try
        {
            await retries.ExecuteAsync(OpenAsync, cancellationToken);
        }
        catch (NpgsqlException e)
        {
            throw Explain(e);
        }
    }

    private string Place => string.Create(CultureInfo.InvariantCulture, $"{settings.Host}:{settings.Port}");

    private async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
    }

    private async ValueTask NoteAsync(Exception failure, TimeSpan pause, TimeSpan elapsed) =>
        await notes.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"The database at {Place} cannot be reached ({Reason(failure)}). Next try in {pause.TotalSeconds:0.#} s; giving up after {limit.TotalSeconds:0} s, {elapsed.TotalSeconds:0} s have passed."));

    private DatabaseException Explain(NpgsqlException e) => e switch
    {
        { IsTransient: true } => new DatabaseUnreachableException(
            string.Create(CultureInfo.InvariantCulture, $"The database at {Place} could not be reached within {limit.TotalSeconds:0} s ({Reason(e)}). ")
            + $"Start it, or correct {DatabaseSettings.ConnectionVariable}.", e),
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } p => new DatabaseException(
            $"The database at {Place} refuses the user '{settings.Username}': {p.MessageText}. Check user name and password in {DatabaseSettings.ConnectionVariable}.", e),
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => new DatabaseException(
            $"There is no database '{settings.Database}' at {Place}. Create it (CREATE DATABASE), or correct {DatabaseSettings.ConnectionVariable}.", e),
        PostgresException p => new DatabaseException($"The database at {Place} does not let us in: {p.MessageText} (SQLSTATE {p.SqlState}).", e),
        _ => new DatabaseException($"The database at {Place} cannot be used: {Reason(e)}. Check {DatabaseSettings.ConnectionVariable}.", e),
    };

    /// <summary>The innermost message says what happened; those around it say only that it did.</summary>
    private static string Reason(Exception e) =>
        (e.GetBaseException() is PostgresException p ? $"{p.MessageText} (SQLSTATE {p.SqlState})" : e.GetBaseException().Message).TrimEnd('.');
}
