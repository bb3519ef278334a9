using System.Collections;

namespace Alforis.Workflows.Engine.Schema;

/// <summary>Finds what lists are lists of.</summary>
internal static class ItemTypes
{
    /// <summary>The elements' C# type; <see langword="null"/> when the type is no list. Text is none.</summary>
    public static Type? Of(Type type)
    {
        if (type == typeof(string) || !typeof(IEnumerable).IsAssignableFrom(type)) return null;
        return type.GetInterfaces().Append(type)
            .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];
    }
}
