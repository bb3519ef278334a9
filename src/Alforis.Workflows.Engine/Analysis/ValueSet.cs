namespace Alforis.Workflows.Engine.Analysis;

/// <summary>
/// The values that a field may have: for each type that a value can be of, those of that type. A field of one type has values of
/// that type only; free JSON has them of several. Immutable.
/// </summary>
internal sealed record ValueSet
{
    public static ValueSet None { get; } = new();

    /// <summary>Null.</summary>
    public bool Null { get; init; }

    /// <summary>Values that are told apart no further: objects, lists, and what is not a number.</summary>
    public bool Other { get; init; }

    public bool True { get; init; }

    public bool False { get; init; }

    /// <summary>Exact numbers.</summary>
    public Intervals<decimal> Numbers { get; init; } = Intervals<decimal>.None;

    /// <summary>Binary floating-point numbers.</summary>
    public Intervals<double> Floats { get; init; } = Intervals<double>.None;

    /// <summary>Dates by their day's number, moments by their ticks.</summary>
    public Intervals<long> Times { get; init; } = Intervals<long>.None;

    public NameSet Texts { get; init; } = NameSet.None;

    public bool IsEmpty => !Null && !Other && !True && !False && Numbers.IsEmpty && Floats.IsEmpty && Times.IsEmpty && Texts.IsEmpty;

    /// <summary>How much there is to look through.</summary>
    public int Size => Numbers.Count + Floats.Count + Times.Count + Texts.Count;

    public ValueSet Intersect(ValueSet other) => ReferenceEquals(this, other) ? this : new()
    {
        Null = Null && other.Null,
        Other = Other && other.Other,
        True = True && other.True,
        False = False && other.False,
        Numbers = Numbers.Intersect(other.Numbers),
        Floats = Floats.Intersect(other.Floats),
        Times = Times.Intersect(other.Times),
        Texts = Texts.Intersect(other.Texts),
    };

    public ValueSet Except(ValueSet other) => new()
    {
        Null = Null && !other.Null,
        Other = Other && !other.Other,
        True = True && !other.True,
        False = False && !other.False,
        Numbers = Numbers.IsEmpty ? Numbers : Numbers.Intersect(other.Numbers.Complement()),
        Floats = Floats.IsEmpty ? Floats : Floats.Intersect(other.Floats.Complement()),
        Times = Times.IsEmpty ? Times : Times.Intersect(other.Times.Complement()),
        Texts = Texts.IsEmpty ? Texts : Texts.Intersect(other.Texts.Complement()),
    };
}
