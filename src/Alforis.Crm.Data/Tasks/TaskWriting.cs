using Alforis.Crm.Data.Rows;
using Npgsql;

namespace Alforis.Crm.Data.Tasks;

/// <summary>Makes, changes and deletes tasks. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write them and the trail.</param>
public sealed class TaskWriting(NpgsqlDataSource dataSource) : RowWriting(dataSource, TaskStatements.Instance);
