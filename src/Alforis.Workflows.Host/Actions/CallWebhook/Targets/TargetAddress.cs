namespace Alforis.Workflows.Host.Actions.CallWebhook.Targets;

/// <summary>The address of a target.</summary>
internal static class TargetAddress
{
    private const int MaxLength = 2000;

    /// <summary>Reads an address.</summary>
    /// <returns>The address, or what is wrong with it, as a sentence that does not repeat it.</returns>
    public static (Uri? Url, string? Problem) Read(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp) || url.Host.Length == 0)
            return (null, "This is no address of the web: it must begin with https:// or http://.");
        if (url.AbsoluteUri.Length > MaxLength)
            return (null, FormattableString.Invariant($"The address has more than {MaxLength} characters; letters with accents count as the codes that they are sent as, such as %C3%A9."));
        if (url.UserInfo.Length > 0) return (null, "An address of a target has no user and password: write them as the header Authorization.");
        return url.Fragment.Length > 0 ? (null, "An address of a target has no part after '#': servers never see it.") : (url, null);
    }

    /// <summary>Scheme, host and port, in one form.</summary>
    public static string Origin(Uri url) => $"{url.Scheme}://{(url.HostNameType == UriHostNameType.IPv6 ? url.Host : url.IdnHost)}{(url.IsDefaultPort ? "" : FormattableString.Invariant($":{url.Port}"))}";
}
