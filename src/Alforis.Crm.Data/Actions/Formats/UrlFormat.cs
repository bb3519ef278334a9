using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Actions.Formats;

/// <summary>An absolute http or https address.</summary>
internal sealed class UrlFormat : ISettingFormat
{
    public string? Check(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? null
            : $"'{text}' is no address of the web: it must begin with https:// or http://.";
}
