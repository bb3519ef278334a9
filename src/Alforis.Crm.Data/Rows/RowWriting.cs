using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Rows;

/// <summary>Makes, changes and deletes rows of one table for somebody. Thread-safe.</summary>
public abstract class RowWriting
{
    private readonly NpgsqlDataSource dataSource;
    private readonly RowStatements statements;

    private protected RowWriting(NpgsqlDataSource dataSource, RowStatements statements)
    {
        this.dataSource = dataSource;
        this.statements = statements;
    }

    /// <summary>Makes a row.</summary>
    /// <param name="values">Its values by their columns.</param>
    /// <param name="actor">Who makes it.</param>
    /// <param name="mayAssign">Whether they may give it to others than themselves.</param>
    /// <param name="ct">Cancels; nothing is made then.</param>
    /// <exception cref="PostgresException">The table does not take a value; see <see cref="RefusedValue.Of"/>.</exception>
    public async Task<RowResult> CreateAsync(JsonObject values, Actor actor, bool mayAssign, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(actor);
        if (!mayAssign && statements.Assignments.Any(a => Number(values[a]) is { } user && user != actor.UserId)) return new RowResult(RowOutcome.MayNotAssign, 0);
        var row = values.DeepClone().AsObject();
        row["created_by"] = actor.UserId;
        var change = await AuditedChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        if (await CheckAsync(change, [], row, ct).ConfigureAwait(false) is { } refused) return new RowResult(RowOutcome.Refused, 0) { Refused = refused };
        using var insert = change.Command(statements.Insert!, Json(row));
        var id = (long)(await insert.ExecuteScalarAsync(ct).ConfigureAwait(false))!;
        await change.CommitAsync(new AuditEntry($"{statements.Subject}.create", statements.Subject, id), ct).ConfigureAwait(false);
        return new RowResult(RowOutcome.Done, id);
    }

    /// <summary>Changes a row. A change that changes nothing leaves no trace.</summary>
    /// <param name="id">The row.</param>
    /// <param name="values">The new values by their columns; what is not there stays as it is.</param>
    /// <param name="isExpected">Whether the version that there is may be changed.</param>
    /// <param name="actor">Who changes it.</param>
    /// <param name="mayAssign">Whether they may give it to somebody.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <exception cref="PostgresException">The table does not take a value; see <see cref="RefusedValue.Of"/>.</exception>
    public async Task<RowResult> UpdateAsync(long id, JsonObject values, Func<RowVersion, bool> isExpected, Actor actor, bool mayAssign, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(isExpected);
        var change = await AuditedChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        if (await LockAsync(change, id, ct).ConfigureAwait(false) is not var (version, before)) return new RowResult(RowOutcome.Unknown, id);
        if (!isExpected(version)) return new RowResult(RowOutcome.ChangedMeanwhile, id) { Version = version };
        if (!mayAssign && statements.Assignments.Any(a => values.ContainsKey(a) && Number(values[a]) != Number(before[a]))) return new RowResult(RowOutcome.MayNotAssign, id);
        var row = values.DeepClone().AsObject();
        if (await CheckAsync(change, before, row, ct).ConfigureAwait(false) is { } refused) return new RowResult(RowOutcome.Refused, id) { Refused = refused };
        using var update = change.Command(statements.Update!, new NpgsqlParameter<long> { TypedValue = id }, Json(row));
        if (await update.ExecuteScalarAsync(ct).ConfigureAwait(false) is not string after) return new RowResult(RowOutcome.Done, id);
        var detail = new JsonObject { ["fields"] = Differences(before, JsonNode.Parse(after)!.AsObject()) };
        await change.CommitAsync(new AuditEntry($"{statements.Subject}.update", statements.Subject, id) { Detail = detail }, ct).ConfigureAwait(false);
        return new RowResult(RowOutcome.Done, id);
    }

    /// <summary>Deletes a row.</summary>
    /// <param name="id">The row.</param>
    /// <param name="isExpected">Whether the version that there is may be deleted.</param>
    /// <param name="actor">Who deletes it.</param>
    /// <param name="ct">Cancels; nothing is deleted then.</param>
    public async Task<RowResult> DeleteAsync(long id, Func<RowVersion, bool> isExpected, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(isExpected);
        var change = await AuditedChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        if (await LockAsync(change, id, ct).ConfigureAwait(false) is not var (version, _)) return new RowResult(RowOutcome.Unknown, id);
        if (!isExpected(version)) return new RowResult(RowOutcome.ChangedMeanwhile, id) { Version = version };
        if (statements.Keep is { } keep)
        {
            using var ask = change.Command(keep, new NpgsqlParameter<long> { TypedValue = id });
            if (await ask.ExecuteScalarAsync(ct).ConfigureAwait(false) is true) return new RowResult(RowOutcome.Needed, id);
        }

        using var delete = change.Command(statements.Delete!, new NpgsqlParameter<long> { TypedValue = id });
        await delete.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        await change.CommitAsync(new AuditEntry($"{statements.Subject}.delete", statements.Subject, id), ct).ConfigureAwait(false);
        return new RowResult(RowOutcome.Done, id);
    }

    private async Task<RefusedValue?> CheckAsync(AuditedChange change, JsonObject before, JsonObject values, CancellationToken ct)
    {
        foreach (var column in statements.Assignments)
        {
            if (Number(values[column]) is { } user && user != Number(before[column]) && !await RowChecks.IsActiveUserAsync(change, user, ct).ConfigureAwait(false))
                return new RefusedValue(column, FormattableString.Invariant($"There is no active user {user}.")) { Reason = "unknown_user" };
        }

        return statements.ChecksDeal ? await RowChecks.OfDealAsync(change, before, values, ct).ConfigureAwait(false) : null;
    }

    private async Task<(RowVersion Version, JsonObject Row)?> LockAsync(AuditedChange change, long id, CancellationToken ct)
    {
        using var command = change.Command(statements.Lock, new NpgsqlParameter<long> { TypedValue = id });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        if (!await reader.ReadAsync(ct).ConfigureAwait(false)) return null;
        return (new RowVersion(reader.GetFieldValue<DateTimeOffset>(0), reader.GetInt64(1)), JsonNode.Parse(reader.GetString(2))!.AsObject());
    }

    private static JsonArray Differences(JsonObject before, JsonObject after) =>
        [.. after.Where(f => f.Key != "updated_at" && !JsonNode.DeepEquals(f.Value, before[f.Key])).Select(f => (JsonNode)JsonValue.Create(f.Key))];

    internal static long? Number(JsonNode? node) => node?.GetValueKind() == System.Text.Json.JsonValueKind.Number ? node.GetValue<long>() : null;

    private static NpgsqlParameter Json(JsonObject values) => new() { Value = values.ToJsonString(), NpgsqlDbType = NpgsqlDbType.Jsonb };
}
