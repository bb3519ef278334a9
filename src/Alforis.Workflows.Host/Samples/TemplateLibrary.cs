using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Definitions;

namespace Alforis.Workflows.Host.Samples;

/// <summary>The templates that a demo database starts with: the files of <c>samples/workflows</c>, embedded.</summary>
internal static class TemplateLibrary
{
    private const string Prefix = "templates/";

    /// <summary>The templates, by name, as drafts.</summary>
    /// <exception cref="InvalidOperationException">An embedded file is no valid definition.</exception>
    public static IReadOnlyList<WorkflowImport> Read()
    {
        var compiler = new WorkflowCompiler<CrmContext>(CrmSchema.Instance);
        return typeof(TemplateLibrary).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Compile(name, compiler))
            .ToList();
    }

    private static WorkflowImport Compile(string name, WorkflowCompiler<CrmContext> compiler)
    {
        using var reader = new StreamReader(typeof(TemplateLibrary).Assembly.GetManifestResourceStream(name)!);
        var text = reader.ReadToEnd();
        var compiled = compiler.Compile(text);
        return compiled.Succeeded
            ? new WorkflowImport(text, compiled.Workflow, WorkflowStatus.Draft)
            : throw new InvalidOperationException($"{name}: {compiled.Diagnostics[0]}");
    }
}
