using Npgsql;

namespace Alforis.Crm.Data.Dispatching;

/// <summary>Tells what is wrong with the content from what is wrong with the world.</summary>
internal static class ContentFault
{
    /// <summary>
    /// Whether trying the same again would fail the same way: a value that PostgreSQL refuses (classes 22 and 23, limits, errors that
    /// triggers raise), an image that cannot be read, a mistake of ours. A server that is down or busy is nobody's fault.
    /// </summary>
    public static bool Is(Exception e) => e switch
    {
        PostgresException postgres => postgres.SqlState[..2] is "22" or "23" or "54" or "P0",
        NpgsqlException or ObjectDisposedException or IOException or TimeoutException or OperationCanceledException => false,
        _ => true,
    };
}
