using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Alforis.Crm.Data.Json;
using Alforis.Crm.Data.Model;

namespace Alforis.Crm.Data.Tests.Model;

/// <summary>Writes records as rows and reads rows as records, the latter in the way that contexts are made.</summary>
internal static class RowImage
{
    public static Task<Organisation> ReadOrganisationAsync(CrmDatabase database) =>
        ReadAsync(database, "SELECT to_jsonb(o)::text FROM organisations o", CrmJson.Default.Organisation);

    public static Task<Deal> ReadDealAsync(CrmDatabase database) =>
        ReadAsync(database, "SELECT to_jsonb(d)::text FROM deals d", CrmJson.Default.Deal);

    /// <summary>
    /// Through JSON, because a parameter cannot say it all: the driver sends the first and last day of .NET as infinite dates.
    /// </summary>
    public static Task InsertAsync<T>(CrmDatabase database, string table, T row, JsonTypeInfo<T> type)
    {
        var columns = string.Join(", ", ModelColumns.Of(typeof(T)).Select(ModelColumns.NameOf));
        return database.ExecuteAsync(
            $"INSERT INTO {table} ({columns}) OVERRIDING SYSTEM VALUE SELECT {columns} FROM jsonb_populate_record(NULL::{table}, @image::jsonb)",
            new { image = JsonSerializer.Serialize(row, type) });
    }

    private static async Task<T> ReadAsync<T>(CrmDatabase database, string sql, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(await database.ScalarAsync<string>(sql), type)!;
}
