using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Steps;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Crm.Data.Workflows;

namespace Alforis.Crm.Data.Tests.Stores;

/// <summary>What may happen.</summary>
internal sealed partial class Interleaving
{
    private Task StepAsync() => random.Next(100) switch
    {
        < 14 => WriteAsync(),
        < 20 => writers.Count < 2 && random.Next(2) == 0 ? OpenAsync() : CloseAsync(),
        < 30 => ActAsync(actors[0], actors[1]),
        < 42 => ActAsync(actors[2], actors[3]),
        < 46 => ActAllAsync(),
        < 53 => ReleaseAsync(),
        < 64 => ClaimAsync(random.Next(1, 5)),
        < 80 => CompleteAsync(),
        < 83 => CompleteLateAsync(),
        < 85 => ProlongAsync(),
        < 88 => ExpireAsync(),
        < 92 => HurryAsync(),
        < 95 => CancelAsync(),
        < 99 => RetryAsync(),
        _ => DeleteAsync(),
    };

    private async Task WriteAsync()
    {
        var deal = deals[random.Next(deals.Count)];
        await using var writer = await Writer.BeginAsync(Database, deal);
        trace.Add(Text($"write {deal}: {(writer is null ? "held" : "done")}"));
        if (writer is null) return;
        await writer.CommitAsync();
        await WrittenAsync();
    }

    private async Task OpenAsync()
    {
        var deal = deals[random.Next(deals.Count)];
        var writer = await Writer.BeginAsync(Database, deal);
        trace.Add(Text($"open a write of {deal}: {(writer is null ? "held" : "done")}"));
        if (writer is not null) writers.Add(writer);
    }

    private Task CloseAsync() => writers.Count == 0 ? Task.CompletedTask : CloseAsync(writers[random.Next(writers.Count)], random.Next(3) switch
    {
        0 => "roll back",
        1 => "kill",
        _ => "commit",
    });

    private async Task CloseAsync(Writer writer, string how)
    {
        trace.Add(Text($"{how} the write of {writer.Deal}"));
        writers.Remove(writer);
        await using (writer)
        {
            if (how == "kill") await writer.KillAsync();
            if (how != "commit") return;
            await writer.CommitAsync();
        }

        await WrittenAsync();
    }

    /// <summary>A write has become an event.</summary>
    private async Task WrittenAsync()
    {
        var fresh = (await StoreSnapshot.ReadAsync(Database)).Queue.Where(q => !model.Queue.ContainsKey(q.Key)).ToList();
        var (id, entity) = Assert.Single(fresh);
        Assert.True(entity > 0, "A change of stage is an event that fires.");
        model.Queue[id] = entity;
    }

    private async Task ActAsync(params Actor[] candidates)
    {
        if (candidates.Where(a => a.UnderWay is null).ToArray() is not { Length: > 0 } idle) return;
        var actor = idle[random.Next(idle.Length)];
        if (random.Next(3) > 0)
        {
            await PassAsync(actor);
            return;
        }

        var gate = random.Next(2) == 0 ? "write" : "commit";
        trace.Add(Text($"{actor.Name} begins, up to its {gate}"));
        await gates.CloseAsync(actor.Name, gate);
        await actor.BeginAsync();
        actor.Gate = gate;
        if (!actor.UnderWay!.IsCompleted) return;
        trace.Add("  it had nothing to do");
        await ReleaseAsync(actor, "commit");
    }

    private async Task PassAsync(Actor actor)
    {
        trace.Add(Text($"{actor.Name} does a pass"));
        await actor.BeginAsync();
        Assert.Null(await actor.EndAsync());
        await FollowAsync();
    }

    /// <summary>All at once, in whatever order the machine has it; some lose their sessions.</summary>
    private async Task ActAllAsync()
    {
        var idle = actors.Where(a => a.UnderWay is null).ToList();
        var victims = idle.Where(_ => random.Next(4) == 0).ToList();
        trace.Add(Text($"{string.Join(", ", idle.Select(a => a.Name))} at once; killed: {string.Join(", ", victims.Select(a => a.Name))}"));
        var begun = idle.Select(a => a.BeginAsync()).ToArray();
        foreach (var victim in victims) await victim.KillAsync();
        await Task.WhenAll(begun);
        foreach (var actor in idle)
        {
            var fault = await actor.EndAsync();
            if (!victims.Contains(actor)) Assert.Null(fault);
        }

        await FollowAsync();
    }

    private Task ReleaseAsync() => actors.Where(a => a.UnderWay is not null).ToArray() is { Length: > 0 } open
        ? ReleaseAsync(open[random.Next(open.Length)], random.Next(4) switch { 0 => "kill", 1 => "cancel", _ => "commit" })
        : Task.CompletedTask;

    private async Task ReleaseAsync(Actor actor, string how)
    {
        trace.Add(Text($"{how} what {actor.Name} has begun"));
        if (how == "kill") await actor.KillAsync();
        if (how == "cancel") await actor.CancelAsync();
        if (how != "commit") await Poll.UntilAsync(() => Task.FromResult(actor.UnderWay!.IsCompleted));
        await gates.OpenAsync(actor.Name, actor.Gate!);
        var fault = await actor.EndAsync();
        if (how == "commit") Assert.Null(fault);
        await Task.WhenAll(late).WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        late.Clear();
        await FollowAsync();
    }

    private async Task ClaimAsync(int room)
    {
        var all = room >= 100;
        var steps = await host.Queue.ClaimAsync("worker", [KeyValuePair.Create(ActionNames.CallWebhook, room)], new StepOptions(), Cancellation);
        trace.Add(Text($"claim {room}: {string.Join(", ", steps.Select(s => s.Call.ExecutionId))}"));
        var numbers = (await StoreSnapshot.ReadAsync(Database)).Numbers;
        foreach (var step in steps)
        {
            var execution = model.Executions[numbers[step.Call.ExecutionId]];
            Assert.True(model.MayLease(execution), Text($"The step of event {execution.Event} must not be leased now: {execution}"));
            model.Lease(execution, step.Token);
            var key = (execution.Event, execution.Workflow.Id, step.Call.ActionId);
            if (!keys.TryAdd(key, step.Call.IdempotencyKey)) Assert.Equal(keys[key], step.Call.IdempotencyKey);
            held.Add(step);
        }

        Assert.Equal(keys.Count, keys.Values.Distinct().Count());
        if (all) Assert.DoesNotContain(model.Live, model.MayLease);
    }

    private async Task CompleteAsync()
    {
        if (held.Count == 0) return;
        var step = held[random.Next(held.Count)];
        switch (random.Next(8))
        {
            case < 4:
                await CompleteAsync(step, "success");
                break;
            case 4 or 5:
                await CompleteAsync(step, "transient");
                break;
            case 6:
                await CompleteAsync(step, "permanent");
                break;
            default:
                trace.Add(Text($"the worker of {step.Call.ExecutionId} dies"));
                held.Remove(step);
                past.Add(step);
                break;
        }
    }

    private async Task CompleteAsync(LeasedStep step, string result)
    {
        held.Remove(step);
        past.Add(step);
        var expected = model.Complete(step.Token, s => result switch
        {
            "success" => s.Succeed(),
            "transient" => s.FailForNow(model.Now + TimeSpan.FromHours(1)),
            _ => s.Fail(),
        });
        trace.Add(Text($"complete {step.Call.ExecutionId}: {result}, {expected}"));
        var journaled = host.CompleteAsync(step, Result(result));
        if (expected == "lease_lost" && actors.Any(a => a.UnderWay is not null))
        {
            // Its execution may be one that goes on just now: what is journaled must wait, and changes nothing.
            late.Add(CheckAsync());
            return;
        }

        await CheckAsync();

        async Task CheckAsync() => Assert.Equal(expected, await journaled.WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
    }

    /// <summary>A worker tells again what it has told already, or that it was frozen and is back.</summary>
    private async Task CompleteLateAsync()
    {
        if (past.Count == 0 || actors.Any(a => a.UnderWay is not null)) return;
        await CompleteAsync(past[random.Next(past.Count)], random.Next(2) == 0 ? "success" : "permanent");
    }

    private static StepResult Result(string result) => result switch
    {
        "success" => StepResult.Success(),
        "transient" => StepResult.Transient(FailureCode.WebhookRefused, "Away.", TimeSpan.FromHours(1)),
        _ => StepResult.Permanent(FailureCode.WebhookRefused, "No."),
    };

    private async Task ProlongAsync()
    {
        trace.Add(Text($"prolong {string.Join(", ", held.Select(s => s.Call.ExecutionId))}"));
        var kept = await host.Queue.ProlongAsync(held, TimeSpan.FromSeconds(30), Cancellation);
        Assert.Equal(held.Where(s => model.Prolong(s.Token)).Select(s => s.Token).Order(), kept.Order());
    }

    private async Task ExpireAsync()
    {
        trace.Add("leases end, and are swept");
        await Database.ExecuteAsync("UPDATE workflow.steps SET leased_until = now() - interval '1 second' WHERE status = 'running'");
        model.Now += TimeSpan.FromSeconds(31);
        Assert.Equal(model.Sweep(), await host.Queue.SweepAsync(model.MostLosses, Cancellation));
    }

    /// <summary>Delays and waits are over. Rows that a transaction under way holds are due already, or will be when it is over.</summary>
    private async Task HurryAsync()
    {
        trace.Add("time passes");
        await Database.ExecuteAsync(
            """
            UPDATE workflow.live_executions SET wake_at = now() WHERE id = ANY (ARRAY(
              SELECT id FROM workflow.live_executions WHERE wake_at IS NOT NULL FOR NO KEY UPDATE SKIP LOCKED));
            UPDATE workflow.steps SET run_after = now() WHERE id = ANY (ARRAY(
              SELECT id FROM workflow.steps WHERE status = 'pending' FOR NO KEY UPDATE SKIP LOCKED))
            """);
        model.Now += TimeSpan.FromHours(2);
        foreach (var sleeper in model.Live.Where(e => e.Sleeps).ToList()) model.Put(sleeper with { IsDue = true });
        // The leases are the database's; only waits are over here.
        foreach (var execution in model.Live.Where(e => e.Step is { Status: "running" }).ToList()) model.Prolong(execution.Step!.Token!.Value);
    }

    private async Task CancelAsync()
    {
        if (cancellations.Count > 0 || model.Live.ToArray() is not { Length: > 0 } live) return;
        var execution = live[random.Next(live.Length)];
        var id = (await StoreSnapshot.ReadAsync(Database)).Numbers.Single(n => n.Value == execution.Key).Key;
        trace.Add(Text($"cancel {id}"));
        var cancelling = new ExecutionCancellation(Database.DataSource).CancelAsync(id, "Enough.", Alforis.Crm.Data.Audit.Actor.CommandLine, Cancellation);
        if (actors.Any(a => a.UnderWay is not null) && !await EndsSoonAsync(cancelling))
        {
            trace.Add("  it waits for what is under way");
            cancellations.Add((cancelling, execution.Key));
            return;
        }

        Assert.True(await cancelling.WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
        model.Put(execution.Cancel());
    }

    private async Task RetryAsync()
    {
        var oftenFailed = random.Next(4) > 0;
        if (model.Executions.Values.Where(e => e.Ended is "failed" || (e.Ended is not null && !oftenFailed)).ToArray() is not { Length: > 0 } ended) return;
        var execution = ended[random.Next(ended.Length)];
        var id = (await StoreSnapshot.ReadAsync(Database)).Numbers.Single(n => n.Value == execution.Key).Key;
        var expected = execution.Ended != "failed" ? RetryAnswer.NotFailed
            : model.Workflows[execution.Workflow.Id].IsDeleted ? RetryAnswer.WorkflowGone : RetryAnswer.Retried;
        trace.Add(Text($"retry {id}: {expected}"));
        Assert.Equal(expected, await new ExecutionRetry(Database.DataSource).RetryAsync(id, Alforis.Crm.Data.Audit.Actor.CommandLine, Cancellation));
        if (expected == RetryAnswer.Retried) model.Put(execution.Retry());
    }

    private async Task DeleteAsync()
    {
        if (actors.Any(a => a.UnderWay is not null) || cancellations.Count > 0) return;
        if (model.Workflows.Values.Where(w => !w.IsDeleted).ToArray() is not { Length: > 1 } workflows) return;
        var workflow = workflows[random.Next(workflows.Length)].Id;
        trace.Add(Text($"delete workflow {workflow}"));
        Assert.NotNull(await new WorkflowDeletion(Database.DataSource).DeleteAsync(workflow, Alforis.Crm.Data.Audit.Actor.CommandLine, Cancellation));
        model.Delete(workflow);
    }
}
