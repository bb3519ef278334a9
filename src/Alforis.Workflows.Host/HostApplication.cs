using System.Data.Common;
using Alforis.Crm.Data.Accounts;
using Alforis.Crm.Data.DependencyInjection;
using Alforis.Crm.Data.Dispatching;
using Alforis.Crm.Data.History;
using Alforis.Crm.Data.Hooks;
using Alforis.Crm.Data.Hosts;
using Alforis.Crm.Data.Migrations;
using Alforis.Crm.Data.Silence;
using Alforis.Crm.Data.WebhookTargets;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Host.Actions;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;
using Alforis.Workflows.Host.Endpoints;
using Alforis.Workflows.Host.Endpoints.Client;
using Alforis.Workflows.Host.Endpoints.Hooks;
using Alforis.Workflows.Host.Hardening;
using Alforis.Workflows.Host.Live;
using Alforis.Workflows.Host.OpenApi;
using Alforis.Workflows.Host.Presence;
using Alforis.Workflows.Host.Roles;
using Alforis.Workflows.Host.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace Alforis.Workflows.Host;

/// <summary>Builds the web application of the service, for <c>serve</c> and for tests.</summary>
internal static class HostApplication
{
    /// <summary>A busy machine may need seconds for the first batch of a process, and must not lose it each time.</summary>
    private static readonly TimeSpan LeastSilence = TimeSpan.FromSeconds(10);

    /// <summary>Builds the application on a prepared database; whoever starts it also stops it.</summary>
    /// <param name="settings">How it serves.</param>
    /// <param name="dataSource">The database; not disposed with the application.</param>
    /// <param name="timeProvider">The clock.</param>
    public static WebApplication Build(HostSettings settings, NpgsqlDataSource dataSource, TimeProvider timeProvider)
    {
        // Nothing of the directory that it happens to be started in becomes configuration.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(settings.Urls);
        HostLogging.Configure(builder.Logging);
        builder.Services
            .AddSingleton(settings)
            .AddSingleton(settings.Steps)
            .AddSingleton(new DispatchOptions { LongestSilence = settings.Steps.Lease > LeastSilence ? settings.Steps.Lease : LeastSilence })
            .AddSingleton(timeProvider)
            .AddSingleton(dataSource)
            .AddSingleton<DbDataSource>(dataSource)
            .AddSingleton(services => new Migrator(dataSource, timeProvider, services.GetRequiredService<ILogger<Migrator>>()))
            .AddSingleton<HistoryRetention>()
            .AddSingleton<StatisticsFold>()
            .AddSingleton<HookCallRetention>()
            .AddSingleton<SessionRetention>()
            .AddSingleton<WorkflowStore>()
            .AddSingleton<SilenceSweeps>()
            .AddSingleton<SubscriptionPass>()
            .AddCrmData()
            .AddOutsideActions(settings.Mail, settings.Calls, settings.Hooks.Keys);
        // Signals are the business of the verb, which must hear them before there is an application.
        builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, UnattendedLifetime>());
        builder.Services.AddTelemetry(settings.Telemetry);
        builder.Services.AddHealth();
        // Every host answers health checks, and what it answers beside them is for nobody unless it says so.
        builder.Services.AddApi().AddHardening(settings.Hardening).AddAuth(settings.Hooks.Keys);
        builder.Services.AddLiveHints();
        if (settings.Roles.HasFlag(HostRoles.Api)) builder.Services.AddHooks(settings.Hooks).AddCrmResources().AddLive().AddEndpoints().AddApiDocument();
        builder.Services.AddSingleton<HostPresence>().AddHostedService<HostPresenceService>();
        builder.Services.AddBackgroundServices(settings.Roles, timeProvider);

        var app = builder.Build();
        app.UseHardening(settings.Hardening);
        app.UseExceptionHandler();
        app.UseStatusCodePages(StatusAnswers.WriteAsync);
        if (settings.Hardening.Hosts.Length > 0) app.UseHostFiltering();
        app.UseRouting();
        app.UseHardeningOfEndpoints(settings.Hardening);
        app.UseSameOrigin();
        if (settings.Roles.HasFlag(HostRoles.Api)) app.UseRateLimiter();
        app.UseAuthentication();
        app.UseMiddleware<CallLimiting>();
        app.UseMiddleware<RefusalWatch>();
        app.UseAuthorization();
        app.UseCrossSiteGuard();
        app.UseMiddleware<BodyGuard>();
        app.UseLiveHints(app.Services.GetRequiredService<LiveHints>());
        app.MapHealth();
        if (settings.Roles.HasFlag(HostRoles.Api)) MapApi(app);
        else app.MapAbsentApi();
        return app;
    }

    private static void MapApi(WebApplication app)
    {
        app.MapHooks();
        app.MapApi();
        app.MapLive();
        app.MapApiDocument();
        app.MapClient();
    }

    private sealed class UnattendedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
