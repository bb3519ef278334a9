using Npgsql;

namespace Alforis.Crm.Data.Audit;

/// <summary>
/// A transaction in which somebody changes something: events that it sets off name them, and it ends with an entry in the trail or not at all.
/// Not thread-safe.
/// </summary>
public sealed class AuditedChange : IAsyncDisposable
{
    private const string ActorSql = "SELECT set_config('alforis.actor', $1, true)";

    private readonly NpgsqlConnection connection;
    private readonly Actor actor;

    private AuditedChange(NpgsqlConnection connection, NpgsqlTransaction transaction, Actor actor)
    {
        this.connection = connection;
        this.actor = actor;
        Transaction = transaction;
    }

    /// <summary>What is changed is changed in it.</summary>
    public NpgsqlTransaction Transaction { get; }

    /// <summary>Begins.</summary>
    /// <param name="dataSource">Connects as a role that may make the change and write the trail.</param>
    /// <param name="actor">Who.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<AuditedChange> BeginAsync(NpgsqlDataSource dataSource, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        ArgumentNullException.ThrowIfNull(actor);
        var opened = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        try
        {
            var change = new AuditedChange(opened, await opened.BeginTransactionAsync(ct).ConfigureAwait(false), actor);
            if (actor.Name is { } name)
            {
                using var set = change.Command(ActorSql, new NpgsqlParameter<string> { TypedValue = name });
                await set.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
            }

            return change;
        }
        catch
        {
            await opened.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A statement of the transaction; whoever gets it disposes it.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="parameters">Its parameters, in order.</param>
    public NpgsqlCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlCommand(sql, connection, Transaction);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }

    /// <summary>Writes the entry and ends the transaction. What is disposed without it is undone.</summary>
    /// <param name="entry">What was done.</param>
    /// <param name="ct">Cancels; everything is undone then.</param>
    public async Task CommitAsync(AuditEntry entry, CancellationToken ct)
    {
        await AuditTrail.WriteAsync(Transaction, actor, entry, ct).ConfigureAwait(false);
        await Transaction.CommitAsync(ct).ConfigureAwait(false);
    }

    /// <summary>Undoes what was not committed.</summary>
    public async ValueTask DisposeAsync()
    {
        await Transaction.DisposeAsync().ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }
}
