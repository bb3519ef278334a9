using Alforis.Crm.Data.Rows;
using Npgsql;

namespace Alforis.Crm.Data.Activities;

/// <summary>Makes and deletes activities. Those that people make end the silence of their organisation and deal. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write them and the trail.</param>
public sealed class ActivityWriting(NpgsqlDataSource dataSource) : RowWriting(dataSource, ActivityStatements.Instance);
