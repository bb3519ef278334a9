using System.Net;
using System.Net.Sockets;

namespace Alforis.Workflows.Host.Actions.CallWebhook.Guarding;

/// <summary>Says which addresses are called. Thread-safe.</summary>
/// <param name="allowed">Ranges that the operator allows, whatever they are.</param>
internal sealed class AddressGuard(IReadOnlyList<IPNetwork> allowed)
{
    /// <summary>What is wrong with an address, such as <c>a private address</c>; <see langword="null"/> when it may be called.</summary>
    public string? Problem(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (allowed.Any(range => range.Contains(address))) return null;
        foreach (var (range, kind) in SpecialRanges.All)
        {
            if (range.Contains(address)) return kind;
        }

        foreach (var embedded in EmbeddedAddress.Of(address))
        {
            if (Problem(embedded) is { } problem) return $"a detour to {embedded}, {problem}";
        }

        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => null,
            AddressFamily.InterNetworkV6 when SpecialRanges.GlobalUnicast.Contains(address) || EmbeddedAddress.Nat64.Contains(address) => null,
            _ => "no address of the internet",
        };
    }
}
