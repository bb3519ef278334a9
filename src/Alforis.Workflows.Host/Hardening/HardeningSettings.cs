using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Alforis.Workflows.Host.Commands;
using IPNetwork = System.Net.IPNetwork;

namespace Alforis.Workflows.Host.Hardening;

/// <summary>What the API takes from whom. Immutable.</summary>
internal sealed record HardeningSettings
{
    /// <summary>Gives the requests that one user may make in a minute.</summary>
    public const string CallsPerMinuteVariable = "ALFORIS_API_CALLS_PER_MINUTE";

    /// <summary>Gives the sign-ins that are tried from one address in a minute.</summary>
    public const string LoginsPerMinuteVariable = "ALFORIS_LOGINS_PER_MINUTE";

    /// <summary>Names the web pages' origins that may call the API.</summary>
    public const string OriginsVariable = "ALFORIS_CORS_ORIGINS";

    /// <summary>Names the proxies that are believed who they speak for.</summary>
    public const string ProxiesVariable = "ALFORIS_TRUSTED_PROXIES";

    /// <summary>Names the hosts that requests may be for.</summary>
    public const string HostsVariable = "ALFORIS_ALLOWED_HOSTS";

    private const int MostCallsPerMinute = 100_000_000;
    private const int MostLoginsPerMinute = 1_000_000;

    /// <summary>How many requests a host takes from one user in a minute, or from one address that nobody is signed in at; as many at once.</summary>
    /// <value>1200</value>
    public int CallsPerMinute { get; init; } = 1_200;

    /// <summary>How many sign-ins a host checks from one address in a minute.</summary>
    /// <value>30</value>
    public int LoginsPerMinute { get; init; } = 30;

    /// <summary>Origins of other web pages that may call the API, such as <c>https://crm.example</c>.</summary>
    /// <value>none</value>
    public ImmutableArray<string> Origins { get; init; } = [];

    /// <summary>Proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed.</summary>
    /// <value>none</value>
    public ImmutableArray<IPNetwork> Proxies { get; init; } = [];

    /// <summary>Names that requests may be for, without ports; <c>*.crm.example</c> stands for everything below.</summary>
    /// <value>all</value>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>The settings of the environment.</summary>
    /// <exception cref="VariableException">A variable cannot be used.</exception>
    public static HardeningSettings Read(CommandSurroundings surroundings)
    {
        var usual = new HardeningSettings();
        return new HardeningSettings
        {
            CallsPerMinute = Number(surroundings, CallsPerMinuteVariable, usual.CallsPerMinute, MostCallsPerMinute),
            LoginsPerMinute = Number(surroundings, LoginsPerMinuteVariable, usual.LoginsPerMinute, MostLoginsPerMinute),
            Origins = [.. List(surroundings, OriginsVariable).Select(Origin)],
            Proxies = [.. List(surroundings, ProxiesVariable).Select(Proxy)],
            Hosts = [.. List(surroundings, HostsVariable).Select(Host)],
        };
    }

    private static int Number(CommandSurroundings surroundings, string variable, int usual, int most)
    {
        if (surroundings.Variable(variable) is not { } text) return usual;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw new VariableException($"{variable} is '{text}'; it must be a whole number from 1 to {most}.");
    }

    private static string[] List(CommandSurroundings surroundings, string variable) =>
        surroundings.Variable(variable)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static string Origin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var origin) && origin.Scheme is "http" or "https" && origin.GetLeftPart(UriPartial.Authority).Equals(text, StringComparison.OrdinalIgnoreCase)
            ? text.ToLowerInvariant()
            : throw new VariableException($"{OriginsVariable} names '{text}'; an origin is scheme and host, such as https://crm.example, without a path.");

    private static IPNetwork Proxy(string text)
    {
        if (IPAddress.TryParse(text, out var address)) return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return IPNetwork.TryParse(text, out var network)
            ? network
            : throw new VariableException($"{ProxiesVariable} names '{text}'; it must be an address or a range, such as 10.1.2.3 or 10.1.2.0/24.");
    }

    private static string Host(string text) =>
        Uri.CheckHostName(text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text.Trim('[', ']')) != UriHostNameType.Unknown
            ? text
            : throw new VariableException($"{HostsVariable} names '{text}'; it must be a name without scheme and port, such as crm.example or *.crm.example.");
}
