using System.Runtime.InteropServices;
using System.Text.Json;

namespace Alforis.Workflows.Engine.Compilation;

/// <summary>What a <see cref="TemplateValue"/> holds.</summary>
internal enum ValueTag : byte
{
    Null,
    Text,
    Integer,
    Decimal,
    Double,
    Boolean,
    Date,
    Moment,

    /// <summary>A list of the context, or an array of <see cref="TemplateValue"/>.</summary>
    List,

    /// <summary>A list of objects of the context, whatever holds it.</summary>
    Entities,

    /// <summary>An object of the context.</summary>
    Entity,

    /// <summary>An object or a list of free JSON; single values are held as what they are.</summary>
    Json,
}

/// <summary>A value while a template runs: numbers, dates and moments without boxing. Immutable.</summary>
[StructLayout(LayoutKind.Explicit)]
internal readonly struct TemplateValue
{
    [FieldOffset(0)]
    private readonly object? reference;

    [FieldOffset(8)]
    private readonly long integer;

    [FieldOffset(8)]
    private readonly double floating;

    [FieldOffset(8)]
    private readonly decimal number;

    [FieldOffset(8)]
    private readonly DateTimeOffset moment;

    [FieldOffset(24)]
    private readonly ValueTag tag;

    private TemplateValue(object? reference, ValueTag tag)
    {
        this.reference = reference;
        this.tag = reference is null ? ValueTag.Null : tag;
    }

    private TemplateValue(long integer, ValueTag tag)
    {
        this.integer = integer;
        this.tag = tag;
    }

    private TemplateValue(decimal number)
    {
        this.number = number;
        tag = ValueTag.Decimal;
    }

    private TemplateValue(double floating)
    {
        this.floating = floating;
        tag = ValueTag.Double;
    }

    private TemplateValue(DateTimeOffset moment)
    {
        this.moment = moment;
        tag = ValueTag.Moment;
    }

    public ValueTag Tag => tag;

    public bool IsNull => tag == ValueTag.Null;

    /// <summary>Neither null nor false, as Scriban has it: 0 and the empty text are true.</summary>
    public bool IsTrue => tag != ValueTag.Null && (tag != ValueTag.Boolean || integer != 0);

    public bool IsNumber => tag is ValueTag.Integer or ValueTag.Decimal or ValueTag.Double;

    public string Text => (string)reference!;

    public long Integer => integer;

    public decimal Decimal => number;

    public double Double => floating;

    public bool Boolean => integer != 0;

    public DateOnly Date => DateOnly.FromDayNumber((int)integer);

    public DateTimeOffset Moment => moment;

    /// <summary>The list, the object of the context, or the boxed <see cref="JsonElement"/>.</summary>
    public object Reference => reference!;

    public static TemplateValue From(string? text) => new(text, ValueTag.Text);

    public static TemplateValue From(bool truth) => new(truth ? 1 : 0, ValueTag.Boolean);

    public static TemplateValue From(long number) => new(number, ValueTag.Integer);

    public static TemplateValue From(ulong number) => number <= long.MaxValue ? new((long)number, ValueTag.Integer) : new((decimal)number);

    public static TemplateValue From(decimal number) => new(number);

    public static TemplateValue From(double number) => new(number);

    public static TemplateValue From(DateOnly date) => new(date.DayNumber, ValueTag.Date);

    public static TemplateValue From(DateTimeOffset moment) => new(moment);

    public static TemplateValue FromList(object? list) => new(list, ValueTag.List);

    public static TemplateValue FromEntities(object? list) => new(list, ValueTag.Entities);

    public static TemplateValue FromEntity(object? entity) => new(entity, ValueTag.Entity);

    public static TemplateValue From(AnyNumber number) => !number.HasValue ? default : number.IsExact ? new(number.Exact) : new(number.AsDouble);

    /// <summary>A value out of a dictionary for which no type is declared; dictionaries and lists as JSON.</summary>
    public static TemplateValue FromFree(object? value) => FromBoxed(FreeJson.Of(value));

    public static TemplateValue From(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => From(JsonScalars.Text(json)),
        JsonValueKind.Number => FromNumber(json),
        JsonValueKind.True => From(true),
        JsonValueKind.False => From(false),
        JsonValueKind.Null or JsonValueKind.Undefined => default,
        _ => new TemplateValue(json, ValueTag.Json),
    };

    /// <summary>Any value of the context, boxed.</summary>
    public static TemplateValue FromBoxed(object? value) => value switch
    {
        null => default,
        string text => From(text),
        bool truth => From(truth),
        int number => From((long)number),
        long number => From(number),
        decimal number => From(number),
        double number => From(number),
        DateOnly date => From(date),
        DateTimeOffset time => From(time),
        DateTime time => From(Moments.FromDateTime(time)),
        JsonElement json => From(json),
        float number => From((double)number),
        ulong number => From(number),
        Guid or char => From(value.ToString()),
        byte or sbyte or short or ushort or uint => From(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)),
        TemplateValue[] list => FromList(list),
        System.Collections.IEnumerable list => FromList(list),
        _ => FromEntity(value),
    };

    private static TemplateValue FromNumber(JsonElement json)
    {
        if (json.TryGetInt64(out var whole)) return From(whole);
        // Payloads may hold any number; one that nothing can be computed with stays as it is written.
        return json.TryGetDecimal(out var number) ? From(number) : new TemplateValue(json, ValueTag.Json);
    }
}
