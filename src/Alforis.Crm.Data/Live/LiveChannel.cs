using Npgsql;

namespace Alforis.Crm.Data.Live;

/// <summary>
/// How hosts tell each other that there may be news: a bare hint, sent after the work is committed and apart from it, because a NOTIFY inside a
/// transaction that is about to commit makes all others wait. Each host reads for itself what is new to those that it serves.
/// </summary>
public static class LiveChannel
{
    private const string ListenSql = "LISTEN alforis_live";
    private const string HintSql = "SELECT pg_notify('alforis_live', '')";

    /// <summary>Tells all hosts that there may be news.</summary>
    /// <param name="dataSource">Any connection to the database.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task HintAsync(NpgsqlDataSource dataSource, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        using var command = dataSource.CreateCommand(HintSql);
        await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }

    /// <summary>Waits for hints, until cancelled. Behind a pooler that hands on connections by the transaction none arrive.</summary>
    /// <param name="dataSource">Gives a connection that is kept.</param>
    /// <param name="heard">Called at once when it listens, and for each hint.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task ListenAsync(NpgsqlDataSource dataSource, Action heard, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        ArgumentNullException.ThrowIfNull(heard);
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var disposal = connection.ConfigureAwait(false);
        connection.Notification += (_, _) => heard();
        using (var listen = new NpgsqlCommand(ListenSql, connection))
            await listen.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        // What was hinted at before nobody heard.
        heard();
        while (true) await connection.WaitAsync(ct).ConfigureAwait(false);
    }
}
