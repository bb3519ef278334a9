using Npgsql;

namespace Alforis.Crm.Data.Sql;

/// <summary>
/// Has the server end a transaction whose host says nothing any more. The server is not told when a host freezes or its network is cut, and
/// would keep for it, for hours, what all others wait for.
/// </summary>
public static class SilenceLimit
{
    /// <summary>The setting's name.</summary>
    public const string Setting = "idle_in_transaction_session_timeout";

    private const string Sql = $"SELECT set_config('{Setting}', $1, true)";

    /// <summary>The setting's value.</summary>
    /// <param name="longest">How long a transaction may do nothing, in whole milliseconds.</param>
    public static string Text(TimeSpan longest) => FormattableString.Invariant($"{(int)longest.TotalMilliseconds}ms");

    /// <summary>Sets it for the transaction that this is the first command of.</summary>
    internal static NpgsqlBatchCommand Command(TimeSpan longest) => new(Sql)
    {
        Parameters = { new NpgsqlParameter<string> { TypedValue = Text(longest) } },
    };
}
