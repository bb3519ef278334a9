using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Crm.Data.Workflows;
using Npgsql;

namespace Alforis.Crm.Data.Accounts;

/// <summary>
/// One change of an account: all of them come one after the other, so that rules over several accounts hold. Who is not the operator or an
/// administrator changes no account that has a role which they lack.
/// </summary>
internal sealed class AccountChange : IAsyncDisposable
{
    private const string FindSql = $"SELECT {UserRow.Columns} FROM public.users u WHERE u.id = $1 FOR NO KEY UPDATE";

    private const string AdministratorsSql = $"""
        SELECT EXISTS (
          SELECT FROM public.users u
          JOIN public.user_roles ur ON ur.user_id = u.id
          JOIN public.roles r ON r.id = ur.role_id
          WHERE u.is_active AND r.name = '{RoleNames.Admin}')
        """;

    private readonly NpgsqlConnection connection;

    private AccountChange(NpgsqlConnection connection, NpgsqlTransaction transaction, Actor actor)
    {
        this.connection = connection;
        Transaction = transaction;
        Actor = actor;
    }

    public NpgsqlTransaction Transaction { get; }

    public Actor Actor { get; }

    public static async Task<AccountChange> BeginAsync(NpgsqlDataSource dataSource, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var opened = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        try
        {
            var transaction = await opened.BeginTransactionAsync(ct).ConfigureAwait(false);
            // What changes rights changes the set of workflows in the end; taken first, nobody waits crosswise.
            await WorkflowSetLock.TakeAsync(transaction, ct).ConfigureAwait(false);
            return new AccountChange(opened, transaction, actor);
        }
        catch
        {
            await opened.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The account as it is, held until the change is done.</summary>
    public async Task<UserAccount?> FindAsync(long id, CancellationToken ct)
    {
        using var command = Command(FindSql, new NpgsqlParameter<long> { TypedValue = id });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false) ? UserRow.Read(reader) : null;
    }

    /// <summary>Whether whoever acts has all of these roles, or may do everything.</summary>
    public async Task<bool> HoldsAsync(IEnumerable<string> roles, CancellationToken ct)
    {
        if (Actor.UserId is not { } id) return Actor.Via == Actor.CommandLine.Via;
        var own = await FindAsync(id, ct).ConfigureAwait(false);
        return own is { IsActive: true } && (own.Roles.Contains(RoleNames.Admin, StringComparer.Ordinal) || !roles.Except(own.Roles, StringComparer.Ordinal).Any());
    }

    /// <summary>Whether an active administrator is left.</summary>
    public async Task<bool> HasAdministratorAsync(CancellationToken ct)
    {
        using var command = Command(AdministratorsSql);
        return (bool)(await command.ExecuteScalarAsync(ct).ConfigureAwait(false))!;
    }

    public NpgsqlCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlCommand(sql, connection, Transaction);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }

    public async Task ExecuteAsync(string sql, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        using var command = Command(sql, parameters);
        await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }

    /// <summary>Writes the change into the audit trail, and makes it hold.</summary>
    public async Task CompleteAsync(AuditEntry entry, CancellationToken ct)
    {
        await AuditTrail.WriteAsync(Transaction, Actor, entry, ct).ConfigureAwait(false);
        await Transaction.CommitAsync(ct).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await Transaction.DisposeAsync().ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }
}
