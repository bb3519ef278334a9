using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// Reads typed values from what dictionaries hold. What does not have the type that its field declares has no value. Dates and
/// moments may be text as in JSON; a <see cref="JsonElement"/> is read as JSON. Throws on no content.
/// </summary>
internal static class DictionaryReading
{
    /// <summary>The entry; <see langword="null"/> when there is none or the instance is no dictionary.</summary>
    public static object? Member(object? instance, string name)
    {
        if (instance is null) return null;

        // Nearly all are exactly of this type: asking for that costs less than a cast, and calling it less than an interface.
        if (instance.GetType() != typeof(Dictionary<string, object?>)) return OtherMember(instance, name);
        return Unsafe.As<Dictionary<string, object?>>(instance).TryGetValue(name, out var value) ? value : null;
    }

    /// <summary>The same for a template, which pays for looking through an object of JSON.</summary>
    public static object? Member(object? instance, string name, Rendering rendering) =>
        instance is not JsonElement json || JsonReading.CanLook(json, rendering) ? Member(instance, name) : null;

    public static object? Follow(object? instance, MemberName[] names, Rendering rendering)
    {
        foreach (var name in names) instance = Member(instance, name.Text, rendering);
        return instance;
    }

    public static object? Follow(object? instance, MemberName[] names)
    {
        foreach (var name in names) instance = Member(instance, name.Text);
        return instance;
    }

    public static bool IsEntity(object? value) => value switch
    {
        JsonElement json => JsonReading.IsEntity(json),
        _ => IsDictionary(value),
    };

    public static bool IsList(object? value) => value switch
    {
        JsonElement json => JsonReading.IsList(json),
        IEnumerable list => IsList(list),
        _ => false,
    };

    public static string? Text(object? value) => value switch
    {
        string text => text,
        JsonElement json => JsonReading.Text(json),
        Enum member => EnumNames.Text(member),
        Guid id => id.ToString(),
        char letter => letter.ToString(),
        _ => null,
    };

    public static bool? Boolean(object? value) => value switch
    {
        bool truth => truth,
        JsonElement json => JsonReading.Boolean(json),
        _ => null,
    };

    public static AnyNumber Number(object? value) => value switch
    {
        decimal number => AnyNumber.Of(number),
        int number => AnyNumber.Of((decimal)number),
        long number => AnyNumber.Of((decimal)number),
        double number => AnyNumber.Of(number),
        JsonElement json => JsonReading.Number(json),
        float number => AnyNumber.Of((double)number),
        byte or sbyte or short or ushort or uint or ulong => AnyNumber.Of(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        _ => default,
    };

    public static DateOnly? Date(object? value) => value switch
    {
        DateOnly date => date,
        DateTime moment when moment.TimeOfDay == TimeSpan.Zero => DateOnly.FromDateTime(moment),
        JsonElement json => JsonReading.Date(json),
        string text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => date,
        _ => null,
    };

    public static DateTimeOffset? Moment(object? value) => value switch
    {
        DateTimeOffset moment => moment,
        DateTime moment => Moments.FromDateTime(moment),
        JsonElement json => JsonReading.Moment(json),
        string text => Moments.FromText(text),
        _ => null,
    };

    public static IEnumerable<string?>? Texts(object? value) => value switch
    {
        IEnumerable<string?> texts => texts,
        JsonElement json => JsonReading.Texts(json),
        IEnumerable items when IsList(items) => [.. items.Cast<object?>().Select(Text).Where(t => t is not null)],
        _ => null,
    };

    public static IReadOnlyList<object?>? List(object? value, ValueKind itemKind) => value switch
    {
        JsonElement json => JsonReading.List(json, itemKind),

        // A null among free values is an element too.
        IEnumerable items when IsList(items) && itemKind == ValueKind.Json => [.. items.Cast<object?>().Select(FreeJson.Of)],
        IEnumerable items when IsList(items) => [.. items.Cast<object?>().Select(i => Item(i, itemKind)).OfType<object>()],
        _ => null,
    };

    /// <summary>
    /// The value where no type is declared, as JSON would have it: text, a number, a truth value; dates, moments, ids and
    /// enumerations as text; dictionaries and lists as they are. <see langword="null"/> for anything else.
    /// </summary>
    public static object? Free(object? value) => value switch
    {
        string or bool or decimal or int or long or double => value,
        JsonElement json => JsonScalars.Value(json),
        byte or sbyte or short or ushort or uint or ulong or float => value,
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
        IEnumerable structure => IsList(structure) || IsDictionary(structure) ? structure : null,
        _ => Text(value),
    };

    public static bool IsDictionary(object? value) => value is IReadOnlyDictionary<string, object?> or IDictionary<string, object?>;

    private static object? OtherMember(object instance, string name) => instance switch
    {
        IReadOnlyDictionary<string, object?> entries => entries.TryGetValue(name, out var value) ? value : null,
        IDictionary<string, object?> entries => entries.TryGetValue(name, out var value) ? value : null,
        JsonElement json when JsonReading.Member(json, name) is { ValueKind: not JsonValueKind.Undefined } value => value,
        _ => null,
    };

    /// <summary>Dictionaries enumerate too, and are no lists.</summary>
    private static bool IsList(IEnumerable value) => value is not (string or IDictionary) && !IsDictionary(value);

    private static object? Item(object? item, ValueKind kind) => kind switch
    {
        ValueKind.Text or ValueKind.Enum => Text(item),
        ValueKind.Number => Number(item).ToObject(),
        ValueKind.Boolean => Boolean(item),
        ValueKind.Date => Date(item),
        ValueKind.DateTime => Moment(item),
        _ => FreeJson.Of(item),
    };
}
