using System.Net;
using System.Net.Sockets;

namespace Alforis.Workflows.Host.Actions.CallWebhook.Guarding;

/// <summary>Finds the IPv4 addresses that IPv6 addresses of older and newer mechanisms lead to.</summary>
internal static class EmbeddedAddress
{
    /// <summary>RFC 6052, 2.1.</summary>
    public static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    private static readonly IPNetwork Compatible = IPNetwork.Parse("::/96");
    private static readonly IPNetwork Translated = IPNetwork.Parse("::ffff:0:0:0/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Teredo = IPNetwork.Parse("2001::/32");

    /// <summary>All of them; none for an address that holds none.</summary>
    public static IEnumerable<IPAddress> Of(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return [];
        var bytes = address.GetAddressBytes();
        if (Compatible.Contains(address) || Translated.Contains(address) || Nat64.Contains(address)) return [At(bytes, 12)];
        if (SixToFour.Contains(address)) return [At(bytes, 2)];
        // RFC 4380, 4: the server's address as it is, the client's with all bits turned.
        if (Teredo.Contains(address)) return [At(bytes, 4), At([.. bytes.Select(b => (byte)~b)], 12)];
        return IsIsatap(bytes) ? [At(bytes, 12)] : [];
    }

    /// <summary>RFC 5214, 6.1: the interface identifier is 0000:5EFE or 0200:5EFE and an IPv4 address.</summary>
    private static bool IsIsatap(byte[] bytes) => (bytes[8] & 0xFD) == 0 && bytes[9] == 0 && bytes[10] == 0x5E && bytes[11] == 0xFE;

    private static IPAddress At(byte[] bytes, int offset) => new(bytes.AsSpan(offset, 4));
}
