namespace Alforis.Workflows.Host.Auth;

/// <summary>
/// Bounds what refusals write into the audit trail: anybody can be refused, and nobody shall fill the table with it. What is left out is said
/// in the log. Thread-safe.
/// </summary>
internal sealed class AuditLimit(TimeProvider clock, ILogger<AuditLimit> logger)
{
    /// <summary>Entries of one address in a minute.</summary>
    public const int MostOfAddress = 30;

    /// <summary>Entries of all in a minute, on one host.</summary>
    public const int Most = 300;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> ofAddress = new(StringComparer.Ordinal);
    private DateTimeOffset ends;
    private int admitted;
    private int leftOut;

    /// <summary>Whether an entry about somebody at an address may be written.</summary>
    public bool Admit(string address)
    {
        var unsaid = 0;
        bool may;
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (now >= ends || now < ends - Window)
            {
                unsaid = leftOut;
                ofAddress.Clear();
                (admitted, leftOut, ends) = (0, 0, now + Window);
            }

            var own = ofAddress.GetValueOrDefault(address);
            may = own < MostOfAddress && admitted < Most;
            if (may) (ofAddress[address], admitted) = (own + 1, admitted + 1);
            else leftOut++;
        }

        if (unsaid > 0) AuthLog.LeftOut(logger, unsaid);
        return may;
    }
}
