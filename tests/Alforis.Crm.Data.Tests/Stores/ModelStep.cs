namespace Alforis.Crm.Data.Tests.Stores;

/// <summary>A call outside that an execution waits for.</summary>
internal sealed record ModelStep
{
    /// <summary>Attempts that may fail.</summary>
    public const int MostFailures = 3;

    /// <summary><c>pending</c>, <c>running</c>, <c>success</c> or <c>failed</c>.</summary>
    public string Status { get; init; } = "pending";

    public int Attempts { get; init; }

    public int Losses { get; init; }

    /// <summary>The lease, while it is running.</summary>
    public Guid? Token { get; init; }

    public DateTimeOffset RunAfter { get; init; }

    public DateTimeOffset LeasedUntil { get; init; }

    public ModelStep Lease(Guid token, DateTimeOffset until) => this with { Status = "running", Attempts = Attempts + 1, Token = token, LeasedUntil = until };

    public ModelStep Succeed() => this with { Status = "success", Token = null };

    public ModelStep Fail() => this with { Status = "failed", Token = null };

    public ModelStep FailForNow(DateTimeOffset runAfter) =>
        Attempts - Losses >= MostFailures ? Fail() : this with { Status = "pending", Token = null, RunAfter = runAfter };

    public ModelStep Lose(int mostLosses, DateTimeOffset now) =>
        this with { Status = Losses + 1 >= mostLosses ? "failed" : "pending", Losses = Losses + 1, Token = null, RunAfter = now };
}
