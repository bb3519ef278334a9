using System.Runtime.InteropServices;
using System.Text.Json;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// Reads typed values from JSON. What does not have the type that its field declares has no value. Throws on no content; allocates
/// for texts and lists only.
/// </summary>
internal static class JsonReading
{
    /// <summary>The member; undefined when there is none or the instance is no object.</summary>
    public static JsonElement Member(JsonElement instance, MemberName name)
    {
        if (instance.ValueKind != JsonValueKind.Object) return default;
        try
        {
            return instance.TryGetProperty(name.Utf8, out var value) ? value : default;
        }
        catch (InvalidOperationException)
        {
            // Names that are no Unicode text make the search throw; they name nothing.
            return default;
        }
    }

    /// <summary>The same for a template, which pays for looking through the object.</summary>
    public static JsonElement Member(JsonElement instance, MemberName name, Rendering rendering) =>
        CanLook(instance, rendering) ? Member(instance, name) : default;

    /// <summary>Whether a template may look for a member: objects of JSON are looked through from one end to the other.</summary>
    public static bool CanLook(JsonElement instance, Rendering rendering) =>
        instance.ValueKind != JsonValueKind.Object || rendering.SpendMembers(instance.GetPropertyCount());

    /// <summary>The same for a name that is seldom looked for.</summary>
    public static JsonElement Member(JsonElement instance, string name)
    {
        if (instance.ValueKind != JsonValueKind.Object) return default;
        try
        {
            return instance.TryGetProperty(name, out var value) ? value : default;
        }
        catch (InvalidOperationException)
        {
            return default;
        }
    }

    public static JsonElement Follow(JsonElement instance, MemberName[] names)
    {
        foreach (var name in names) instance = Member(instance, name);
        return instance;
    }

    public static JsonElement Follow(JsonElement instance, MemberName[] names, Rendering rendering)
    {
        foreach (var name in names) instance = Member(instance, name, rendering);
        return instance;
    }

    public static bool IsEntity(JsonElement value) => value.ValueKind == JsonValueKind.Object;

    public static bool IsList(JsonElement value) => value.ValueKind == JsonValueKind.Array;

    public static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? JsonScalars.Text(value) : null;

    public static bool? Boolean(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static AnyNumber Number(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number) return default;
        if (ShortNumber.TryRead(JsonMarshal.GetRawUtf8Value(value), out var number)) return AnyNumber.Of(number);
        return value.TryGetDecimal(out number) ? AnyNumber.Of(number) : AnyNumber.Of(value.GetDouble());
    }

    public static DateOnly? Date(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && IsoDate.TryRead(JsonMarshal.GetRawUtf8Value(value)[1..^1], out var date) ? date : null;

    /// <summary>A moment without an offset is UTC, as everywhere.</summary>
    public static DateTimeOffset? Moment(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String || !value.TryGetDateTime(out var moment)) return null;
        if (moment.Kind != DateTimeKind.Local) return Moments.FromDateTime(moment);
        return value.TryGetDateTimeOffset(out var withOffset) ? withOffset : null;
    }

    public static IReadOnlyList<string>? Texts(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array) return null;
        var texts = new List<string>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            if (Text(item) is { } text) texts.Add(text);
        }

        return texts;
    }

    public static IReadOnlyList<object?>? List(JsonElement value, ValueKind itemKind)
    {
        if (value.ValueKind != JsonValueKind.Array) return null;
        var items = new List<object?>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            if (Item(item, itemKind) is { } typed) items.Add(typed);
        }

        return items;
    }

    /// <summary>Whether the value is this text.</summary>
    public static bool IsText(JsonElement value, byte[] utf8)
    {
        if (value.ValueKind != JsonValueKind.String) return false;
        try
        {
            return value.ValueEquals(utf8);
        }
        catch (InvalidOperationException)
        {
            // Escaped halves of surrogate pairs: such text stays as it is written, see JsonScalars.Text.
            return JsonMarshal.GetRawUtf8Value(value).SequenceEqual(utf8);
        }
    }

    /// <summary>Whether the value is a list with this text in it.</summary>
    public static bool HasText(JsonElement value, byte[] utf8)
    {
        if (value.ValueKind != JsonValueKind.Array) return false;
        foreach (var item in value.EnumerateArray())
        {
            if (IsText(item, utf8)) return true;
        }

        return false;
    }

    private static object? Item(JsonElement item, ValueKind kind) => kind switch
    {
        ValueKind.Text or ValueKind.Enum => Text(item),
        ValueKind.Number => Number(item).ToObject(),
        ValueKind.Boolean => Boolean(item),
        ValueKind.Date => Date(item),
        ValueKind.DateTime => Moment(item),
        // A null among free values is an element too.
        _ => item,
    };
}
