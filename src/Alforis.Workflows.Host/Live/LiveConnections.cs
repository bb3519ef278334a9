using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace Alforis.Workflows.Host.Live;

/// <summary>Who is connected to this host. Thread-safe.</summary>
internal sealed class LiveConnections
{
    /// <summary>Pages that one user may have open.</summary>
    private const int MostOfOneUser = 20;

    private readonly ConcurrentDictionary<string, LiveConnection> all = [];
    private readonly Lock gate = new();

    public IReadOnlyCollection<LiveConnection> All => [.. all.Values];

    public bool IsEmpty => all.IsEmpty;

    /// <summary>Whether there was place for one more of this user.</summary>
    public bool Add(LiveConnection connection)
    {
        // Those that come at once are counted one after the other.
        lock (gate)
        {
            if (all.Values.Count(c => c.User.Id == connection.User.Id) >= MostOfOneUser) return false;
            all[connection.Id] = connection;
            return true;
        }
    }

    public void Remove(string id) => all.TryRemove(id, out _);

    /// <exception cref="HubException">The connection is being closed.</exception>
    public LiveConnection Get(string id) => all.GetValueOrDefault(id) ?? throw new HubException("The session has ended. Sign in again.");
}
