using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Crm.Data.Emails;

/// <summary>
/// Puts the texts of e-mail templates where a definition names them and compiles the result, so that what a template reads is checked, loaded
/// and rendered like what a definition says itself.
/// </summary>
internal static class TemplatedWorkflow
{
    private const string TemplateSetting = "template";
    private const string SubjectSetting = "subject";
    private const string HtmlSetting = "html";
    private const string TextSetting = "body";
    private const int MostNames = 5;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The names of templates that a workflow sends, in the order of its actions.</summary>
    public static IEnumerable<string> NamesIn(CompiledWorkflow<CrmContext> workflow) => Uses(workflow).Select(u => u.Text);

    /// <summary>The workflow with the texts of its templates.</summary>
    /// <param name="compiler">Compiles it again.</param>
    /// <param name="workflow">What the definition was compiled to; the answer itself when it names no template.</param>
    /// <param name="utf8">The definition.</param>
    /// <param name="templates">The templates.</param>
    /// <returns>The workflow, or what stands against it, at the places where the definition names templates.</returns>
    public static (CompiledWorkflow<CrmContext>? Workflow, ImmutableArray<Diagnostic> Problems) Fill(
        WorkflowCompiler<CrmContext> compiler, CompiledWorkflow<CrmContext> workflow, ReadOnlyMemory<byte> utf8, EmailTemplateSet templates)
    {
        var uses = Uses(workflow).ToList();
        if (uses.Count == 0) return (workflow, []);
        var unknown = uses.Where(u => templates.Find(u.Text) is null).Select(u => Unknown(u, templates)).ToImmutableArray();
        if (unknown.Length > 0) return (null, unknown);
        var filled = JsonSerializer.SerializeToUtf8Bytes(Filled(utf8, uses, templates), Readable);
        var result = compiler.Compile(filled);
        return result.Succeeded ? (result.Workflow, []) : (null, [.. result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => Unfit(d, uses, filled))]);
    }

    private static IEnumerable<SourceNode> Uses(CompiledWorkflow<CrmContext> workflow) =>
        from pair in workflow.Definition.Actions.Zip(workflow.Actions)
        where pair.Second.Type == ActionNames.SendEmail
        let node = pair.First.Config?[TemplateSetting]
        where node is { Kind: SourceKind.String }
        select node;

    private static JsonNode Filled(ReadOnlyMemory<byte> utf8, IEnumerable<SourceNode> uses, EmailTemplateSet templates)
    {
        var root = JsonNode.Parse(utf8.Span.StartsWith("\uFEFF"u8) ? utf8.Span[3..] : utf8.Span)!;
        foreach (var use in uses)
        {
            var template = templates.Find(use.Text)!;
            var config = ConfigAt(root, use.Pointer);
            config.Remove(TemplateSetting);
            config[SubjectSetting] ??= template.Subject;
            config[HtmlSetting] = template.Html;
            config[TextSetting] = template.Text;
        }

        return root;
    }

    /// <summary>The object that has the member at the end of a JSON pointer.</summary>
    private static JsonObject ConfigAt(JsonNode root, string pointer)
    {
        foreach (var step in pointer.Split('/')[1..^1])
        {
            root = root is JsonArray list
                ? list[int.Parse(step, CultureInfo.InvariantCulture)]!
                : root[step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)]!;
        }

        return root.AsObject();
    }

    private static Diagnostic Unknown(SourceNode use, EmailTemplateSet templates)
    {
        var names = NameLikeness.Order(templates.All.Select(t => t.Name), use.Text).Take(MostNames).ToList();
        return At(
            use, CrmDiagnosticCodes.EmailTemplateUnknown, $"There is no e-mail template {use}.",
            names.Count == 0
                ? "None is stored; import it: ./run.sh templates import FILE."
                : $"There are: {string.Join(", ", names.Select(n => $"'{n}'"))}{(templates.All.Count > names.Count ? ", …" : "")}.",
            new() { Name = use.Text, Allowed = names.Count == 0 ? null : string.Join(", ", names) });
    }

    /// <summary>Says it where the definition names the template, with the place in the template.</summary>
    private static Diagnostic Unfit(Diagnostic found, List<SourceNode> uses, byte[] filled)
    {
        var use = uses.Find(u => found.Pointer.StartsWith(u.Pointer[..^TemplateSetting.Length], StringComparison.Ordinal)) ?? uses[0];
        var setting = found.Pointer[(found.Pointer.LastIndexOf('/') + 1)..];
        var part = setting == TextSetting ? "text" : setting;
        var (line, column) = TemplatePlace.Of(found, filled);
        return At(
            use, CrmDiagnosticCodes.EmailTemplateUnfit,
            FormattableString.Invariant($"The e-mail template {use} does not fit this workflow: {part}, line {line}, column {column}: {found.Message}"), found.Suggestion,
            new() { Name = use.Text, Owner = found.Arguments?.Name });
    }

    private static Diagnostic At(SourceNode node, string code, string message, string? suggestion, DiagnosticArguments arguments)
    {
        var (line, column) = node.Locate();
        return new(code, DiagnosticSeverity.Error, node.Pointer, line, column, message, suggestion) { Arguments = arguments };
    }
}
