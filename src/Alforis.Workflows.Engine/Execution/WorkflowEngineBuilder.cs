using System.Collections.Frozen;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Schema;
using Microsoft.Extensions.DependencyInjection;

namespace Alforis.Workflows.Engine.Execution;

/// <summary>Collects what an engine consists of: what workflows see, the actions, and who does them. Not thread-safe.</summary>
/// <typeparam name="TContext">The type that conditions and templates are evaluated over.</typeparam>
public sealed class WorkflowEngineBuilder<TContext>
{
    private readonly WorkflowSchemaBuilder<TContext> own = new(ContextModel.Of(typeof(TContext)));
    private readonly List<HandlerRegistration<TContext>> handlers = [];
    private readonly List<string> additions = [];
    private WorkflowSchema? given;
    private TimeSpan? actionTimeout;

    internal WorkflowEngineBuilder()
    {
    }

    /// <summary>
    /// How long an action may take when its registration says nothing else; <see langword="null"/>, the default, for as long as it likes.
    /// When the time is up the handler's token is cancelled; the action has then failed, unless the handler still succeeds.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to nothing or less, or to more than 49 days.</exception>
    public TimeSpan? ActionTimeout
    {
        get => actionTimeout;
        set => actionTimeout = InRange(value);
    }

    /// <summary>How conditions are compiled; the defaults suit most.</summary>
    public WorkflowCompilerOptions CompilerOptions { get; set; } = new();

    /// <summary>Makes the id of an event that is given none; a random UUID by default.</summary>
    public Func<string> NewEventId { get; set; } = static () => Guid.NewGuid().ToString();

    /// <summary>Adds triggers, aliases and what else a schema has.</summary>
    /// <param name="configure">Adds to the schema.</param>
    /// <returns>This builder.</returns>
    public WorkflowEngineBuilder<TContext> Schema(Action<WorkflowSchemaBuilder<TContext>> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        additions.Add("Schema(…)");
        configure(own);
        return this;
    }

    /// <summary>Takes a schema that exists already; its actions get their handlers by <c>AddHandler</c>.</summary>
    /// <param name="schema">The schema; must describe <typeparamref name="TContext"/>.</param>
    /// <returns>This builder.</returns>
    public WorkflowEngineBuilder<TContext> UseSchema(WorkflowSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        given = schema;
        return this;
    }

    /// <summary>Adds a trigger.</summary>
    /// <param name="name">Its name in <c>trigger_type</c>.</param>
    /// <param name="configure">Says what its workflows see and which settings it has.</param>
    /// <returns>This builder.</returns>
    public WorkflowEngineBuilder<TContext> Trigger(string name, Action<TriggerSchemaBuilder<TContext>> configure)
    {
        additions.Add($"Trigger(\"{name}\")");
        own.Trigger(name, configure);
        return this;
    }

    /// <summary>Adds an action that a service does; the service is scoped unless it is registered otherwise.</summary>
    /// <typeparam name="TSettings">The action's settings: the properties of a record.</typeparam>
    /// <typeparam name="THandler">The service.</typeparam>
    /// <param name="name">The action's name in <c>type</c>.</param>
    /// <param name="timeout">How long it may take; <see cref="ActionTimeout"/> when <see langword="null"/>.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is nothing or less, or more than 49 days.</exception>
    public WorkflowEngineBuilder<TContext> AddAction<TSettings, THandler>(string name, TimeSpan? timeout = null)
        where THandler : class, IActionHandler<TSettings> => AddActionSchema<TSettings>(name).AddHandler<TSettings, THandler>(name, timeout);

    /// <summary>Adds an action that a service does which needs the context; the service is scoped unless it is registered otherwise.</summary>
    /// <typeparam name="TSettings">The action's settings: the properties of a record.</typeparam>
    /// <typeparam name="THandler">The service.</typeparam>
    /// <param name="name">The action's name in <c>type</c>.</param>
    /// <param name="timeout">How long it may take; <see cref="ActionTimeout"/> when <see langword="null"/>.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is nothing or less, or more than 49 days.</exception>
    public WorkflowEngineBuilder<TContext> AddContextAction<TSettings, THandler>(string name, TimeSpan? timeout = null)
        where THandler : class, IActionHandler<TContext, TSettings> =>
        AddActionSchema<TSettings>(name).AddContextHandler<TSettings, THandler>(name, timeout);

    /// <summary>Adds an action that a function does.</summary>
    /// <typeparam name="TSettings">The action's settings: the properties of a record.</typeparam>
    /// <param name="name">The action's name in <c>type</c>.</param>
    /// <param name="handler">The function; called by many threads.</param>
    /// <param name="timeout">How long it may take; <see cref="ActionTimeout"/> when <see langword="null"/>.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is nothing or less, or more than 49 days.</exception>
    public WorkflowEngineBuilder<TContext> AddAction<TSettings>(string name, ActionDelegate<TContext, TSettings> handler, TimeSpan? timeout = null) =>
        AddActionSchema<TSettings>(name).AddHandler(name, handler, timeout);

    /// <summary>Names the service that does an action of the schema; it is scoped unless it is registered otherwise.</summary>
    /// <typeparam name="TSettings">The record that the schema took the action's settings from.</typeparam>
    /// <typeparam name="THandler">The service.</typeparam>
    /// <param name="name">The action's name.</param>
    /// <param name="timeout">How long it may take; <see cref="ActionTimeout"/> when <see langword="null"/>.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is nothing or less, or more than 49 days.</exception>
    public WorkflowEngineBuilder<TContext> AddHandler<TSettings, THandler>(string name, TimeSpan? timeout = null)
        where THandler : class, IActionHandler<TSettings> =>
        Register<TSettings>(name, typeof(THandler), static services => services!.GetRequiredService<THandler>().ExecuteAsync, timeout);

    /// <summary>Names the service that does an action of the schema and needs the context; it is scoped unless it is registered otherwise.</summary>
    /// <typeparam name="TSettings">The record that the schema took the action's settings from.</typeparam>
    /// <typeparam name="THandler">The service.</typeparam>
    /// <param name="name">The action's name.</param>
    /// <param name="timeout">How long it may take; <see cref="ActionTimeout"/> when <see langword="null"/>.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is nothing or less, or more than 49 days.</exception>
    public WorkflowEngineBuilder<TContext> AddContextHandler<TSettings, THandler>(string name, TimeSpan? timeout = null)
        where THandler : class, IActionHandler<TContext, TSettings> =>
        Register<TSettings>(name, typeof(THandler), static services => services!.GetRequiredService<THandler>().ExecuteAsync, timeout);

    /// <summary>Names the function that does an action of the schema.</summary>
    /// <typeparam name="TSettings">The record that the schema took the action's settings from.</typeparam>
    /// <param name="name">The action's name.</param>
    /// <param name="handler">The function; called by many threads.</param>
    /// <param name="timeout">How long it may take; <see cref="ActionTimeout"/> when <see langword="null"/>.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is nothing or less, or more than 49 days.</exception>
    public WorkflowEngineBuilder<TContext> AddHandler<TSettings>(string name, ActionDelegate<TContext, TSettings> handler, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Register<TSettings>(name, null, _ => handler, timeout);
    }

    internal static WorkflowEngineParts<TContext> Build(Action<WorkflowEngineBuilder<TContext>> configure, bool hasServices)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new WorkflowEngineBuilder<TContext>();
        configure(builder);
        var schema = builder.given ?? builder.own.Build();
        var problems = HandlerCheck.Problems(schema, builder.handlers, hasServices).ToList();
        if (builder.given is not null) problems.AddRange(builder.additions.Select(a => $"{a} adds to a schema that UseSchema replaces."));
        if (problems.Count > 0)
        {
            throw new InvalidOperationException($"The workflow engine of {typeof(TContext).Name} is not complete: {string.Join(' ', problems)}");
        }

        var executors = builder.handlers.ToFrozenDictionary(h => schema.FindAction(h.Name)!.Name, h => h.Bind(schema.FindAction(h.Name)!), StringComparer.Ordinal);
        return new WorkflowEngineParts<TContext>(
            schema, new ActionSet<TContext>(executors, builder.ActionTimeout),
            [.. builder.handlers.Select(h => h.HandlerType).OfType<Type>().Distinct()], builder.CompilerOptions, builder.NewEventId);
    }

    private WorkflowEngineBuilder<TContext> AddActionSchema<TSettings>(string name)
    {
        additions.Add($"AddAction(\"{name}\")");
        own.Action<TSettings>(name);
        return this;
    }

    private WorkflowEngineBuilder<TContext> Register<TSettings>(
        string name, Type? handlerType, Func<IServiceProvider?, ActionDelegate<TContext, TSettings>> handler, TimeSpan? timeout)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        handlers.Add(HandlerRegistration<TContext>.Of(name, handlerType, handler, InRange(timeout)));
        return this;
    }

    /// <summary>What a timer can wait for.</summary>
    private static TimeSpan? InRange(TimeSpan? timeout)
    {
        if (timeout is { } given && (given <= TimeSpan.Zero || given.TotalMilliseconds > uint.MaxValue - 1))
        {
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "A timeout is more than nothing and at most 49 days.");
        }

        return timeout;
    }
}
