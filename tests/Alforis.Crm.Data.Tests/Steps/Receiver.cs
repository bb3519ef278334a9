using System.Collections.Concurrent;
using Alforis.Crm.Data.Steps;

namespace Alforis.Crm.Data.Tests.Steps;

/// <summary>The world outside: keeps what arrives, and answers as it is told.</summary>
internal sealed class Receiver(string name) : IOutsideAction
{
    public ConcurrentQueue<StepCall> Arrived { get; } = new();

    public Func<StepCall, CancellationToken, ValueTask<StepResult>> Answer { get; set; } = (_, _) => ValueTask.FromResult(StepResult.Success());

    public string Name => name;

    public int Concurrency { get; init; } = 4;

    public ValueTask<StepResult> RunAsync(StepCall call, CancellationToken cancellationToken)
    {
        Arrived.Enqueue(call);
        return Answer(call, cancellationToken);
    }
}
