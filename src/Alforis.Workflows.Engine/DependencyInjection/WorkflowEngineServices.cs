using System.Diagnostics.CodeAnalysis;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Execution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alforis.Workflows.Engine.DependencyInjection;

/// <summary>Registers a workflow engine.</summary>
public static class WorkflowEngineServices
{
    /// <summary>
    /// Adds a <see cref="WorkflowEngine{TContext}"/> and its <see cref="WorkflowRunner{TContext}"/>, both singletons, and the handlers that are
    /// services, scoped: each execution has a scope of its own. A registered <see cref="TimeProvider"/>, <see cref="ILoggerFactory"/>, or
    /// handler of another lifetime is respected.
    /// </summary>
    /// <typeparam name="TContext">The type that conditions and templates are evaluated over; each may have one engine.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="configure">Says what workflows see, and which actions there are. Called at once.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="InvalidOperationException">
    /// The configuration is not complete, such as an action without a handler, and all that is wrong is in the message; or there is an
    /// engine for this context already.
    /// </exception>
    [RequiresUnreferencedCode(RuntimeNeeds.Reflection)]
    [RequiresDynamicCode(RuntimeNeeds.Generation)]
    public static IServiceCollection AddWorkflowEngine<TContext>(
        this IServiceCollection services, Action<WorkflowEngineBuilder<TContext>> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.Any(s => s.ServiceType == typeof(WorkflowEngineParts<TContext>)))
        {
            throw new InvalidOperationException($"There is a workflow engine of {typeof(TContext).Name} already: configure it in one place.");
        }

        var parts = WorkflowEngineBuilder<TContext>.Build(configure, hasServices: true);
        services.AddSingleton(parts);
        foreach (var handler in parts.HandlerTypes) services.TryAddScoped(handler);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new WorkflowRunner<TContext>(
            parts.Actions, provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<TimeProvider>(), Logger(provider)));
        services.TryAddSingleton(provider => new WorkflowEngine<TContext>(
            parts, provider.GetRequiredService<WorkflowRunner<TContext>>(), provider.GetRequiredService<TimeProvider>(), Logger(provider)));
        return services;
    }

    private static ILogger Logger(IServiceProvider provider) =>
        (provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger(Log.Category);
}
