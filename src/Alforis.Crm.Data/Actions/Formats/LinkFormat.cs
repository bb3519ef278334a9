using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Actions.Formats;

/// <summary>
/// Where a click may lead: an address of the web, or a path of the application. Links are made from data that others write; <c>javascript:</c>
/// would run in the reader's page.
/// </summary>
internal sealed class LinkFormat : ISettingFormat
{
    public string? Check(string text) => IsPath(text) || IsWeb(text)
        ? null
        : $"'{text}' is no link: it must begin with https://, http:// or one '/'.";

    /// <summary>Browsers take two slashes, also backslashes, for the beginning of a host, and leave out control characters before they look.</summary>
    private static bool IsPath(string text) => text.StartsWith('/') && (text.Length == 1 || text[1] is not ('/' or '\\')) && !text.Any(char.IsControl);

    private static bool IsWeb(string text) =>
        !text.Any(char.IsControl) && Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);
}
