namespace Alforis.Workflows.Engine.Compilation;

/// <summary>
/// Something in two tiers: walked at first, and once it has been used often, code of its own. Both give the same answers. Thread-safe.
/// </summary>
internal abstract class TieredCode
{
    /// <summary>The count of what will be counted no more.</summary>
    private const int Settled = -1;

    private HotCode? hot;
    private int used;
    private bool isAdded;

    /// <summary>Makes its own code and takes it into use.</summary>
    public abstract void Compile();

    /// <summary>To be called at the end of construction.</summary>
    /// <param name="code">Decides who gets code.</param>
    /// <param name="gains">Whether code of its own could be any better.</param>
    protected void Start(HotCode code, bool gains)
    {
        hot = code;
        if (!gains || !code.IsAllowed) used = Settled;
        else if (code.After == 0) code.Add(this);
    }

    /// <summary>Threads may lose one another's counts: a few uses more or less decide nothing, and a lock would cost more.</summary>
    protected void Count()
    {
        if (used == Settled || ++used <= hot!.After) return;
        used = Settled;
        if (!Interlocked.Exchange(ref isAdded, true)) hot.Add(this);
    }
}
