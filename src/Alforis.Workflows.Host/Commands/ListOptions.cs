using Alforis.Workflows.Host.Reports;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Alforis.Workflows.Host.Commands;

/// <summary>An entity as people name it on the command line.</summary>
/// <param name="Type"><c>organisation</c> or <c>deal</c>.</param>
/// <param name="Id">Its number.</param>
internal sealed record NamedEntity(string Type, long Id);

/// <summary>Options and arguments of verbs that list or name rows of the database.</summary>
internal static class ListOptions
{
    private const int UsualLimit = 20;
    private const int MostLimit = 1000;

    public static Option<bool> Json() => new("--json") { Description = "Print JSON, for scripts." };

    public static Option<int> Limit()
    {
        return new Option<int>("--limit")
        {
            Description = $"How many at most, 1 to {MostLimit}; default: {UsualLimit}.",
            HelpName = "N",
            DefaultValueFactory = _ => UsualLimit,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MostLimit) return limit;
                result.AddError($"--limit is '{text}'; it must be a number from 1 to {MostLimit}.");
                return UsualLimit;
            },
        };
    }

    public static Option<NamedEntity?> Entity(string description = "Only those of this entity, for example deal:3.") => new("--entity")
    {
        Description = description,
        HelpName = "TYPE:ID",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (text.Split(':') is [("organisation" or "deal") and var type, var number] && Number(number) is { } id) return new NamedEntity(type, id);
            result.AddError($"--entity is '{text}'; it must be organisation:ID or deal:ID, for example deal:3.");
            return null;
        },
    };

    /// <summary>The option that goes on where an earlier list ended.</summary>
    /// <param name="position">Makes the place of a moment and a number.</param>
    public static Option<T?> Before<T>(Func<DateTimeOffset, long, T> position)
        where T : class => new("--before")
    {
        Description = "Go on where an earlier list ended, as it said.",
        HelpName = "CURSOR",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (ListCursor.Parse(text) is { } place) return position(place.Moment, place.Id);
            result.AddError($"--before is '{text}'; it must be what an earlier list said, such as 20260329T010005.123456Z-45.");
            return null;
        },
    };

    /// <summary>The option of a number, such as that of a workflow.</summary>
    public static Option<long?> Id(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "ID",
        CustomParser = result => Read(result, name),
    };

    /// <summary>Numbers; each counts once.</summary>
    public static Argument<long[]> Ids(string description, ArgumentArity arity) => new("ID")
    {
        Description = description,
        Arity = arity,
        CustomParser = result =>
        {
            foreach (var token in result.Tokens.Where(t => Number(t.Value) is null))
                result.AddError($"ID is '{token.Value}'; it must be a number from 1 on.");
            return [.. result.Tokens.Select(t => Number(t.Value)).OfType<long>().Distinct()];
        },
    };

    /// <summary>A number that must be given.</summary>
    public static Argument<long> Id(string description) => new("ID")
    {
        Description = description,
        CustomParser = result => Read(result, "ID") ?? 0,
    };

    /// <summary>A number that may be given.</summary>
    public static Argument<long?> OptionalId(string description) => new("ID")
    {
        Description = description,
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = result => result.Tokens.Count == 0 ? null : Read(result, "ID"),
    };

    /// <summary>The number that a text is, or <see langword="null"/> when it cannot be that of a row.</summary>
    public static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    private static long? Read(ArgumentResult result, string name)
    {
        var text = result.Tokens[0].Value;
        if (Number(text) is { } number) return number;
        result.AddError($"{name} is '{text}'; it must be a number from 1 on.");
        return null;
    }
}
