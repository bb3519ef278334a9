using System.Text;
using Alforis.Crm.Data.Accounts;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;
using Npgsql;

namespace Alforis.Crm.Data.Executions;

/// <summary>Which versions of a workflow do only what somebody may do by hand: who has executions go on gets round no right.</summary>
internal static class PermittedVersions
{
    private const string Sql = "SELECT v.definition::text FROM public.workflow_versions v WHERE v.workflow_id = $1 AND v.version = $2";

    private static readonly WorkflowCompiler<CrmContext> Compiler = new(CrmSchema.Instance);

    /// <summary>Chooses among versions.</summary>
    /// <param name="transaction">The change's: rights that are withdrawn at the same moment are not used.</param>
    /// <param name="workflowId">The workflow's number.</param>
    /// <param name="versions">Its versions.</param>
    /// <param name="actor">Who; the command line may do everything.</param>
    /// <param name="unreadable">Whether a version that cannot be read here any more is permitted: what is planned by it does nothing, but what is ready to be done is done.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<HashSet<int>> ReadAsync(NpgsqlTransaction transaction, long workflowId, IEnumerable<int> versions, Actor actor, bool unreadable, CancellationToken ct)
    {
        if (actor.UserId is not { } user) return [.. versions];
        var permitted = new HashSet<int>();
        if (await Authority.ReadAsync(transaction, user, ct).ConfigureAwait(false) is not { } authority) return permitted;
        foreach (var version in versions)
        {
            using var command = new NpgsqlCommand(Sql, transaction.Connection, transaction)
            {
                Parameters = { new NpgsqlParameter<long> { TypedValue = workflowId }, new NpgsqlParameter<int> { TypedValue = version } },
            };
            var compiled = await command.ExecuteScalarAsync(ct).ConfigureAwait(false) is string definition ? Compiler.Compile(Encoding.UTF8.GetBytes(definition)) : null;
            if (compiled is { Succeeded: true } ? ActivationAuthority.Check(compiled.Workflow, authority).IsEmpty : unreadable) permitted.Add(version);
        }

        return permitted;
    }
}
