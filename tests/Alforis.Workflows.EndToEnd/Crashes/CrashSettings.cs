using System.Globalization;

namespace Alforis.Workflows.EndToEnd.Crashes;

/// <summary>How long and how random the crash tests are, by environment variables.</summary>
internal static class CrashSettings
{
    /// <summary>How often hosts are killed: <c>ALFORIS_CRASH_KILLS</c>.</summary>
    public static int Kills { get; } = Setting("ALFORIS_CRASH_KILLS", 10);

    /// <summary>How often PostgreSQL is: <c>ALFORIS_CRASH_DATABASE_KILLS</c>, else a fifth of that.</summary>
    public static int DatabaseKills { get; } = Setting("ALFORIS_CRASH_DATABASE_KILLS", Kills / 5);

    /// <summary>Where randomness begins: <c>ALFORIS_CRASH_SEED</c>.</summary>
    public static int Seed { get; } = Setting("ALFORIS_CRASH_SEED", Environment.ProcessId);

    /// <summary>Whether somebody asked for more than <c>./test.sh</c> has time for.</summary>
    public static bool IsLong => Kills >= 50;

    private static int Setting(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : otherwise;
}
