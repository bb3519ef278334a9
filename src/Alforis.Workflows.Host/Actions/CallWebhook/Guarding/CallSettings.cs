using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Alforis.Workflows.Host.Commands;

namespace Alforis.Workflows.Host.Actions.CallWebhook.Guarding;

/// <summary>Which servers webhooks may call. Immutable.</summary>
internal sealed record CallSettings
{
    /// <summary>Names ranges of addresses that are allowed besides those of the internet, separated by commas.</summary>
    public const string RangesVariable = "ALFORIS_ALLOW_CALLS_TO";

    /// <summary>The same on the command line.</summary>
    public const string RangesOption = "--allow-call-to";

    /// <summary>Names the only hosts that are called, separated by commas.</summary>
    public const string HostsVariable = "ALFORIS_CALL_HOSTS";

    /// <summary>How much of <c>::ffff:10.1.2.3</c> stands before the IPv4 address.</summary>
    private const int MappedBits = 96;

    /// <summary>Ranges of addresses that are called although they are not of the internet.</summary>
    /// <value>none</value>
    public ImmutableArray<IPNetwork> AllowedRanges { get; init; } = [];

    /// <summary>The only hosts that are called.</summary>
    /// <value>all</value>
    public HostPatterns? Hosts { get; init; }

    /// <summary>The settings of a command line and its environment; an option goes before a variable.</summary>
    /// <exception cref="VariableException">A variable cannot be used.</exception>
    public static CallSettings Read(IReadOnlyList<IPNetwork>? ranges, CommandSurroundings surroundings) => new()
    {
        AllowedRanges = ranges is { Count: > 0 } ? [.. ranges] : ReadRanges(surroundings.Variable(RangesVariable)),
        Hosts = ReadHosts(surroundings.Variable(HostsVariable)),
    };

    /// <summary>Reads a range; an address alone is a range of one.</summary>
    public static IPNetwork? ParseRange(string text)
    {
        if (IPNetwork.TryParse(text, out var range)) return IPAddress.TryParse(text.Split('/')[0], out var first) && first.Equals(range.BaseAddress) ? Direct(range) : null;
        return IPAddress.TryParse(text, out var address) ? Direct(new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)) : null;
    }

    /// <summary>What to say of a text that is no range.</summary>
    public static string RangeProblem(string name, string text) =>
        $"{name} is '{text}'; it must be a range of addresses such as 10.1.0.0/16, without bits beyond its length, or one address.";

    /// <summary>Addresses of IPv4 are compared as such, so a range of them that is written as IPv6 is read as one of IPv4.</summary>
    private static IPNetwork Direct(IPNetwork range) =>
        range.BaseAddress.IsIPv4MappedToIPv6 && range.PrefixLength >= MappedBits ? new IPNetwork(range.BaseAddress.MapToIPv4(), range.PrefixLength - MappedBits) : range;

    private static ImmutableArray<IPNetwork> ReadRanges(string? text)
    {
        if (text is null) return [];
        return [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => ParseRange(part) ?? throw new VariableException(RangeProblem($"A part of {RangesVariable}", part)))];
    }

    private static HostPatterns? ReadHosts(string? text)
    {
        if (text is null) return null;
        var (hosts, wrong) = HostPatterns.Parse(text);
        return hosts ?? throw new VariableException(
            $"A part of {HostsVariable} is '{wrong}'; it must be the name of a host such as hooks.example.com, or *.example.com for all below it, without scheme and port.");
    }
}
