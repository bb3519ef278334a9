using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Accounts;

/// <summary>What is to be changed of an account; what is <see langword="null"/> stays.</summary>
public sealed record UserPatch
{
    /// <summary>The address.</summary>
    public string? Email { get; init; }

    /// <summary>The first name.</summary>
    public string? FirstName { get; init; }

    /// <summary>The last name.</summary>
    public string? LastName { get; init; }

    /// <summary><c>fr</c> or <c>en</c>.</summary>
    public string? Language { get; init; }

    /// <summary>The name of the time zone.</summary>
    public string? TimeZone { get; init; }
}

/// <summary>Changes who a user is and how they are addressed. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write accounts.</param>
public sealed class UserChange(NpgsqlDataSource dataSource)
{
    private const string Sql = """
        UPDATE public.users SET
          email = coalesce($2, email), first_name = coalesce($3, first_name), last_name = coalesce($4, last_name),
          language = coalesce($5, language), time_zone = coalesce($6, time_zone)
        WHERE id = $1
        """;

    /// <summary>Changes an account.</summary>
    /// <param name="userId">The user's number.</param>
    /// <param name="patch">The change.</param>
    /// <param name="allows">Whether the account, as it is, is the one that the change was meant for.</param>
    /// <param name="actor">Who changes it.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    public async Task<AccountOutcome> ApplyAsync(long userId, UserPatch patch, Func<UserAccount, bool> allows, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(patch);
        ArgumentNullException.ThrowIfNull(allows);
        var change = await AccountChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        if (await change.FindAsync(userId, ct).ConfigureAwait(false) is not { } before) return AccountOutcome.Unknown;
        if (!await change.HoldsAsync(before.Roles, ct).ConfigureAwait(false)) return AccountOutcome.RoleNotHeld;
        if (!allows(before)) return AccountOutcome.ChangedMeanwhile;
        var detail = Detail(before, patch);
        if (detail.Count == 0) return AccountOutcome.Done;
        try
        {
            await change.ExecuteAsync(
                Sql, ct, new NpgsqlParameter<long> { TypedValue = userId }, Text(patch.Email), Text(patch.FirstName), Text(patch.LastName), Text(patch.Language),
                Text(patch.TimeZone)).ConfigureAwait(false);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return AccountOutcome.EmailTaken;
        }

        await change.CompleteAsync(new AuditEntry("user.change", "user", userId) { Detail = detail }, ct).ConfigureAwait(false);
        return AccountOutcome.Done;
    }

    private static JsonObject Detail(UserAccount before, UserPatch patch)
    {
        var detail = new JsonObject();
        foreach (var (name, was, becomes) in ((string, string, string?)[])
                 [
                     ("email", before.Email, patch.Email), ("first_name", before.FirstName, patch.FirstName), ("last_name", before.LastName, patch.LastName),
                     ("language", before.Language, patch.Language), ("time_zone", before.TimeZone, patch.TimeZone),
                 ])
        {
            if (becomes is not null && becomes != was) detail[name] = new JsonArray(was, becomes);
        }

        return detail;
    }

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
}
