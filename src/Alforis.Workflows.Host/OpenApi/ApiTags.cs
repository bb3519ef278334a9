using Microsoft.OpenApi;

namespace Alforis.Workflows.Host.OpenApi;

/// <summary>What the parts of the API are for.</summary>
internal static class ApiTags
{
    private static readonly Dictionary<string, string> Descriptions = new(StringComparer.Ordinal)
    {
        ["auth"] = "Sign in and out, who one is, one's sessions.",
        ["organisations"] = "The companies that the team works with.",
        ["deals"] = "What may be signed with them.",
        ["tasks"] = "What somebody is to do.",
        ["activities"] = "Calls, meetings and notes: what happened with an organisation.",
        ["people"] = "Whom we know, and where they work.",
        ["notifications"] = "What one is told: one's own alone.",
        ["webhooks"] = "The targets that workflows call by name.",
        ["incoming_hooks"] = "The addresses that other systems may call.",
        ["email_templates"] = "The texts of e-mails that workflows name.",
        ["hooks"] = "Other systems say that something happened: see `docs/webhooks.md`.",
    };

    /// <summary>Whether a tag is explained.</summary>
    public static bool Has(string tag) => Descriptions.ContainsKey(tag);

    public static void Describe(OpenApiDocument document)
    {
        foreach (var tag in document.Tags ?? new HashSet<OpenApiTag>())
            tag.Description = tag.Name is { } name ? Descriptions.GetValueOrDefault(name) : null;
    }
}
