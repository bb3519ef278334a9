using System.Collections.Immutable;

namespace Alforis.Workflows.Engine.Analysis;

/// <summary>A set of ordered values: intervals that do not touch, in ascending order. Immutable.</summary>
internal sealed class Intervals<T>
    where T : struct, IComparable<T>
{
    private readonly ImmutableArray<Interval<T>> items;

    private Intervals(ImmutableArray<Interval<T>> items) => this.items = items;

    public static Intervals<T> None { get; } = new([]);

    public static Intervals<T> All { get; } = new([new Interval<T>(null, null)]);

    public bool IsEmpty => items.IsEmpty;

    private bool IsAll => items is [{ Low: null, High: null }];

    public int Count => items.Length;

    public static Intervals<T> Between(T? low, T? high) =>
        new([new Interval<T>(low is { } l ? new Bound<T>(l, 1) : null, high is { } h ? new Bound<T>(h, 1) : null)]);

    public static Intervals<T> Above(T value, bool isIncluded) => new([new Interval<T>(new Bound<T>(value, isIncluded ? 1 : 0), null)]);

    public static Intervals<T> Below(T value, bool isIncluded) => new([new Interval<T>(null, new Bound<T>(value, isIncluded ? 1 : 0))]);

    public static Intervals<T> Point(T value) => new([new Interval<T>(new Bound<T>(value, 1), new Bound<T>(value, 1))]);

    public static Intervals<T> Points(IEnumerable<T> values) => new([.. values.Distinct().Order().Select(v => new Interval<T>(new Bound<T>(v, 1), new Bound<T>(v, 1)))]);

    public Intervals<T> Intersect(Intervals<T> other)
    {
        // Nearly always one of them is: a field has values of one type.
        if (IsEmpty || other.IsAll) return this;
        if (IsAll || other.IsEmpty) return other;
        var result = ImmutableArray.CreateBuilder<Interval<T>>();
        for (int i = 0, j = 0; i < items.Length && j < other.items.Length;)
        {
            if (items[i].Intersect(other.items[j]) is { } common) result.Add(common);
            if (Interval<T>.CompareHigh(items[i].High, other.items[j].High) < 0) i++;
            else j++;
        }

        return new(result.ToImmutable());
    }

    public Intervals<T> Complement()
    {
        if (IsEmpty) return All;
        if (IsAll) return None;
        var result = ImmutableArray.CreateBuilder<Interval<T>>();
        Bound<T>? low = null;
        foreach (var item in items)
        {
            if (item.Low is { } start)
            {
                var gap = new Interval<T>(low, start.Opposite());
                if (!gap.IsEmpty) result.Add(gap);
            }

            if (item.High is not { } end) return new(result.ToImmutable());
            low = end.Opposite();
        }

        result.Add(new Interval<T>(low, null));
        return new(result.ToImmutable());
    }

    /// <summary>The same set without the intervals that a change of their bounds leaves empty.</summary>
    public Intervals<T> Select(Func<Interval<T>, Interval<T>> change) => new([.. items.Select(change).Where(i => !i.IsEmpty)]);
}

/// <summary>An end of an interval, included (1) or not (0).</summary>
internal readonly record struct Bound<T>(T Value, int Included)
{
    public Bound<T> Opposite() => new(Value, 1 - Included);
}

/// <summary>From one bound to another; <see langword="null"/> for no bound.</summary>
internal readonly record struct Interval<T>(Bound<T>? Low, Bound<T>? High)
    where T : struct, IComparable<T>
{
    public bool IsEmpty => Low is { } low && High is { } high && low.Value.CompareTo(high.Value) is var order && (order > 0 || (order == 0 && low.Included + high.Included < 2));

    public Interval<T>? Intersect(Interval<T> other)
    {
        var common = new Interval<T>(
            CompareLow(Low, other.Low) >= 0 ? Low : other.Low,
            CompareHigh(High, other.High) <= 0 ? High : other.High);
        return common.IsEmpty ? null : common;
    }

    public static int CompareHigh(Bound<T>? a, Bound<T>? b)
    {
        if (a is not { } x) return b is null ? 0 : 1;
        if (b is not { } y) return -1;
        var order = x.Value.CompareTo(y.Value);
        return order != 0 ? order : x.Included - y.Included;
    }

    private static int CompareLow(Bound<T>? a, Bound<T>? b)
    {
        if (a is not { } x) return b is null ? 0 : -1;
        if (b is not { } y) return 1;
        var order = x.Value.CompareTo(y.Value);
        return order != 0 ? order : y.Included - x.Included;
    }
}
