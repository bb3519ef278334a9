using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Execution;

/// <summary>A handler as it was registered, before the schema is known.</summary>
/// <param name="Name">The action's name.</param>
/// <param name="SettingsType">The type of the settings that it takes.</param>
/// <param name="HandlerType">The service that it is; <see langword="null"/> for a function.</param>
/// <param name="Bind">Makes its executor.</param>
internal sealed record HandlerRegistration<TContext>(
    string Name, Type SettingsType, Type? HandlerType, Func<ActionSchema, ActionExecutor<TContext>> Bind)
{
    public static HandlerRegistration<TContext> Of<TSettings>(
        string name, Type? handlerType, Func<IServiceProvider?, ActionDelegate<TContext, TSettings>> handler, TimeSpan? timeout) =>
        new(name, typeof(TSettings), handlerType, schema => new ActionExecutor<TContext, TSettings>(new SettingsReader<TSettings>(schema), handler, timeout));
}
