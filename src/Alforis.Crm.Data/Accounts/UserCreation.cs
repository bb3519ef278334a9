using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Accounts;

/// <summary>An account to make.</summary>
/// <param name="Email">The address that its user signs in with.</param>
/// <param name="PasswordHash">The hash of the password; <see langword="null"/> when nobody can sign in with one yet.</param>
/// <param name="Roles">The names of its roles; they exist.</param>
public sealed record NewUser(string Email, string? PasswordHash, IReadOnlyList<string> Roles)
{
    /// <summary>The first name.</summary>
    public string FirstName { get; init; } = "";

    /// <summary>The last name.</summary>
    public string LastName { get; init; } = "";

    /// <summary><c>fr</c> or <c>en</c>.</summary>
    public string Language { get; init; } = "fr";

    /// <summary>The name of the time zone.</summary>
    public string TimeZone { get; init; } = "Europe/Paris";

    /// <inheritdoc/>
    public override string ToString() => "a new user";
}

/// <summary>Makes accounts. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write accounts.</param>
public sealed class UserCreation(NpgsqlDataSource dataSource)
{
    private const string Sql = """
        WITH made AS (
          INSERT INTO public.users (email, password_hash, first_name, last_name, language, time_zone) VALUES ($1, $2, $3, $4, $5, $6)
          ON CONFLICT (lower(email)) DO NOTHING
          RETURNING id
        ), given AS (
          INSERT INTO public.user_roles (user_id, role_id) SELECT m.id, r.id FROM made m, public.roles r WHERE r.name = ANY ($7)
        )
        SELECT id FROM made
        """;

    /// <summary>Makes an account.</summary>
    /// <param name="user">The account.</param>
    /// <param name="actor">Who makes it.</param>
    /// <param name="ct">Cancels; nothing is made then.</param>
    /// <returns>What became of it, and the user's number when it was made.</returns>
    public async Task<(AccountOutcome Outcome, long Id)> CreateAsync(NewUser user, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        var change = await AccountChange.BeginAsync(dataSource, actor, ct).ConfigureAwait(false);
        await using var disposal = change.ConfigureAwait(false);
        if (!await change.HoldsAsync(user.Roles, ct).ConfigureAwait(false)) return (AccountOutcome.RoleNotHeld, 0);
        using var command = change.Command(
            Sql,
            new NpgsqlParameter<string> { TypedValue = user.Email },
            new NpgsqlParameter { Value = (object?)user.PasswordHash ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            new NpgsqlParameter<string> { TypedValue = user.FirstName },
            new NpgsqlParameter<string> { TypedValue = user.LastName },
            new NpgsqlParameter<string> { TypedValue = user.Language },
            new NpgsqlParameter<string> { TypedValue = user.TimeZone },
            new NpgsqlParameter<string[]> { TypedValue = [.. user.Roles] });
        if (await command.ExecuteScalarAsync(ct).ConfigureAwait(false) is not long id) return (AccountOutcome.EmailTaken, 0);
        var detail = new JsonObject { ["email"] = user.Email, ["roles"] = new JsonArray([.. user.Roles.Select(r => JsonValue.Create(r))]) };
        await change.CompleteAsync(new AuditEntry("user.create", "user", id) { Detail = detail }, ct).ConfigureAwait(false);
        return (AccountOutcome.Done, id);
    }
}
