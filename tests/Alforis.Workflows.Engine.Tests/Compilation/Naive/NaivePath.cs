using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Alforis.Workflows.Engine.Schema;
using Alforis.Workflows.Engine.Tests.Model;

namespace Alforis.Workflows.Engine.Tests.Compilation.Naive;

/// <summary>What a path is declared to hold.</summary>
internal sealed record NaiveType(string Kind, IReadOnlyList<string> Values, NaiveType? Item = null);

/// <summary>A value and its declared type; numbers are decimal or double, moments <see cref="DateTimeOffset"/>.</summary>
internal sealed record NaiveValue(object? Value, NaiveType Declared)
{
    /// <summary>The value as it stands in the context.</summary>
    public object? Raw { get; init; }

    public Type Type { get; init; } = typeof(object);
}

/// <summary>An element of a list, as it stands there, and its C# type.</summary>
internal sealed record NaiveElement(object? Value, Type Type);

/// <summary>Follows a path by reflection.</summary>
internal static class NaivePath
{
    /// <summary>The first names of paths and the properties that they are; any other first name is a field of the item.</summary>
    private static readonly Dictionary<string, string> Roots = new(StringComparer.Ordinal)
    {
        ["item"] = "item", ["previous"] = "previous", ["team"] = "team", ["trigger"] = "change", ["webhook"] = "payload",
    };

    public static NaiveValue Read(string path, Scope scope, DateTimeOffset now, TimeZoneInfo zone, NaiveElement? element = null)
    {
        if (path == "now") return new(now, new("moment", []));
        if (path == "today") return new(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).Date), new("date", []));
        var names = path.Split('.');
        if (element is not null && names[0] == "it") return Follow(element.Value, element.Type, names[1..]);
        if (Roots.TryGetValue(names[0], out var root)) return Follow(scope, typeof(Scope), [root, .. names[1..]]);
        return element is null ? Follow(scope, typeof(Scope), ["item", .. names]) : Follow(element.Value, element.Type, names);
    }

    /// <summary>The elements of the list at the end of a path, as they stand there; none of a null and of what is no list.</summary>
    public static IEnumerable<NaiveElement> Elements(NaiveValue list) => list.Raw switch
    {
        JsonElement { ValueKind: JsonValueKind.Array } array => array.EnumerateArray().Select(e => new NaiveElement(e, typeof(JsonElement))),
        JsonElement or string or null => [],
        IEnumerable items => items.Cast<object?>().Select(i => new NaiveElement(i, ItemType(list.Type))),
        _ => [],
    };

    private static NaiveValue Follow(object? value, Type type, string[] names)
    {
        PropertyInfo? property = null;
        for (var i = 0; i < names.Length; i++)
        {
            if (type == typeof(JsonElement)) return new(FollowJson(value, names[i..]), new("json", [])) { Raw = RawJson(value, names[i..]), Type = type };
            property = Find(type, names[i]);
            value = value is null ? null : property.GetValue(value);
            type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        }

        return new(Plain(value), Declared(property, Nullable.GetUnderlyingType(type) ?? type)) { Raw = value, Type = type };
    }

    private static Type ItemType(Type list) => list.IsArray ? list.GetElementType()! : list.GenericTypeArguments[0];

    private static PropertyInfo Find(Type type, string name) =>
        type.GetProperties().Single(p => Snake(p.Name) == name);

    private static string Snake(string name)
    {
        var builder = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && builder.Length > 0) builder.Append('_');
            builder.Append(char.ToLowerInvariant(c));
        }

        return builder.ToString();
    }

    private static object? FollowJson(object? value, string[] names) => RawJson(value, names) is { } found ? Plain(found) : null;

    private static JsonElement? RawJson(object? value, string[] names)
    {
        if (value is not JsonElement element) return null;
        foreach (var name in names)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.EnumerateObject().Any(m => m.Name == name)) return null;
            element = element.EnumerateObject().Last(m => m.Name == name).Value;
        }

        return element;
    }

    /// <summary>The value without the many types that C# has for one thing.</summary>
    private static object? Plain(object? value) => value switch
    {
        null or string or bool or DateOnly or DateTimeOffset or decimal or double => value,
        float number => (double)number,
        DateTime { Kind: DateTimeKind.Local } moment => new DateTimeOffset(moment.ToUniversalTime()),
        DateTime moment => new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc)),
        Enum member => Snake(member.ToString()),
        JsonElement json => PlainJson(json),
        IEnumerable list => list.Cast<object?>().Select(Plain).ToList(),
        IConvertible number => number.ToDecimal(CultureInfo.InvariantCulture),
        _ => value,
    };

    private static object? PlainJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => decimal.TryParse(json.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : double.Parse(json.GetRawText(), CultureInfo.InvariantCulture),
        JsonValueKind.Array => json.EnumerateArray().Select(e => PlainJson(e)).ToList(),
        _ => json,
    };

    private static NaiveType Declared(PropertyInfo? property, Type type)
    {
        if (property?.GetCustomAttribute<EnumValuesAttribute>() is { } values) return new("enum", values.Values);
        if (type.IsEnum) return new("enum", [.. Enum.GetNames(type).Select(Snake)]);
        if (type == typeof(string)) return new("text", []);
        if (type == typeof(bool)) return new("boolean", []);
        if (type == typeof(DateOnly)) return new("date", []);
        if (type == typeof(DateTime) || type == typeof(DateTimeOffset)) return new("moment", []);
        if (type == typeof(JsonElement)) return new("json", []);
        if (type.IsPrimitive || type == typeof(decimal)) return new("number", []);
        var item = type.IsArray ? type.GetElementType()! : type.GenericTypeArguments.FirstOrDefault();
        return item is null ? new("object", []) : new("list", [], Declared(property, item));
    }
}
