using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>Maps C# enums to the names that definitions use; the schema lists the names in the order of the enum's members.</summary>
internal static class EnumNames
{
    /// <summary>By type, then by the names joined: each schema has its own way of naming.</summary>
    private static readonly ConditionalWeakTable<Type, ConcurrentDictionary<string, Dictionary<object, string>>> Texts = [];

    private static readonly ConditionalWeakTable<Type, Dictionary<object, string>> FreeTexts = [];

    /// <summary>The name of a member that no schema knows, as definitions would write it.</summary>
    public static string Text(Enum member) => Find(
        FreeTexts.GetValue(member.GetType(), static type => Build(type, [.. Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)])),
        member);

    public static object Value(Type type, ImmutableArray<string> names, string text) =>
        Enum.Parse(type, Enum.GetNames(type)[names.IndexOf(text)]);

    public static MethodCallExpression ToText(Expression value, ImmutableArray<string> names)
    {
        var texts = Texts.GetValue(value.Type, static _ => new(StringComparer.Ordinal)).GetOrAdd(string.Join('\n', names), _ => Build(value.Type, names));
        return Expression.Call(
            typeof(EnumNames), nameof(Find), null, Expression.Constant(texts), Expression.Convert(value, typeof(object)));
    }

    /// <summary>The name; a value that is no member (a combination of flags, say) by its number.</summary>
    private static string Find(Dictionary<object, string> texts, object value) =>
        texts.TryGetValue(value, out var text) ? text : ((Enum)value).ToString("D");

    private static Dictionary<object, string> Build(Type type, ImmutableArray<string> names)
    {
        var texts = new Dictionary<object, string>();
        var members = Enum.GetNames(type);
        for (var i = 0; i < members.Length; i++) texts.TryAdd(Enum.Parse(type, members[i]), names[i]);
        return texts;
    }
}
