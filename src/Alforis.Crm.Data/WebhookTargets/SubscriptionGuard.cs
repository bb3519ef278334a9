using Npgsql;

namespace Alforis.Crm.Data.WebhookTargets;

/// <summary>What the database answers to those who would change a subscription's workflow by itself.</summary>
public static class SubscriptionGuard
{
    /// <summary>The SQLSTATE of its refusal.</summary>
    public const string SqlState = "AL001";

    /// <summary>What it says, with what to do instead: sentences for people; <see langword="null"/> when an exception is another one.</summary>
    /// <param name="e">What a change of workflows threw.</param>
    public static string? Explain(Exception e) => e is PostgresException { SqlState: SqlState } refusal ? $"{refusal.MessageText} {refusal.Hint}".TrimEnd() : null;
}
