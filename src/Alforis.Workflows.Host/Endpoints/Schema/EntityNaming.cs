using System.Text.Json;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Host.Endpoints.Schema;

/// <summary>Gives each object that paths lead through a name: that of its type. Not thread-safe.</summary>
internal sealed class EntityNaming
{
    private readonly Dictionary<string, EntitySchema> named = new(StringComparer.Ordinal);

    /// <summary>The name of an object.</summary>
    public string Name(EntitySchema entity)
    {
        var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(entity.Type.Name);
        named.TryAdd(name, entity);
        return name;
    }

    /// <summary>All that were named, and those that they lead to.</summary>
    public IReadOnlyDictionary<string, EntityAnswer> Describe()
    {
        var described = new SortedDictionary<string, EntityAnswer>(StringComparer.Ordinal);
        while (named.Keys.FirstOrDefault(n => !described.ContainsKey(n)) is { } next)
            described[next] = new EntityAnswer { Fields = [.. named[next].Fields.Select(f => FieldAnswer.Of(f, this))] };
        return described;
    }
}

/// <summary>What people call a field.</summary>
internal static class FieldLabel
{
    /// <summary>The name as words: <c>date_cloture_prevue</c> is <c>Date cloture prevue</c>.</summary>
    public static string Of(string name)
    {
        var words = name.Replace('_', ' ').Trim();
        return words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
