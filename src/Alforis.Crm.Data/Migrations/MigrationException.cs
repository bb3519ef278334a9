namespace Alforis.Crm.Data.Migrations;

/// <summary>The database cannot be brought to this version; the message says what, where and what to do.</summary>
/// <remarks>Whatever the failing migration had done is rolled back; migrations applied before it stay.</remarks>
public sealed class MigrationException : Exception
{
    /// <summary>Creates the exception without a message.</summary>
    public MigrationException()
    {
    }

    /// <summary>Creates the exception with a message for the operator.</summary>
    public MigrationException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message for the operator and what caused it.</summary>
    public MigrationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
