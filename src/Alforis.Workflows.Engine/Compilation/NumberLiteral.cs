namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// A literal ready for whatever type of number an entry turns out to hold: <see cref="AnyNumber"/> compares alike, but is large to hand
/// about. Immutable.
/// </summary>
internal sealed class NumberLiteral(decimal number)
{
    private readonly AnyNumber any = AnyNumber.Of(number);

    public decimal Number => number;

    public bool Equal(object? value) => value switch
    {
        decimal exact => exact == number,
        int whole => whole == number,
        _ => DictionaryReading.Number(value) is { HasValue: true } read && read == any,
    };

    public bool Greater(object? value) => value switch
    {
        decimal exact => exact > number,
        int whole => whole > number,
        _ => DictionaryReading.Number(value) is { HasValue: true } read && read > any,
    };

    public bool GreaterOrEqual(object? value) => value switch
    {
        decimal exact => exact >= number,
        int whole => whole >= number,
        _ => DictionaryReading.Number(value) is { HasValue: true } read && read >= any,
    };

    public bool Less(object? value) => value switch
    {
        decimal exact => exact < number,
        int whole => whole < number,
        _ => DictionaryReading.Number(value) is { HasValue: true } read && read < any,
    };

    public bool LessOrEqual(object? value) => value switch
    {
        decimal exact => exact <= number,
        int whole => whole <= number,
        _ => DictionaryReading.Number(value) is { HasValue: true } read && read <= any,
    };
}
