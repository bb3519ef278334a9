using Alforis.Crm.Data.Printing;
using Npgsql;

namespace Alforis.Crm.Data.Dispatching;

/// <summary>Says what an exception means, for a log and for the queue's <c>last_error</c>.</summary>
public static class FailureText
{
    /// <summary>
    /// One line that ends with a full stop: PostgreSQL's message and SQLSTATE, without the detail that Npgsql withholds; else the
    /// message and the innermost one, which tells why.
    /// </summary>
    /// <param name="fault">What went wrong.</param>
    public static string Of(Exception fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return VisibleText.Line(fault is PostgresException postgres ? Describe(postgres) : Describe(fault));
    }

    private static string Describe(PostgresException e)
    {
        var constraint = e.ConstraintName is { } name && !e.MessageText.Contains(name, StringComparison.Ordinal) ? $", constraint {name}" : "";
        return $"{e.MessageText.TrimEnd('.')} (SQLSTATE {e.SqlState}{constraint}).";
    }

    private static string Describe(Exception e)
    {
        var (outer, inner) = (e.Message.TrimEnd().TrimEnd('.'), e.GetBaseException().Message.TrimEnd().TrimEnd('.'));
        return outer.Contains(inner, StringComparison.Ordinal) ? outer + "." : $"{outer} ({inner}).";
    }
}
