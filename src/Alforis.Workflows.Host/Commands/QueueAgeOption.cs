using System.CommandLine;
using System.Globalization;

namespace Alforis.Workflows.Host.Commands;

/// <summary><c>--queue-age-limit</c> and its variable: how long an event may be due before that is a problem.</summary>
internal static class QueueAgeOption
{
    /// <summary>Gives the seconds when the option does not.</summary>
    public const string QueueAgeVariable = "ALFORIS_QUEUE_AGE_LIMIT";

    private const string Name = "--queue-age-limit";
    private const int MostSeconds = 86_400;

    private static readonly TimeSpan Default = TimeSpan.FromMinutes(5);

    /// <summary>The option of a verb.</summary>
    /// <param name="effect">What happens when an event is older, as the end of a sentence.</param>
    public static Option<TimeSpan?> Make(string effect) => new(Name)
    {
        Description = $"When an event has been due for more than so many seconds, 1 to {MostSeconds}, {effect}; "
            + $"default: ${QueueAgeVariable}, else {Default.TotalSeconds:0}.",
        HelpName = "SECONDS",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Parse(text) is { } limit) return limit;
            result.AddError(Problem(Name, text));
            return null;
        },
    };

    /// <summary>The limit that the option or the variable gives.</summary>
    /// <exception cref="VariableException">The variable is no such number.</exception>
    public static TimeSpan Read(TimeSpan? given, CommandSurroundings surroundings)
    {
        if (given is { } limit) return limit;
        if (surroundings.Variable(QueueAgeVariable) is not { } text) return Default;
        return Parse(text) ?? throw new VariableException(Problem(QueueAgeVariable, text));
    }

    private static TimeSpan? Parse(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= MostSeconds
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static string Problem(string source, string text) => $"{source} is '{text}'; it must be a whole number of seconds from 1 to {MostSeconds}.";
}
