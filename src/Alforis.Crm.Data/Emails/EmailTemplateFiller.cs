using System.Collections.Immutable;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Crm.Data.Emails;

/// <summary>Puts given templates where definitions name them, as the service does with stored ones, for those who have no database. Immutable, thread-safe.</summary>
public sealed class EmailTemplateFiller
{
    private readonly WorkflowCompiler<CrmContext> compiler = new(CrmSchema.Instance);
    private readonly EmailTemplateSet templates;

    /// <summary>Knows these templates and no others.</summary>
    /// <param name="templates">Templates that <see cref="EmailTemplateCheck"/> finds good; their names differ, whatever their case.</param>
    public EmailTemplateFiller(IEnumerable<EmailTemplate> templates)
    {
        ArgumentNullException.ThrowIfNull(templates);
        this.templates = EmailTemplateSet.Of(templates);
    }

    /// <summary>The workflow with the texts of its templates.</summary>
    /// <param name="workflow">What the definition was compiled to; the answer itself when it names no template.</param>
    /// <param name="utf8">The definition.</param>
    /// <returns>The workflow, or the errors that stand against it, at the places where the definition names templates.</returns>
    public (CompiledWorkflow<CrmContext>? Workflow, ImmutableArray<Diagnostic> Problems) Fill(CompiledWorkflow<CrmContext> workflow, ReadOnlyMemory<byte> utf8)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        return TemplatedWorkflow.Fill(compiler, workflow, utf8, templates);
    }
}
