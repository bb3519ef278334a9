using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;

namespace Alforis.Workflows.Host.Tests.Api.Proofs;

/// <summary>An address and a method that a host serves.</summary>
internal sealed partial record ServedEndpoint(string Method, string Path, RouteEndpoint Endpoint)
{
    public string Name => $"{Method} {Path}";

    /// <summary>All of them; <c>ANY</c> where the method does not matter.</summary>
    public static IReadOnlyList<ServedEndpoint> Of(ApiHost host) =>
    [
        .. from endpoint in host.Endpoints
           let path = "/" + Constraint().Replace(endpoint.RoutePattern.RawText!.Trim('/'), "{${name}}")
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is { HttpMethods.Count: > 0 } methods ? methods.HttpMethods : ["ANY"]
           select new ServedEndpoint(method, path, endpoint),
    ];

    /// <summary>The address with a value for each part that varies.</summary>
    public string With(string value) => Constraint().Replace(Path, part => part.Groups["name"].Value == "cause_key" ? Guid.Empty.ToString() : value);

    [GeneratedRegex(@"\{\**(?<name>\w+)[^}]*\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Constraint();
}
