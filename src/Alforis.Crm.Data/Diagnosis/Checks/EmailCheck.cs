using System.Globalization;
using System.Text;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Printing;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Compilation;
using Npgsql;

namespace Alforis.Crm.Data.Diagnosis.Checks;

/// <summary>Whether workflows send e-mails that nothing can send.</summary>
internal sealed class EmailCheck(NpgsqlDataSource dataSource, DoctorOptions options) : ICheck
{
    public string Name => "e-mail";

    public async Task<Finding> RunAsync(CancellationToken ct)
    {
        if (options.IsEmailConfigured) return new Finding(Name, FindingState.Ok, $"{options.EmailVariable} is set.");
        var senders = await SendersAsync(ct).ConfigureAwait(false);
        if (senders.Count == 0) return new Finding(Name, FindingState.Ok, "No active workflow sends e-mails.");
        var workflows = CountText.Of(senders.Count, "active workflow");
        return options.EmailPickup is { } directory
            ? new Finding(Name, FindingState.Warning, $"E-mails are sent by {workflows}, and {options.EmailVariable} is not set here: hosts without it write them to {directory}.")
            {
                Advice = $"This is the environment of the verb. For development that is as it should be; if hosts with the role worker shall send them, set {options.EmailVariable} there and start them again.",
                Details = [.. senders],
            }
            : new Finding(Name, FindingState.Warning, $"E-mails are sent by {workflows}, and {options.EmailVariable} is not set here.")
            {
                Advice = $"This is the environment of the verb. If hosts with the role worker have not {options.EmailVariable} either, these e-mails fail: set it and start them again.",
                Details = [.. senders],
            };
    }

    /// <summary>Definitions have more than one name for an action; compiled, it has one.</summary>
    private async Task<IReadOnlyList<string>> SendersAsync(CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var connectionDisposal = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using var transactionDisposal = transaction.ConfigureAwait(false);
        var compiler = new WorkflowCompiler<CrmContext>(CrmSchema.Instance);
        return
        [
            .. (await ActiveDefinition.ReadAllAsync(transaction, ct).ConfigureAwait(false))
                .Select(d => (d.Id, Result: compiler.Compile(Encoding.UTF8.GetBytes(d.Text))))
                .Where(w => w.Result.Succeeded && w.Result.Workflow.ActionTypes.Contains(ActionNames.SendEmail, StringComparer.Ordinal))
                .Select(w => string.Create(CultureInfo.InvariantCulture, $"workflow {w.Id} '{w.Result.Workflow!.Definition.Name}'")),
        ];
    }
}
