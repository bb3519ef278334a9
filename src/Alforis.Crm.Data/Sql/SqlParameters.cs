using Npgsql;

namespace Alforis.Crm.Data.Sql;

/// <summary>Array parameters for set-based statements: one array per column.</summary>
internal static class SqlParameters
{
    public static NpgsqlParameter<TValue[]> Column<TItem, TValue>(IEnumerable<TItem> items, Func<TItem, TValue> value) =>
        new() { TypedValue = [.. items.Select(value)] };
}
