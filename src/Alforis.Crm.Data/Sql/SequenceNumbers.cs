using Npgsql;

namespace Alforis.Crm.Data.Sql;

/// <summary>Draws numbers from a sequence before the rows are written, so that what belongs to a row can name it.</summary>
internal static class SequenceNumbers
{
    /// <summary>Draws numbers; those that are not used leave gaps.</summary>
    /// <param name="transaction">The transaction to draw in.</param>
    /// <param name="sequence">The sequence with its schema: a constant of ours.</param>
    /// <param name="count">How many.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<long[]> DrawAsync(NpgsqlTransaction transaction, string sequence, int count, CancellationToken ct)
    {
        if (count == 0) return [];
        using var command = new NpgsqlCommand(
            $"SELECT nextval('{sequence}') FROM generate_series(1, $1)", transaction.Connection, transaction)
        {
            Parameters = { new NpgsqlParameter<int> { TypedValue = count } },
        };
        var numbers = new long[count];
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        for (var i = 0; i < count; i++)
        {
            await reader.ReadAsync(ct).ConfigureAwait(false);
            numbers[i] = reader.GetInt64(0);
        }

        return numbers;
    }
}
