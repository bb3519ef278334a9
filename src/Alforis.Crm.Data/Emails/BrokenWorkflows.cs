using System.Text;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Compilation;
using Npgsql;

namespace Alforis.Crm.Data.Emails;

/// <summary>Finds the active workflows that could not send a template as it is now.</summary>
internal static class BrokenWorkflows
{
    /// <summary>Those that name one of some templates.</summary>
    /// <param name="transaction">The transaction in which the templates were changed; it holds the lock of the workflow set.</param>
    /// <param name="compiler">Compiles what they say.</param>
    /// <param name="changed">The names of the templates, also those that are gone.</param>
    /// <param name="ct">Cancels the reading.</param>
    public static async Task<IReadOnlyList<BrokenWorkflow>> FindAsync(
        NpgsqlTransaction transaction, WorkflowCompiler<CrmContext> compiler, IEnumerable<string> changed, CancellationToken ct)
    {
        var names = changed.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var stored = await ActiveDefinition.ReadAllAsync(transaction, ct).ConfigureAwait(false);
        var templates = await EmailTemplateSet.LoadAsync(transaction.Connection!, null, ct).ConfigureAwait(false);
        var broken = new List<BrokenWorkflow>();
        foreach (var definition in stored)
        {
            var utf8 = Encoding.UTF8.GetBytes(definition.Text);
            if (compiler.Compile(utf8).Workflow is not { } workflow || !TemplatedWorkflow.NamesIn(workflow).Any(names.Contains)) continue;
            var (_, problems) = TemplatedWorkflow.Fill(compiler, workflow, utf8, templates);
            if (problems.Length > 0) broken.Add(new BrokenWorkflow(definition.Id, workflow.Definition.Name, problems));
        }

        return broken;
    }
}
