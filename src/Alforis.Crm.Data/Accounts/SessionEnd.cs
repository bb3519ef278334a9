namespace Alforis.Crm.Data.Accounts;

/// <summary>Why a session was ended before its time.</summary>
public enum SessionEnd
{
    /// <summary>Its user signed out.</summary>
    SignOut,

    /// <summary>Its user or an administrator ended it from elsewhere.</summary>
    Revoked,

    /// <summary>The password was changed.</summary>
    Password,

    /// <summary>The roles were changed.</summary>
    Roles,

    /// <summary>The account was disabled.</summary>
    Disabled,

    /// <summary>A refresh token was presented a second time: somebody else has it.</summary>
    Reuse,
}

/// <summary>Reasons as the database writes them.</summary>
internal static class SessionEndText
{
    public static string Text(this SessionEnd reason) => reason switch
    {
        SessionEnd.SignOut => "sign_out",
        SessionEnd.Revoked => "revoked",
        SessionEnd.Password => "password",
        SessionEnd.Roles => "roles",
        SessionEnd.Disabled => "disabled",
        _ => "reuse",
    };
}
