using Microsoft.OpenApi;

namespace Alforis.Workflows.Host.OpenApi;

/// <summary>What the parts of the API are for.</summary>
internal static class ApiTags
{
    private static readonly Dictionary<string, string> Descriptions = new(StringComparer.Ordinal)
    {
        ["activities"] = "What was done with organisations: calls, meetings, e-mails.",
        ["attention"] = "What does not go on by itself: failures by cause, to be tried again together or said to be expected; suspended workflows; events that were given up.",
        ["audit"] = "Who did what, who signed in, and who was refused.",
        ["auth"] = "Sign in and out, one's own account and sessions, one-time codes.",
        ["deals"] = "Deals, and what happened to them.",
        ["email_templates"] = "Texts that workflows send, checked and shown before they are sent: see `docs/email-templates.md`.",
        ["events"] = "What happened to organisations and deals, and what is still to be handled.",
        ["executions"] = "What workflows did, step by step, and why: see `docs/executions.md`.",
        ["hooks"] = "Other systems say that something happened: see `docs/webhooks.md`.",
        ["incoming_hooks"] = "The addresses that other systems call, and their secrets.",
        ["notifications"] = "One's own notifications.",
        ["organisations"] = "Organisations, and what happened to them.",
        ["people"] = "The people of organisations.",
        ["roles"] = "What each role may do.",
        ["schema"] = "All that an editor of workflows needs: entities, fields, operators, triggers, actions; the JSON Schema of definitions.",
        ["statistics"] = "How often workflows ran, how well, and how fast.",
        ["system"] = "How the service is: queue, hosts, next firings.",
        ["tasks"] = "What is to be done, by whom, until when.",
        ["users"] = "Accounts, their roles and sessions.",
        ["webhooks"] = "The servers that workflows call by name, and their secrets: see `docs/actions.md`.",
        ["workflows"] = "Definitions with their versions: store, check, activate, run, copy.",
    };

    /// <summary>Whether a tag is explained.</summary>
    public static bool Has(string tag) => Descriptions.ContainsKey(tag);

    public static void Describe(OpenApiDocument document)
    {
        foreach (var tag in document.Tags ?? new HashSet<OpenApiTag>())
            tag.Description = tag.Name is { } name ? Descriptions.GetValueOrDefault(name) : null;
    }
}
