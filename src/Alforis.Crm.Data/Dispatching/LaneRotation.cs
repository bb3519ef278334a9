using System.Security.Cryptography;

namespace Alforis.Crm.Data.Dispatching;

/// <summary>
/// Which lanes a pass asks for. All of them while there is little to do; under a backlog a quarter at a time and in turn, so that
/// other dispatchers find lanes too. Not thread-safe.
/// </summary>
internal sealed class LaneRotation
{
    private const int Share = LaneLocks.Count / 4;

    private int first = RandomNumberGenerator.GetInt32(LaneLocks.Count);

    /// <summary>Whether the last batch was full, so that there is more.</summary>
    public bool HasBacklog { get; set; }

    /// <summary>How many lanes to take at most.</summary>
    public int Most => HasBacklog ? Share : LaneLocks.Count;

    /// <summary>All lanes, beginning where the last pass ended.</summary>
    public int[] Next()
    {
        int[] lanes = [.. Enumerable.Range(0, LaneLocks.Count).Select(i => (first + i) % LaneLocks.Count)];
        first = (first + Most) % LaneLocks.Count;
        return lanes;
    }
}
