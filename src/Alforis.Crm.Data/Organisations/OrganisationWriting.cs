using Alforis.Crm.Data.Rows;
using Npgsql;

namespace Alforis.Crm.Data.Organisations;

/// <summary>Makes, changes and deletes organisations; each change is an event that workflows wait for. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write them and the trail.</param>
public sealed class OrganisationWriting(NpgsqlDataSource dataSource) : RowWriting(dataSource, OrganisationStatements.Instance);
