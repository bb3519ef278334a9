using System.Collections;
using System.Text.Json;
using Alforis.Workflows.Engine.Binding;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// A list that many values are looked for in, made ready so that each is found without going through it: with the answers of
/// <see cref="Membership"/> and <see cref="JsonScalars"/>. Not thread-safe: it serves one evaluation.
/// </summary>
internal sealed class ListLookup
{
    /// <summary>Up to here going through the list is as fast.</summary>
    private const int ShortList = 8;

    /// <summary>So many values are looked for one by one before it pays to make the list ready.</summary>
    private const int FewSearches = 8;

    private readonly object list;
    private readonly ListEquality rule;
    private readonly HashSet<string> texts;
    private readonly NumberLookup numbers = new();
    private readonly NumberLookup moments = new();
    private readonly HashSet<JsonElement> structures = new(JsonStructureComparer.Instance);
    private readonly HashSet<object> others = [];

    private ListLookup(object list, ListEquality rule)
    {
        this.list = list;
        this.rule = rule;
        texts = new HashSet<string>(StringComparer.FromComparison(rule.Comparison));
        if (list is JsonElement json)
        {
            foreach (var item in json.EnumerateArray()) Add(item);
        }
        else
        {
            foreach (var item in (IEnumerable)list) Add(item);
        }

        numbers.Complete();
        moments.Complete();
    }

    /// <summary>The lookup to use, or <see langword="null"/> while going through the list does.</summary>
    /// <param name="lookup">The one there is.</param>
    /// <param name="searches">How often the list was asked, this time included.</param>
    /// <param name="list">The list, or what is none.</param>
    /// <param name="rule">When a value is in it.</param>
    public static ListLookup? Next(ListLookup? lookup, int searches, object list, ListEquality rule)
    {
        if (lookup is not null || searches <= FewSearches) return lookup;
        return IsLong(list) ? new ListLookup(list, rule) : null;
    }

    /// <summary>Whether the list has the value, which is not null.</summary>
    public bool Has(object value) => value switch
    {
        string text => texts.Contains(text),
        JsonElement { ValueKind: JsonValueKind.Object or JsonValueKind.Array } json => structures.Contains(json),
        _ when Operands.IsNumber(value.GetType()) => numbers.Contains(DictionaryReading.Number(value)),
        bool or DateOnly => others.Contains(value),
        DateTimeOffset moment => moments.Contains(Ticks(moment)),
        IEnumerable structure => others.Contains(structure) || (FreeJson.Of(structure) is JsonElement made && structures.Contains(made)),
        _ when rule.IsFree => JsonScalars.Compare(list, ComparisonOperator.Contains, value, rule.Comparison),
        _ => Membership.HasValue((IEnumerable)list, value, rule.Comparison),
    };

    private static bool IsLong(object list) => list switch
    {
        JsonElement json => json.ValueKind == JsonValueKind.Array && json.GetArrayLength() > ShortList,
        string => false,
        ICollection collection => !DictionaryReading.IsDictionary(list) && collection.Count > ShortList,
        _ => list is IEnumerable && !DictionaryReading.IsDictionary(list),
    };

    private static AnyNumber Ticks(DateTimeOffset moment) => AnyNumber.Of((decimal)moment.UtcTicks);

    private void Add(JsonElement item)
    {
        switch (item.ValueKind)
        {
            case JsonValueKind.String:
                texts.Add(JsonScalars.Text(item));
                break;
            case JsonValueKind.Number:
                numbers.Add(JsonReading.Number(item));
                break;
            case JsonValueKind.True or JsonValueKind.False:
                others.Add(item.ValueKind == JsonValueKind.True);
                break;
            case JsonValueKind.Object or JsonValueKind.Array:
                structures.Add(item);
                break;
        }
    }

    private void Add(object? item)
    {
        if (rule.IsFree && item is not JsonElement) item = DictionaryReading.Free(item);
        switch (item)
        {
            case null:
                break;
            case string text:
                texts.Add(text);
                break;
            case Guid or char:
                texts.Add(item.ToString()!);
                break;
            case JsonElement json:
                Add(json);
                break;
            case DateTime moment:
                moments.Add(Ticks(Moments.FromDateTime(moment)));
                break;
            case DateTimeOffset moment:
                moments.Add(Ticks(moment));
                break;
            case IEnumerable structure when rule.IsFree:
                if (FreeJson.Of(structure) is JsonElement made) structures.Add(made);
                break;
            default:
                if (Operands.IsNumber(item.GetType())) numbers.Add(DictionaryReading.Number(item));
                else others.Add(item);
                break;
        }
    }
}
