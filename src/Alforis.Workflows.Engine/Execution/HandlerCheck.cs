using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Execution;

/// <summary>Holds handlers against a schema: every action has one, and every handler an action.</summary>
internal static class HandlerCheck
{
    /// <summary>All that is wrong, a sentence each.</summary>
    public static IEnumerable<string> Problems<TContext>(
        WorkflowSchema schema, IReadOnlyCollection<HandlerRegistration<TContext>> handlers, bool hasServices)
    {
        if (schema.ContextType != typeof(TContext)) yield return $"The schema describes {schema.ContextType.Name}.";
        if (schema.Triggers.IsEmpty) yield return "It has no trigger, so no workflow could fire: add one by Trigger.";
        if (schema.AllowsDelays) yield return "The schema allows delays, and this engine performs all actions at once: leave out AllowDelays.";
        foreach (var action in schema.Actions)
        {
            var count = handlers.Count(h => Is(h, action));
            if (count == 0) yield return $"The action '{action.Name}' has no handler: name one by AddHandler.";
            if (count > 1) yield return $"The action '{action.Name}' has {count} handlers.";
        }

        foreach (var handler in handlers)
        {
            if (schema.FindAction(handler.Name) is not { } action)
            {
                yield return $"The handler of '{handler.Name}' has no action: add one to the schema.";
            }
            else if (!Names(SettingSchemaFactory.Settings(handler.SettingsType)).SetEquals(Names(action.Settings)))
            {
                yield return $"The handler of '{action.Name}' takes {handler.SettingsType.Name}, which does not have the action's settings.";
            }

            if (!hasServices && handler.HandlerType is { } type)
            {
                yield return $"The handler {type.Name} is a service, and there is no container: use AddWorkflowEngine, or give a function.";
            }
        }
    }

    private static bool Is<TContext>(HandlerRegistration<TContext> handler, ActionSchema action) =>
        string.Equals(handler.Name, action.Name, StringComparison.OrdinalIgnoreCase);

    private static HashSet<string> Names(IEnumerable<SettingSchema> settings) => settings.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
}
