namespace Alforis.Crm.Data.Accounts;

/// <summary>How long sessions last, by the database's clock.</summary>
public static class SessionLife
{
    /// <summary>However busy a session is, it ends then: 30 days.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>A browser's session ends when nothing was asked for that long: 12 hours.</summary>
    public static readonly TimeSpan CookieIdle = TimeSpan.FromHours(12);

    /// <summary>A program's session ends when nothing was asked for that long: 14 days.</summary>
    public static readonly TimeSpan BearerIdle = TimeSpan.FromDays(14);

    /// <summary>An access token of a program is good for that long: an hour.</summary>
    public static readonly TimeSpan Access = TimeSpan.FromHours(1);

    /// <summary>What was asked for with an access token is under way for that long when the next token is there already: a minute.</summary>
    public static readonly TimeSpan OldAccess = TimeSpan.FromMinutes(1);

    /// <summary>Whether the session <c>s</c> lives.</summary>
    internal const string IsAlive = "s.ended_at IS NULL AND s.expires_at > clock_timestamp() AND s.last_seen_at > clock_timestamp() - s.idle_timeout";

    /// <summary>How long a session of a kind may be idle.</summary>
    /// <param name="kind">The kind.</param>
    public static TimeSpan IdleOf(SessionKind kind) => kind == SessionKind.Cookie ? CookieIdle : BearerIdle;
}
