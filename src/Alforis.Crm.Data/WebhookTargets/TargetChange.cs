using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Rows;
using Alforis.Crm.Data.Workflows;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.WebhookTargets;

/// <summary>What of a target is to be changed; what is <see langword="null"/> stays as it is.</summary>
public sealed record TargetEdit
{
    /// <summary>The origin that everything sealed here is encrypted for: that of the new address, or the one that the target has.</summary>
    public required string Origin { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>The new address, encrypted. At another origin headers and secrets are deleted.</summary>
    public string? SealedUrl { get; init; }

    /// <summary>Whether the headers are replaced.</summary>
    public bool ReplacesHeaders { get; init; }

    /// <summary>The new headers, encrypted; <see langword="null"/> for none.</summary>
    public string? SealedHeaders { get; init; }

    /// <summary>Whether it is called.</summary>
    public bool? IsActive { get; init; }

    /// <summary>What it is subscribed to.</summary>
    public ImmutableArray<string>? EventTypes { get; init; }
}

/// <summary>Changes targets. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write targets, workflows and the trail.</param>
public sealed class TargetChange(NpgsqlDataSource dataSource)
{
    private const string LockSql = "SELECT w.updated_at, w.xmin::text::bigint, w.origin, w.name FROM public.webhooks w WHERE w.id = $1 FOR UPDATE";

    private const string UpdateSql = """
        UPDATE public.webhooks w SET
          description = coalesce($2, w.description), origin = $3, sealed_url = coalesce($4, w.sealed_url),
          sealed_headers = CASE WHEN $5 THEN $6 WHEN w.origin <> $3 THEN NULL ELSE w.sealed_headers END,
          is_active = coalesce($7, w.is_active), inactive_reason = CASE WHEN $7 THEN NULL ELSE w.inactive_reason END,
          event_types = coalesce($8, w.event_types)
        WHERE w.id = $1
        """;

    // What one receiver was trusted with, another one never sees.
    private const string ForgetSql = "DELETE FROM public.webhook_secrets s WHERE s.webhook_id = $1";

    /// <summary>Changes a target.</summary>
    /// <param name="id">The target.</param>
    /// <param name="edit">What of it.</param>
    /// <param name="isExpected">Whether the version that there is may be changed.</param>
    /// <param name="actor">Who changes it.</param>
    /// <param name="ct">Cancels. Once it is changed it stays so; executions of ended subscriptions that are not cancelled yet end when their time has come.</param>
    public async Task<RowResult> UpdateAsync(long id, TargetEdit edit, Func<RowVersion, bool> isExpected, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(edit);
        var (result, ended) = await WriteAsync(id, edit, isExpected, actor, ct).ConfigureAwait(false);
        foreach (var workflow in ended) await new ExecutionCancellation(dataSource).CancelAllAsync(workflow, SubscriptionPass.Reason, FailureCode.Cancelled, ct).ConfigureAwait(false);
        return result;
    }

    private async Task<(RowResult Result, ImmutableArray<long> Ended)> WriteAsync(long id, TargetEdit edit, Func<RowVersion, bool> isExpected, Actor actor, CancellationToken ct)
    {
        var change = await AuditedChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        // Its subscriptions follow it.
        await WorkflowSetLock.TakeAsync(change.Transaction, ct).ConfigureAwait(false);
        if (await LockAsync(change, id, ct).ConfigureAwait(false) is not var (version, origin, name)) return (new RowResult(RowOutcome.Unknown, id), []);
        // What was encrypted for an origin that somebody else has changed meanwhile is of no use.
        var isStale = edit.SealedUrl is null && !string.Equals(origin, edit.Origin, StringComparison.Ordinal);
        if (isStale || !isExpected(version)) return (new RowResult(RowOutcome.ChangedMeanwhile, id) { Version = version }, []);
        using var update = Update(change, id, edit);
        await update.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        var moved = !string.Equals(origin, edit.Origin, StringComparison.Ordinal);
        if (moved)
        {
            using var forget = change.Command(ForgetSql, new NpgsqlParameter<long> { TypedValue = id });
            await forget.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        }

        var changes = await SubscriptionWriter.ApplyAsync(change.Transaction, id, null, ct).ConfigureAwait(false);
        if (changes.Problems is [var problem, ..]) return (new RowResult(RowOutcome.Refused, id) { Refused = new RefusedValue("event_types", problem) }, []);
        await change.CommitAsync(new AuditEntry("webhook.update", "webhook", id) { Detail = Detail(name, edit, moved) }, ct).ConfigureAwait(false);
        return (new RowResult(RowOutcome.Done, id), changes.Ended);
    }

    private static async Task<(RowVersion Version, string Origin, string Name)?> LockAsync(AuditedChange change, long id, CancellationToken ct)
    {
        using var command = change.Command(LockSql, new NpgsqlParameter<long> { TypedValue = id });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        if (!await reader.ReadAsync(ct).ConfigureAwait(false)) return null;
        return (new RowVersion(reader.GetFieldValue<DateTimeOffset>(0), reader.GetInt64(1)), reader.GetString(2), reader.GetString(3));
    }

    private static NpgsqlCommand Update(AuditedChange change, long id, TargetEdit edit)
    {
        static NpgsqlParameter Value(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
        return change.Command(
            UpdateSql, Value(id, NpgsqlDbType.Bigint), Value(edit.Description, NpgsqlDbType.Text), Value(edit.Origin, NpgsqlDbType.Text), Value(edit.SealedUrl, NpgsqlDbType.Text),
            Value(edit.ReplacesHeaders, NpgsqlDbType.Boolean), Value(edit.SealedHeaders, NpgsqlDbType.Text), Value(edit.IsActive, NpgsqlDbType.Boolean),
            Value(edit.EventTypes?.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text));
    }

    private static JsonObject Detail(string name, TargetEdit edit, bool moved)
    {
        (string Field, bool IsChanged)[] fields =
        [
            ("description", edit.Description is not null), ("url", edit.SealedUrl is not null), ("headers", edit.ReplacesHeaders), ("is_active", edit.IsActive is not null),
            ("event_types", edit.EventTypes is not null),
        ];
        var detail = new JsonObject { ["name"] = name, ["fields"] = new JsonArray([.. fields.Where(f => f.IsChanged).Select(f => JsonValue.Create(f.Field))]) };
        if (moved) detail["origin"] = edit.Origin;
        return detail;
    }
}
