using System.Collections.Immutable;
using Alforis.Crm.Data.Printing;
using Dapper;
using Npgsql;

namespace Alforis.Crm.Data.Diagnosis.Checks;

/// <summary>Whether this machine and the database agree on the time.</summary>
internal sealed class ClockCheck(NpgsqlDataSource dataSource, TimeProvider clock) : ICheck
{
    private static readonly TimeSpan Noticeable = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Harmful = TimeSpan.FromMinutes(1);

    public string Name => "clock";

    public bool NeedsSchema => false;

    public async Task<Finding> RunAsync(CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        // The first statement of a connection may be slow.
        await connection.ExecuteAsync(new CommandDefinition("SELECT 1", cancellationToken: ct)).ConfigureAwait(false);
        var before = clock.GetUtcNow();
        var theirs = await connection.ExecuteScalarAsync<DateTime>(new CommandDefinition("SELECT clock_timestamp()", cancellationToken: ct)).ConfigureAwait(false);
        var after = clock.GetUtcNow();
        return Judge(before, new DateTimeOffset(theirs.ToUniversalTime()), after);
    }

    /// <param name="before">This machine's time before the database was asked.</param>
    /// <param name="theirs">What the database said.</param>
    /// <param name="after">This machine's time after.</param>
    internal static Finding Judge(DateTimeOffset before, DateTimeOffset theirs, DateTimeOffset after)
    {
        // The answer was given some time in between: what lies within is no difference.
        var ahead = theirs > after ? theirs - after : theirs < before ? theirs - before : TimeSpan.Zero;
        var size = ahead.Duration();
        var state = size > Harmful ? FindingState.Problem : size > Noticeable ? FindingState.Warning : FindingState.Ok;
        var order = ahead > TimeSpan.Zero ? "behind" : "ahead of";
        return new Finding("clock", state, size == TimeSpan.Zero
            ? "This machine and the database agree on the time."
            : $"This machine is {DurationText.Of(size)} {order} the database.")
        {
            Advice = state == FindingState.Ok
                ? null
                : "Schedules, steps and delays go by the database's clock, now and today in conditions by the host's. Keep all machines in step (NTP).",
            Figures = ImmutableSortedDictionary.CreateRange([KeyValuePair.Create("database_ahead_seconds", ahead.TotalSeconds)]),
        };
    }
}
