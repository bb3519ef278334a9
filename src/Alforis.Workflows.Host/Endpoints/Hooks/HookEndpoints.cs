using System.Threading.RateLimiting;
using Alforis.Crm.Data.Hooks;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Hooks;
using Microsoft.AspNetCore.RateLimiting;

namespace Alforis.Workflows.Host.Endpoints.Hooks;

/// <summary><c>POST /api/v1/hooks/{slug}</c>: other systems say that something happened.</summary>
internal static class HookEndpoints
{
    /// <summary>Where hooks are called; the slug follows.</summary>
    public const string Path = "/api/v1/hooks/";

    private const string Policy = "hooks";

    /// <summary>Calls that are under way at once: their bodies fill 256 MiB at most.</summary>
    private const int MostUnderWay = 1000;

    public static IServiceCollection AddHooks(this IServiceCollection services, HookSettings settings) => services
        .AddSingleton(settings)
        .AddSingleton(settings.Keys)
        .AddSingleton<ActiveHooksQuery>()
        .AddSingleton<HookReceipt>()
        .AddSingleton<HookDirectory>()
        .AddSingleton<HookLimits>()
        .AddSingleton<HookReception>()
        .AddHostedService<HookStartService>()
        .AddRateLimiter(limiter =>
        {
            limiter.AddPolicy(Policy, _ => RateLimitPartition.GetConcurrencyLimiter(
                Policy, _ => new ConcurrencyLimiterOptions { PermitLimit = MostUnderWay, QueueLimit = 0 }));
            limiter.OnRejected = async (rejected, _) =>
                await HookAnswers.TooMany(rejected.HttpContext.Response, TimeSpan.FromSeconds(1)).ExecuteAsync(rejected.HttpContext);
        });

    /// <summary>Needs the middleware of ASP.NET's rate limiter.</summary>
    public static void MapHooks(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost(Path + "{slug}", (string slug, HttpContext http, HookReception reception) => reception.ReceiveAsync(slug, http, http.RequestAborted))
        .AllowAnonymous()
        .RequireRateLimiting(Policy)
        .WithName("call_hook")
        .WithTags("hooks")
        .WithSummary("Say that something happened.")
        .WithDescription("For other systems, which sign their calls (Standard Webhooks) or bear the hook's secret; `docs/webhooks.md` explains how. The body is what workflows see as `webhook`.")
        .AcceptsPayload()
        .Produces<HookAnswer>(StatusCodes.Status202Accepted)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status408RequestTimeout);
}
