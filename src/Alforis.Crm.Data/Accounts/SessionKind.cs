namespace Alforis.Crm.Data.Accounts;

/// <summary>How a session's token is presented.</summary>
public enum SessionKind
{
    /// <summary>By a program, in the header <c>Authorization</c>.</summary>
    Bearer,

    /// <summary>By a browser, in a cookie.</summary>
    Cookie,
}

/// <summary>Kinds as the database writes them.</summary>
internal static class SessionKindText
{
    public static string Text(this SessionKind kind) => kind == SessionKind.Cookie ? "cookie" : "bearer";
}
