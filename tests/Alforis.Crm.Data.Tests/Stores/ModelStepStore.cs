namespace Alforis.Crm.Data.Tests.Stores;

/// <summary>The model as a store of steps.</summary>
internal sealed class ModelStepStore : IStepStore
{
    private readonly StoreModel model = new();
    private long events;

    public ModelStepStore(int workflows)
    {
        for (var i = 0; i < workflows; i++) model.Workflows[i] = new ModelWorkflow(i, "c");
    }

    public Task AddAsync(int workflow, int entity)
    {
        model.Put(new ModelExecution(++events, entity, model.Workflows[workflow]).GoOn());
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<HeldStep>> ClaimAsync(int room, int callsPerHour = 1000)
    {
        var held = new List<HeldStep>();
        foreach (var execution in model.Choose(room, callsPerHour))
        {
            var token = Guid.NewGuid();
            model.Lease(execution, token);
            held.Add(new HeldStep(token, execution.Key, (int)execution.Workflow.Id, execution.Entity, execution.Event, execution.Step!.Attempts + 1));
        }

        return Task.FromResult<IReadOnlyList<HeldStep>>(held);
    }

    public Task<string> CompleteAsync(HeldStep step, string result) => Task.FromResult(model.Complete((Guid)step.Lease, s => result switch
    {
        "success" => s.Succeed(),
        "transient" => s.FailForNow(model.Now + TimeSpan.FromSeconds(30)),
        _ => s.Fail(),
    }));

    public Task<bool> ProlongAsync(HeldStep step) => Task.FromResult(model.Prolong((Guid)step.Lease));

    public Task<long> SweepAsync() => Task.FromResult((long)model.Sweep());

    public Task ContinueAsync()
    {
        foreach (var execution in model.Live.Where(e => e.IsDue).ToList()) model.Put(execution.GoOn());
        return Task.CompletedTask;
    }

    public Task CancelAsync(int workflow, int entity)
    {
        foreach (var execution in model.Live.Where(e => e.Workflow.Id == workflow && e.Entity == entity).ToList()) model.Put(execution.Cancel());
        return Task.CompletedTask;
    }

    public Task PassAsync(TimeSpan time)
    {
        model.Now += time;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> EndsAsync() =>
        Task.FromResult<IReadOnlyList<string>>([.. model.Executions.Values.Where(e => e.Ended is not null).OrderBy(e => e.Event).Select(e => e.Ended!)]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
