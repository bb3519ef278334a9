using Alforis.Crm.Data.Dispatching;
using Alforis.Crm.Data.Events;

namespace Alforis.Crm.Data.Tests.Events;

/// <summary>Claims as a lone dispatcher makes them.</summary>
internal static class Claims
{
    public static Claim InAllLanes(int most) => new([.. Enumerable.Range(0, LaneLocks.Count).Select(lane => new LanePosition(lane, 0, 0))], most);
}
