using Npgsql;

namespace Alforis.Crm.Data.Accounts;

/// <summary>Keeps ASP.NET's data protection keys, as XML, for all hosts of a database. Thread-safe.</summary>
/// <remarks>Not asynchronous, because who asks for them is not.</remarks>
/// <param name="dataSource">Connects as a role that may write the engine's tables.</param>
public sealed class DataProtectionKeys(NpgsqlDataSource dataSource)
{
    /// <summary>What hosts that start at once take turns by.</summary>
    private const long LockNumber = 0x616c66_6b657973;

    private const string ReadSql = "SELECT k.document FROM workflow.data_protection_keys k ORDER BY k.id";

    private const string WriteSql = "INSERT INTO workflow.data_protection_keys (name, document) VALUES ($1, $2)";

    private const string LockSql = "SELECT pg_advisory_xact_lock($1)";

    /// <summary>All documents, the oldest first.</summary>
    public IReadOnlyList<string> Read()
    {
        using var command = dataSource.CreateCommand(ReadSql);
        using var reader = command.ExecuteReader();
        var documents = new List<string>();
        while (reader.Read()) documents.Add(reader.GetString(0));
        return documents;
    }

    /// <summary>Adds a document.</summary>
    /// <param name="name">Its name, which no other has.</param>
    /// <param name="document">XML.</param>
    public void Write(string name, string document)
    {
        using var command = dataSource.CreateCommand(WriteSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = document });
        command.ExecuteNonQuery();
    }

    /// <summary>Does something while no other host does the same.</summary>
    /// <param name="action">What makes the first key, if there is none.</param>
    /// <param name="ct">Cancels the waiting.</param>
    public async Task InTurnAsync(Action action, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(action);
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var connectionDisposal = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var transactionDisposal = transaction.ConfigureAwait(false);
        using var command = new NpgsqlCommand(LockSql, connection, transaction) { Parameters = { new NpgsqlParameter<long> { TypedValue = LockNumber } } };
        await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        action();
    }
}
