using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Alforis.Crm.Data.Contexts;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Crm.Data.WebhookTargets;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Crm.Data.Tests.Documentation;

public sealed class DiagnosticsPageTests
{
    private const string DefinitionMark = "json definition";
    private const string ContextMark = "json context";

    /// <summary>These arise from how files are named and stored, not from what one file says.</summary>
    private static readonly string[] WithoutExample =
        [
            CrmDiagnosticCodes.DuplicateName, CrmDiagnosticCodes.DescriptionTooLong, CrmDiagnosticCodes.EmailTemplateUnknown, CrmDiagnosticCodes.EmailTemplateUnfit,
            CrmDiagnosticCodes.SubscriptionName, CrmDiagnosticCodes.NotPermitted, CrmDiagnosticCodes.UnreadableFile,
        ];

    private static readonly DocumentationPage Page = DocumentationPage.Read("docs", "diagnostics.md");

    private static readonly WorkflowCompiler<CrmContext> Compiler = new(CrmSchema.Instance);

    public static TheoryData<string> Codes { get; } = [.. CodesOf(typeof(DiagnosticCodes)), .. CodesOf(typeof(CrmDiagnosticCodes))];

    [Fact]
    public void Headings_AreTheCodes_InOrder() =>
        Assert.Equal(
            Codes.Select(row => row.Data).Order(StringComparer.Ordinal),
            Page.Headings(2).Select(heading => heading.Split(':')[0]));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Examples_OfACode_YieldThatCodeAndNoOther(string code)
    {
        var blocks = Page.Section(2, code).Blocks;

        Assert.Equal(WithoutExample.Contains(code, StringComparer.Ordinal), blocks.IsEmpty);
        foreach (var (info, content) in blocks)
        {
            var found = info switch
            {
                DefinitionMark => Check(content),
                ContextMark => ContextFile.Read(Encoding.UTF8.GetBytes(content), TimeProvider.System).Diagnostics,
                _ => throw new InvalidOperationException($"The example of {code} is marked '{info}', neither '{DefinitionMark}' nor '{ContextMark}'."),
            };
            Assert.Equal([code], found.Select(d => d.Code));
        }
    }

    /// <summary>What <c>import</c> would find.</summary>
    private static ImmutableArray<Diagnostic> Check(string json)
    {
        var result = Compiler.Compile(json);
        return result is { Succeeded: true, Workflow.Definition.Status: WorkflowStatus.Active }
            ? [.. result.Diagnostics, .. ActivationCheck.Check(result.Workflow, Encoding.UTF8.GetBytes(json), TargetNames.Of(["erp"]))]
            : CheckedDefinition.Of(Encoding.UTF8.GetBytes(json)).Diagnostics;
    }

    private static IEnumerable<string> CodesOf(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!);
}
