namespace Alforis.Crm.Data.Rows;

/// <summary>The orders that a list can be read in. Immutable.</summary>
public sealed class SortOrders
{
    private readonly (string Name, string Sql)[] columns;
    private readonly string last;

    /// <summary>None: the list has an order of its own.</summary>
    public static SortOrders None { get; } = new("");

    /// <param name="last">The column that makes every order a total one.</param>
    /// <param name="columns">Names, and the expressions that they stand for: constants of ours. The first, as it is written, is the usual order.</param>
    internal SortOrders(string last, params (string Name, string Sql)[] columns)
    {
        this.last = last;
        this.columns = columns;
    }

    /// <summary>What can be sorted by; a hyphen before it turns the order round.</summary>
    public IEnumerable<string> Names => columns.Select(c => c.Name.TrimStart('-'));

    /// <summary>Whether a list can be read in an order.</summary>
    /// <param name="sort">A name, maybe with a hyphen before it; <see langword="null"/> for the usual order.</param>
    public bool Allows(string? sort) => sort is null || Names.Contains(sort.StartsWith('-') ? sort[1..] : sort, StringComparer.Ordinal);

    /// <exception cref="ArgumentException">The list cannot be read in that order.</exception>
    internal string Sql(string? sort)
    {
        if (!Allows(sort)) throw new ArgumentException("There is no such order.", nameof(sort));
        var wanted = sort ?? columns[0].Name;
        var expression = columns.First(c => string.Equals(c.Name.TrimStart('-'), wanted.TrimStart('-'), StringComparison.Ordinal)).Sql;
        var direction = wanted.StartsWith('-') ? "DESC" : "ASC";
        return $"ORDER BY {expression} {direction} NULLS LAST, {last} {direction}";
    }
}
