using Alforis.Crm.Data.Actions;
using Alforis.Crm.Data.Dispatching;
using Alforis.Crm.Data.Steps;
using Alforis.Crm.Data.Ticks;
using Alforis.Crm.Data.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Alforis.Crm.Data.DependencyInjection;

/// <summary>Registers what runs workflows against the CRM's database.</summary>
public static class CrmDataServices
{
    /// <summary>
    /// Adds what handles events, lets executions go on and does steps. The outside-world actions are registered as <see cref="IOutsideAction"/>; an <see cref="NpgsqlDataSource"/> must be registered by the caller.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddCrmData(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DispatchOptions>();

        // Each dispatcher keeps its own set and is used by one loop.
        services.TryAddTransient<ActiveWorkflows>();
        services.TryAddTransient(provider => new DispatchPass(
            provider.GetRequiredService<NpgsqlDataSource>(),
            DatabaseActions.All,
            provider.GetRequiredService<ActiveWorkflows>(),
            provider.GetRequiredService<DispatchOptions>(),
            provider.GetRequiredService<TimeProvider>(),
            new Random(),
            provider.GetRequiredService<ILogger<DispatchPass>>()));
        services.TryAddSingleton<Func<DispatchPass>>(provider => provider.GetRequiredService<DispatchPass>);
        services.TryAddSingleton(provider => new ContinuePass(
            provider.GetRequiredService<NpgsqlDataSource>(),
            DatabaseActions.All,
            provider.GetRequiredService<DispatchOptions>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ContinuePass>>()));
        services.TryAddSingleton(provider => new TickPass(
            provider.GetRequiredService<NpgsqlDataSource>(),
            provider.GetRequiredService<DispatchOptions>(),
            provider.GetRequiredService<ILogger<TickPass>>()));
        services.TryAddSingleton<StepOptions>();
        services.TryAddSingleton(provider => new StepWorker(
            new StepQueue(provider.GetRequiredService<NpgsqlDataSource>()),
            provider.GetServices<IOutsideAction>(),
            provider.GetRequiredService<StepOptions>(),
            provider.GetRequiredService<TimeProvider>(),
            new Random(),
            provider.GetRequiredService<ILogger<StepWorker>>()));
        return services;
    }
}
