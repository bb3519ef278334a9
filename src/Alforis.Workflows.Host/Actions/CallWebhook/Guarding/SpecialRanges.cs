using System.Net;

namespace Alforis.Workflows.Host.Actions.CallWebhook.Guarding;

/// <summary>The ranges of addresses that are not those of servers on the internet, after the registries of IANA (RFC 6890).</summary>
internal static class SpecialRanges
{
    /// <summary>Each with what its addresses are called.</summary>
    public static readonly IReadOnlyList<(IPNetwork Range, string Kind)> All =
    [
        (IPNetwork.Parse("0.0.0.0/8"), "an unspecified address"),
        (IPNetwork.Parse("10.0.0.0/8"), "a private address"),
        (IPNetwork.Parse("100.64.0.0/10"), "an address inside of a provider's network"),
        (IPNetwork.Parse("127.0.0.0/8"), "a loopback address"),
        (IPNetwork.Parse("169.254.0.0/16"), "a link-local address"),
        (IPNetwork.Parse("172.16.0.0/12"), "a private address"),
        (IPNetwork.Parse("192.0.0.0/24"), "a reserved address"),
        (IPNetwork.Parse("192.0.2.0/24"), "an address for documentation"),
        (IPNetwork.Parse("192.88.99.0/24"), "a relay of 6to4"),
        (IPNetwork.Parse("192.168.0.0/16"), "a private address"),
        (IPNetwork.Parse("198.18.0.0/15"), "an address for benchmarks"),
        (IPNetwork.Parse("198.51.100.0/24"), "an address for documentation"),
        (IPNetwork.Parse("203.0.113.0/24"), "an address for documentation"),
        (IPNetwork.Parse("224.0.0.0/4"), "a multicast address"),
        (IPNetwork.Parse("255.255.255.255/32"), "the broadcast address"),
        (IPNetwork.Parse("240.0.0.0/4"), "a reserved address"),
        (IPNetwork.Parse("::/128"), "an unspecified address"),
        (IPNetwork.Parse("::1/128"), "a loopback address"),
        (IPNetwork.Parse("64:ff9b:1::/48"), "a translated address of a local network"),
        (IPNetwork.Parse("100::/64"), "an address that discards"),
        (IPNetwork.Parse("2001:2::/48"), "an address for benchmarks"),
        (IPNetwork.Parse("2001:10::/28"), "no address of a server"),
        (IPNetwork.Parse("2001:20::/28"), "no address of a server"),
        (IPNetwork.Parse("2001:db8::/32"), "an address for documentation"),
        (IPNetwork.Parse("3fff::/20"), "an address for documentation"),
        (IPNetwork.Parse("fc00::/7"), "a unique-local address"),
        (IPNetwork.Parse("fe80::/10"), "a link-local address"),
        (IPNetwork.Parse("fec0::/10"), "a site-local address"),
        (IPNetwork.Parse("ff00::/8"), "a multicast address"),
    ];

    /// <summary>Of IPv6 only this part is given to servers; NAT64 has a prefix outside of it.</summary>
    public static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");
}
