namespace Alforis.Crm.Data.EmbeddedPostgres;

/// <summary>What is known about the process that a cluster's <c>postmaster.pid</c> names.</summary>
internal enum PostmasterState
{
    /// <summary>There is no such process, or it is another program that got the same number.</summary>
    Gone,

    /// <summary>It is a server of this very cluster.</summary>
    Running,

    /// <summary>There is a process, but this user may not look at it.</summary>
    Unknown,
}
