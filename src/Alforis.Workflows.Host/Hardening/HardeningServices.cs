using Alforis.Workflows.Host.Api;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Net.Http.Headers;

namespace Alforis.Workflows.Host.Hardening;

/// <summary>Registers what stands between the network and the endpoints.</summary>
internal static class HardeningServices
{
    /// <summary>No answer is worth waiting longer for.</summary>
    private static readonly TimeSpan RequestLimit = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan HeadersLimit = TimeSpan.FromSeconds(15);

    private const int ChunkFrames = 64 * 1024;

    private static readonly TimeSpan PreflightAge = TimeSpan.FromHours(1);

    public static IServiceCollection AddHardening(this IServiceCollection services, HardeningSettings settings) => services
        .AddSingleton(settings)
        .AddSingleton<CallLimits>()
        .Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // It counts the frames of chunks, too; the guard of bodies is exact.
            kestrel.Limits.MaxRequestBodySize = ApiLimits.MostBodyBytes + ChunkFrames;
            kestrel.Limits.MaxRequestLineSize = ApiLimits.MostLineBytes;
            kestrel.Limits.RequestHeadersTimeout = HeadersLimit;
        })
        .Configure<HostFilteringOptions>(filter => filter.AllowedHosts = [.. settings.Hosts])
        .Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.ForwardLimit = null;
            // Loopback addresses are among them unless they are taken out.
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in settings.Proxies) forwarded.KnownIPNetworks.Add(proxy);
        })
        .AddCors(cors => cors.AddDefaultPolicy(policy => Allow(policy, settings)))
        .AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new()
        {
            Timeout = RequestLimit,
            TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
            WriteTimeoutResponse = http => Problem.TookTooLong(http.Response).ExecuteAsync(http),
        });

    /// <summary>What comes before everything that answers.</summary>
    public static void UseHardening(this WebApplication app, HardeningSettings settings)
    {
        if (settings.Proxies.Length > 0) app.UseForwardedHeaders();
        app.UseMiddleware<RequestIds>();
        app.UseMiddleware<SecurityHeaders>();
    }

    /// <summary>What needs to know which endpoint a request is for, but not whom it is from.</summary>
    public static void UseHardeningOfEndpoints(this WebApplication app, HardeningSettings settings)
    {
        if (settings.Origins.Length > 0) app.UseCors();
        app.UseMiddleware<PageHeaders>();
        app.UseRequestTimeouts();
    }

    private static void Allow(CorsPolicyBuilder policy, HardeningSettings settings) => policy
        .WithOrigins([.. settings.Origins])
        .WithMethods("GET", "POST", "PUT", "PATCH", "DELETE")
        .WithHeaders(HeaderNames.Authorization, HeaderNames.ContentType, HeaderNames.IfMatch, HeaderNames.IfNoneMatch, "Idempotency-Key", RequestIds.Header)
        .WithExposedHeaders(HeaderNames.ETag, HeaderNames.Location, HeaderNames.RetryAfter, RequestIds.Header)
        .SetPreflightMaxAge(PreflightAge);
}
