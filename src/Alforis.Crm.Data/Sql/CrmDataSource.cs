using Npgsql;

namespace Alforis.Crm.Data.Sql;

/// <summary>Makes the data sources that the dispatcher works best with.</summary>
public static class CrmDataSource
{
    /// <summary>More statements than the dispatcher and the queries have.</summary>
    private const int Statements = 100;

    /// <summary>
    /// A builder whose connections prepare what they run often: a batch's statements are long, and parsing and planning them costs
    /// as much as a third of a small batch. A connection string that says <c>Max Auto Prepare</c> itself has its way; behind a pooler that
    /// cannot keep prepared statements it must say 0.
    /// </summary>
    /// <param name="connectionString">How to connect.</param>
    /// <returns>A builder, for further settings.</returns>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public static NpgsqlDataSourceBuilder Builder(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        var settings = builder.ConnectionStringBuilder;
        if (!settings.ShouldSerialize("Max Auto Prepare")) settings.MaxAutoPrepare = Statements;
        return builder;
    }
}
