using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Rows;

/// <summary>A part of a list, and how long the list is.</summary>
/// <typeparam name="T">What it lists.</typeparam>
/// <param name="Total">How many there are in all.</param>
/// <param name="Items">These.</param>
public sealed record ListPage<T>(long Total, IReadOnlyList<T> Items);

/// <summary>Which part of a list is read.</summary>
/// <param name="Skip">How many are left out before it.</param>
/// <param name="Limit">How many there are at most.</param>
/// <param name="Sort">The order, one of those that the list allows; <see langword="null"/> for the usual one.</param>
public sealed record ListPart(int Skip, int Limit, string? Sort = null);

/// <summary>
/// A list with the filters that were asked for alone, so that each finds its index. Its SQL is made of constants; values are parameters. Not
/// thread-safe.
/// </summary>
/// <param name="columns">What to read.</param>
/// <param name="from">Where from.</param>
internal sealed class ListStatement(string columns, string from)
{
    private readonly List<string> conditions = [];
    private readonly List<(object Value, NpgsqlDbType Type)> values = [];

    /// <summary>Adds a filter, when there is a value to filter by.</summary>
    /// <param name="condition">The condition; <c>?</c> stands for the value.</param>
    /// <param name="value">The value.</param>
    /// <param name="type">Its type.</param>
    public ListStatement Where(string condition, object? value, NpgsqlDbType type)
    {
        if (value is null) return this;
        values.Add((value, type));
        conditions.Add(condition.Replace("?", Parameter(values.Count), StringComparison.Ordinal));
        return this;
    }

    /// <summary>Counts the list and reads a part of it.</summary>
    public async Task<ListPage<T>> ReadAsync<T>(NpgsqlDataSource dataSource, SortOrders orders, ListPart part, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        var where = conditions.Count == 0 ? "" : "WHERE " + string.Join(" AND ", conditions);
        var batch = dataSource.CreateBatch();
        await using var batchDisposal = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(Command($"SELECT count(*) {from} {where}"));
        batch.BatchCommands.Add(Command(
            $"SELECT {columns} {from} {where} {orders.Sql(part.Sort)} LIMIT {Parameter(values.Count + 1)} OFFSET {Parameter(values.Count + 2)}",
            (part.Limit, NpgsqlDbType.Integer), (part.Skip, NpgsqlDbType.Integer)));
        var reader = await batch.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var readerDisposal = reader.ConfigureAwait(false);
        await reader.ReadAsync(ct).ConfigureAwait(false);
        var total = reader.GetInt64(0);
        await reader.NextResultAsync(ct).ConfigureAwait(false);
        var items = new List<T>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) items.Add(read(reader));
        return new ListPage<T>(total, items);
    }

    private NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<(object Value, NpgsqlDbType Type)> more)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var (value, type) in (ReadOnlySpan<(object Value, NpgsqlDbType Type)>)[.. values, .. more]) command.Parameters.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = type });
        return command;
    }

    private static string Parameter(int number) => "$" + number.ToString(CultureInfo.InvariantCulture);
}
