namespace Alforis.Crm.Data.Tests.Stores;

/// <summary>What a commit has chosen to do, and whether it was allowed to.</summary>
internal sealed partial class Interleaving
{
    private async Task FollowAsync()
    {
        var cancelled = await CancelledAsync();
        var snapshot = await StoreSnapshot.ReadAsync(Database);
        FollowQueue(snapshot);
        foreach (var execution in model.Live.ToList())
        {
            if (!snapshot.Executions.TryGetValue(execution.Key, out var stored)) continue;
            ModelExecution[] allowed = (execution.IsDue, cancelled.Contains(execution.Key)) switch
            {
                (true, true) => [execution.Cancel(), execution.GoOn().Cancel()],
                (false, true) => [execution.Cancel()],
                (true, false) => [execution, execution.GoOn()],
                (false, false) => [execution],
            };
            if (allowed.FirstOrDefault(e => e.ToString() == stored) is { } taken) model.Put(taken);
        }
    }

    /// <summary>Events that are not in the queue any more were handled; those of tags may be new.</summary>
    private void FollowQueue(StoreSnapshot snapshot)
    {
        foreach (var gone in model.Queue.Keys.Where(id => !snapshot.Queue.ContainsKey(id)).ToList()) model.Handle(gone);
        foreach (var (id, entity) in snapshot.Queue.Where(q => q.Value < 0)) model.Queue[id] = entity;
    }

    /// <summary>The executions whose cancellation has waited for the transaction that is over, and found them unfinished.</summary>
    private async Task<HashSet<(long, long)>> CancelledAsync()
    {
        var cancelled = new HashSet<(long, long)>();
        foreach (var (task, execution) in cancellations.ToList())
        {
            // It waits for another transaction still.
            if (!task.IsCompleted && actors.Any(a => a.UnderWay is not null) && !await EndsSoonAsync(task)) continue;
            cancellations.Remove((task, execution));
            if (await task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation)) cancelled.Add(execution);
        }

        return cancelled;
    }

    private async Task<bool> EndsSoonAsync(Task task)
    {
        await Poll.UntilAsync(async () => task.IsCompleted || await Database.ScalarAsync<bool>(
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%cancel_executions(ARRAY%' AND pid <> pg_backend_pid() AND wait_event_type = 'Lock')"));
        return task.IsCompleted;
    }
}
