using System.Collections.Immutable;
using Npgsql;

namespace Alforis.Crm.Data.Pushdown;

/// <summary>Entities that alone come into question.</summary>
/// <param name="Sql">A query of their numbers, one column of type bigint, with parameters from <c>$1</c> on. A constant of ours.</param>
/// <param name="Parameters">Its parameters; copies are handed to commands.</param>
internal sealed record EntityCandidates(string Sql, ImmutableArray<NpgsqlParameter> Parameters);
