namespace Alforis.Crm.Data.Accounts;

/// <summary>What became of the wish to change an account.</summary>
public enum AccountOutcome
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>There is no such user.</summary>
    Unknown,

    /// <summary>Another account has the address.</summary>
    EmailTaken,

    /// <summary>Somebody else has changed it since it was read.</summary>
    ChangedMeanwhile,

    /// <summary>Whoever wants it lacks a role that is to be given, or that the account has.</summary>
    RoleNotHeld,

    /// <summary>No active administrator would be left.</summary>
    LastAdministrator,

    /// <summary>Nobody does that to themselves.</summary>
    Oneself,
}
