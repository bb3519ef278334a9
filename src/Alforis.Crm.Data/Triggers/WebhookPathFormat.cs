using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Triggers;

/// <summary>A path into the payload of a webhook.</summary>
internal sealed class WebhookPathFormat : ISettingFormat
{
    private const string Root = "webhook.";

    public string? Check(string text) => Names(text) is null ? "Write a path into the payload, such as \"webhook.client.id\"." : null;

    /// <summary>A path as templates write it.</summary>
    public string? Read(string text) =>
        text.Trim() is ['{', '{', .. var path, '}', '}'] && Check(path.Trim()) is null ? path.Trim() : null;

    /// <summary>The names of the members on the way, or <see langword="null"/> when the text is no such path.</summary>
    public static IReadOnlyList<string>? Names(string path)
    {
        if (!path.StartsWith(Root, StringComparison.Ordinal)) return null;
        var names = path[Root.Length..].Split('.');
        return names.All(n => n.Length > 0 && !char.IsDigit(n[0]) && n.All(c => char.IsLetterOrDigit(c) || c == '_')) ? names : null;
    }
}
