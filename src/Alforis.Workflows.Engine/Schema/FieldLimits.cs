using System.Globalization;

namespace Alforis.Workflows.Engine.Schema;

/// <summary>What a field can hold within its type. Immutable, thread-safe.</summary>
public sealed record FieldLimits
{
    /// <summary>Limits that refuse nothing.</summary>
    public static FieldLimits None { get; } = new();

    /// <summary>Smallest number, inclusive; <see langword="null"/> for none.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>Largest number, inclusive; <see langword="null"/> for none.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>What a number must be larger than; <see langword="null"/> for nothing.</summary>
    public decimal? ExclusiveMinimum { get; init; }

    /// <summary>What a number must be smaller than; <see langword="null"/> for nothing.</summary>
    public decimal? ExclusiveMaximum { get; init; }

    /// <summary>Most decimals of a number; <see langword="null"/> for any.</summary>
    public int? Decimals { get; init; }

    /// <summary>Most characters (Unicode code points) of a text, or of each element of a list; <see langword="null"/> for any.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Most elements of a list; <see langword="null"/> for any.</summary>
    public int? MaxItems { get; init; }

    /// <summary>Whether text must be more than spaces.</summary>
    public bool NotBlank { get; init; }

    /// <summary>What is wrong with a value, as the end of a sentence that begins with the field; <see langword="null"/> when it is within.</summary>
    /// <param name="value">Text, a <see cref="decimal"/>, a list of text, or anything else, which has no limits.</param>
    public string? Check(object? value) => value switch
    {
        string text => CheckText(text),
        decimal number => CheckNumber(number),
        IReadOnlyList<string> list => list.Count > MaxItems
            ? $"has at most {MaxItems} elements, not {list.Count}."
            : list.Select(CheckText).FirstOrDefault(problem => problem is not null),
        _ => null,
    };

    private string? CheckText(string text)
    {
        if (NotBlank && string.IsNullOrWhiteSpace(text)) return "must not be blank.";
        if (MaxLength is not { } most || text.Length <= most) return null;
        var length = text.EnumerateRunes().Count();
        return length > most ? $"has at most {most} characters, not {length}." : null;
    }

    private string? CheckNumber(decimal number)
    {
        if (number < Minimum) return $"must be at least {Text(Minimum.Value)}, not {Text(number)}.";
        if (number > Maximum) return $"must be at most {Text(Maximum.Value)}, not {Text(number)}.";
        if (number <= ExclusiveMinimum) return $"must be more than {Text(ExclusiveMinimum.Value)}, not {Text(number)}.";
        if (number >= ExclusiveMaximum) return $"must be less than {Text(ExclusiveMaximum.Value)}, not {Text(number)}.";
        if (Decimals is not { } decimals || decimal.Round(number, decimals) == number) return null;
        return decimals == 0 ? $"must be a whole number, not {Text(number)}." : $"has at most {decimals} decimals, not {Text(number)}.";
    }

    private static string Text(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);
}
