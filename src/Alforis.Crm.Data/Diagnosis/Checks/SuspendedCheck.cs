using Alforis.Crm.Data.Printing;
using Dapper;
using Npgsql;

namespace Alforis.Crm.Data.Diagnosis.Checks;

/// <summary>Whether active workflows cannot run.</summary>
internal sealed class SuspendedCheck(NpgsqlDataSource dataSource) : ICheck
{
    private const string Sql = """
        SELECT format('workflow %s ''%s''', w.id, w.name) FROM public.workflows w
        WHERE w.status = 'active' AND w.suspended_at IS NOT NULL AND w.deleted_at IS NULL
        ORDER BY w.id
        """;

    public string Name => "workflows";

    public async Task<Finding> RunAsync(CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var suspended = (await connection.QueryAsync<string>(new CommandDefinition(Sql, cancellationToken: ct)).ConfigureAwait(false)).AsList();
        return suspended.Count == 0
            ? new Finding(Name, FindingState.Ok, "No active workflow is suspended.")
            : new Finding(Name, FindingState.Problem, $"{CountText.Of(suspended.Count, "active workflow")} suspended: what cannot run here does not.")
            {
                Advice = "./run.sh workflows list says why. Correct the file and import it again, or ./run.sh workflows activate ID once nothing stands against it.",
                Details = [.. suspended],
            };
    }
}
