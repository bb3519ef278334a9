using System.Collections.Immutable;
using System.Net;

namespace Alforis.Workflows.Host.Actions.CallWebhook.Guarding;

/// <summary>Names of hosts, of which <c>*.example.com</c> stands for all below <c>example.com</c>. Immutable.</summary>
internal sealed class HostPatterns
{
    private const string AllBelow = "*.";

    private readonly ImmutableArray<string> patterns;

    private HostPatterns(ImmutableArray<string> patterns) => this.patterns = patterns;

    /// <summary>Reads a list that is separated by commas.</summary>
    /// <returns>The list, or the part of it that is no host.</returns>
    public static (HostPatterns? Hosts, string? Wrong) Parse(string text)
    {
        var parts = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 0) return (null, text);
        var read = ImmutableArray.CreateBuilder<string>(parts.Length);
        foreach (var part in parts)
        {
            if (Read(part) is not { } pattern) return (null, part);
            read.Add(pattern);
        }

        return (new HostPatterns(read.ToImmutable()), null);
    }

    /// <summary>Whether a host is one of them; the case does not matter, nor a dot at the end.</summary>
    /// <param name="host">As an address of the web names it, IPv6 addresses without brackets.</param>
    public bool Contains(string host)
    {
        host = Plain(host);
        return patterns.Any(p => p.StartsWith(AllBelow, StringComparison.Ordinal)
            ? host.Length >= p.Length && host.EndsWith(p[1..], StringComparison.Ordinal)
            : host.Equals(p, StringComparison.Ordinal));
    }

    /// <summary>The host as connections name it: letters of other alphabets are encoded there, and addresses have one form.</summary>
    private static string? Read(string part)
    {
        var prefix = part.StartsWith(AllBelow, StringComparison.Ordinal) ? AllBelow : "";
        var name = part[prefix.Length..];
        if (IPAddress.TryParse(name, out var address)) return prefix.Length == 0 ? Plain(address.ToString()) : null;
        return Uri.CheckHostName(name) == UriHostNameType.Dns && !name.Contains('*', StringComparison.Ordinal) && Uri.TryCreate($"http://{name}/", UriKind.Absolute, out var uri) ? prefix + Plain(uri.IdnHost) : null;
    }

    private static string Plain(string host) => host.TrimEnd('.').ToLowerInvariant();
}
