namespace Alforis.Crm.Data.EmbeddedPostgres;

/// <summary>
/// The embedded PostgreSQL could not be found, initialised, started or stopped. The message is meant for the operator: what
/// happened, where, and what to do about it.
/// </summary>
public sealed class EmbeddedPostgresException : Exception
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public EmbeddedPostgresException()
    {
    }

    /// <summary>Makes an exception for the operator.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public EmbeddedPostgresException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception for the operator that keeps its technical cause.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The technical cause.</param>
    public EmbeddedPostgresException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
