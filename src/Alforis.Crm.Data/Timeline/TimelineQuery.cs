using Alforis.Crm.Data.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Timeline;

/// <summary>Whose timeline is read, and what of it.</summary>
public sealed record TimelineFilter
{
    /// <summary><c>organisation</c> or <c>deal</c>.</summary>
    public required string EntityType { get; init; }

    /// <summary>The number of that.</summary>
    public required long EntityId { get; init; }

    /// <summary>The kinds that whoever asks wants, and may read; at least one.</summary>
    public required IReadOnlyCollection<TimelineKind> Kinds { get; init; }

    /// <summary>Whoever asks: of notifications there are theirs only.</summary>
    public required long UserId { get; init; }

    /// <summary>Whether they may read deals: else an organisation's timeline has nothing of its deals.</summary>
    public required bool WithDeals { get; init; }

    /// <summary>Whether they may read executions, and so be told which one made something.</summary>
    public required bool WithCauses { get; init; }

    /// <summary>Only what is before this place; <see langword="null"/> for the newest.</summary>
    public TimelinePlace? Before { get; init; }
}

/// <summary>Reads what happened with an organisation or deal, newest first, and what made it happen. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read the CRM and the history.</param>
public sealed class TimelineQuery(NpgsqlDataSource dataSource)
{
    /// <summary>A part of the timeline.</summary>
    /// <param name="filter">Whose, and what.</param>
    /// <param name="most">How many things at most.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<IReadOnlyList<TimelineEntry>> ReadAsync(TimelineFilter filter, int most, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var entries = new List<(TimelineEntry Entry, long? Execution)>();
        using (var command = Command(filter, most))
        {
            var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
            await using var disposal = reader.ConfigureAwait(false);
            while (await reader.ReadAsync(ct).ConfigureAwait(false)) entries.Add((Read(reader), reader.Number(12)));
        }

        if (!filter.WithCauses) return [.. entries.Select(e => e.Entry)];
        var causes = await CausesAsync([.. entries.Select(e => e.Execution).OfType<long>().Distinct()], ct).ConfigureAwait(false);
        return [.. entries.Select(e => e.Execution is { } id ? e.Entry with { Cause = causes.GetValueOrDefault(id) ?? new TimelineCause(id, null, null, null) } : e.Entry)];
    }

    private NpgsqlCommand Command(TimelineFilter filter, int most)
    {
        var command = dataSource.CreateCommand(TimelineSql.Part(filter.EntityType, filter.Kinds));
        // The last moment that a timestamp of the CRM can have.
        var place = filter.Before ?? new TimelinePlace(DateTimeOffset.MaxValue.AddDays(-1), TimelineKind.Execution, long.MaxValue);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = filter.EntityType });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = filter.EntityId });
        command.Parameters.Add(new NpgsqlParameter { Value = place.At.ToUniversalTime(), NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = (int)place.Kind });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = place.Id });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = filter.UserId });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = filter.WithDeals });
        return command;
    }

    private async Task<Dictionary<long, TimelineCause>> CausesAsync(long[] executions, CancellationToken ct)
    {
        var causes = new Dictionary<long, TimelineCause>();
        if (executions.Length == 0) return causes;
        using var command = dataSource.CreateCommand(TimelineSql.Causes);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = executions });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) causes[reader.GetInt64(0)] = new TimelineCause(reader.GetInt64(0), reader.Number(1), reader.Text(2), reader.Number(3));
        return causes;
    }

    private static TimelineEntry Read(NpgsqlDataReader reader) => new()
    {
        Kind = (TimelineKind)reader.GetInt32(0),
        Id = reader.GetInt64(1),
        At = reader.GetFieldValue<DateTimeOffset>(2),
        Title = reader.GetString(3),
        Status = reader.Text(4),
        EntityType = reader.Text(5),
        EntityId = reader.Number(6),
        Actor = reader.Text(7),
        Error = reader.Text(8),
        ErrorCode = reader.Text(13),
        ChangedFields = reader.IsDBNull(9) ? null : reader.GetFieldValue<string[]>(9),
        EventId = reader.Number(10),
        WorkflowId = reader.Number(11),
    };
}
