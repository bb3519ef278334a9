using Alforis.Crm.Data.Accounts;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Live;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Hardening;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace Alforis.Workflows.Host.Live;

/// <summary>Registers live messages.</summary>
internal static class LiveServices
{
    /// <summary>For every host: all do work that others look at.</summary>
    public static IServiceCollection AddLiveHints(this IServiceCollection services) => services
        .AddSingleton<LiveHints>()
        .AddHostedService(provider => provider.GetRequiredService<LiveHints>());

    /// <summary>For hosts that pages connect to.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSignalR(hubs => hubs.AddFilter<LiveCallFailures>()).AddJsonProtocol(json => ApiJson.Configure(json.PayloadSerializerOptions));
        return services
            .AddSingleton<NotificationFeed>()
            .AddSingleton<ExecutionListQuery>()
            .AddSingleton<SetRevisionQuery>()
            .AddSingleton<LivingSessionsQuery>()
            .AddSingleton<LiveConnections>()
            .AddSingleton<LiveWake>()
            .AddSingleton<LivePass>()
            .AddHostedService<LiveService>();
    }

    /// <summary>Refuses pages of other sites; before authentication.</summary>
    public static void UseSameOrigin(this IApplicationBuilder app) => app.Use((http, next) => SameOriginMetadata.CheckAsync(http, next));

    /// <summary>Has other hosts told of what a request has changed.</summary>
    public static void UseLiveHints(this IApplicationBuilder app, LiveHints hints) => app.Use(async (http, next) =>
    {
        await next(http);
        var changes = HttpMethods.IsPost(http.Request.Method) || HttpMethods.IsPut(http.Request.Method) || HttpMethods.IsPatch(http.Request.Method) || HttpMethods.IsDelete(http.Request.Method);
        if (changes && http.Response.StatusCode < 300 && http.GetEndpoint()?.Metadata.GetMetadata<HubMetadata>() is null) hints.Raise();
    });

    public static void MapLive(this IEndpointRouteBuilder endpoints) => endpoints
        .MapHub<LiveHub>(LiveHub.Path)
        .WithMetadata(new AuthorizeAttribute(), new SameOriginMetadata(), new CountedMetadata());
}
