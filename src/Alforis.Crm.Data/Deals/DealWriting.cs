using Alforis.Crm.Data.Rows;
using Npgsql;

namespace Alforis.Crm.Data.Deals;

/// <summary>Makes, changes and deletes deals; each change is an event that workflows wait for. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write them and the trail.</param>
public sealed class DealWriting(NpgsqlDataSource dataSource) : RowWriting(dataSource, DealStatements.Instance);
