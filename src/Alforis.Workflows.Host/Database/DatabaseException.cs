namespace Alforis.Workflows.Host.Database;

/// <summary>The database cannot be used; the message is for the operator and never contains a password.</summary>
internal class DatabaseException : Exception
{
    public DatabaseException(string message)
        : base(message)
    {
    }

    public DatabaseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The database could not be reached within the limit.</summary>
internal sealed class DatabaseUnreachableException(string message, Exception innerException) : DatabaseException(message, innerException);
