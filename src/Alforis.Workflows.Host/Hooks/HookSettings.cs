using System.Globalization;
using Alforis.Workflows.Host.Commands;

namespace Alforis.Workflows.Host.Hooks;

/// <summary>How webhooks are received. Immutable.</summary>
internal sealed record HookSettings
{
    /// <summary>Gives the calls that a hook takes in a minute.</summary>
    public const string CallsPerMinuteVariable = "ALFORIS_HOOK_CALLS_PER_MINUTE";

    private const int UsualCallsPerMinute = 3_000;
    private const int MostCallsPerMinute = 1_000_000;

    /// <summary>The keys that the secrets are encrypted with.</summary>
    /// <value>none</value>
    public KeyRing Keys { get; init; } = KeyRing.None;

    /// <summary>How many calls a host takes for one hook in a minute, 1 to 1,000,000; as many at once.</summary>
    /// <value>3000</value>
    public int CallsPerMinute { get; init; } = UsualCallsPerMinute;

    /// <summary>How many calls that prove nothing a host answers in a minute, whatever their slugs, before it says that they are too many.</summary>
    /// <value>600</value>
    public int RefusalsPerMinute { get; init; } = 600;

    /// <summary>How long a sender may take for its body.</summary>
    /// <value>10 seconds</value>
    public TimeSpan BodyTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The settings of the environment.</summary>
    /// <exception cref="VariableException">A variable cannot be used.</exception>
    public static HookSettings Read(KeyRing keys, CommandSurroundings surroundings)
    {
        var settings = new HookSettings { Keys = keys };
        if (surroundings.Variable(CallsPerMinuteVariable) is not { } text) return settings;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var calls) && calls is >= 1 and <= MostCallsPerMinute
            ? settings with { CallsPerMinute = calls }
            : throw new VariableException($"{CallsPerMinuteVariable} is '{text}'; it must be a whole number from 1 to {MostCallsPerMinute}.");
    }
}
