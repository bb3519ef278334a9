using System.Globalization;
using Alforis.Crm.Data.Actions;
using Alforis.Crm.Data.Dispatching;
using Alforis.Crm.Data.Executions;
using Alforis.Crm.Data.Steps;
using Alforis.Crm.Data.Tests.Dispatching;
using Alforis.Crm.Data.Tests.Steps;
using Alforis.Crm.Data.Workflows;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Alforis.Crm.Data.Tests.Stores;

/// <summary>
/// One random history: writers, dispatchers, continuations, workers and an operator, in an order that chance has made, with transactions that stay open,
/// are rolled back or lose their session. After each command the database holds what the model says. Where the product may choose (which of the
/// events, which of the executions that are due), the model follows its choice, if it was allowed.
/// </summary>
internal sealed partial class Interleaving : IAsyncDisposable
{
    private static readonly string[] Definitions = ["t", "tct", "cc", "tgT", "gCt", "tcx", "Tc", "Xt", "ctgx"];

    private readonly StepHost host;
    private readonly Random random;
    private readonly StoreModel model = new();
    private readonly List<Actor> actors;
    private readonly Gates gates;
    private readonly List<long> deals = [];
    private readonly List<Writer> writers = [];
    private readonly List<(Task<bool> Task, (long, long) Execution)> cancellations = [];
    private readonly List<Task> late = [];
    private readonly List<LeasedStep> held = [];
    private readonly List<LeasedStep> past = [];
    private readonly Dictionary<(long, long, string), Guid> keys = [];
    private readonly List<string> trace = [];

    private Interleaving(StepHost host, Gates gates, Random random)
    {
        this.host = host;
        this.gates = gates;
        this.random = random;
        actors =
        [
            NewActor("dispatcher 1", Dispatch), NewActor("dispatcher 2", Dispatch),
            NewActor("continuation 1", Continue), NewActor("continuation 2", Continue),
        ];
    }

    /// <summary>What was done so far.</summary>
    public string Trace => string.Join(Environment.NewLine, trace);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private CrmDatabase Database => host.Crm.Database;

    public static async Task<Interleaving> BeginAsync(Random random)
    {
        var crm = await StepHost.CreateAsync();
        var run = new Interleaving(crm, await Gates.BuildAsync(crm.Crm.Database), random);
        for (var i = 1; i <= 3; i++) run.deals.Add(await crm.Crm.AddDealAsync($"deal {i}", i));
        await crm.Crm.DrainAsync();
        var definitions = Definitions.ToArray();
        random.Shuffle(definitions);
        foreach (var actions in definitions.Take(4))
        {
            var id = await crm.Crm.AddWorkflowAsync(actions, "deal_stage_changed", ModelWorkflow.Json(actions));
            run.model.Workflows[id] = new ModelWorkflow(id, actions);
            run.trace.Add(Text($"workflow {id}: {actions}"));
        }

        return run;
    }

    /// <summary>Does some commands, then everything that is left, and compares.</summary>
    public async Task RunAsync(int commands)
    {
        for (var i = 0; i < commands; i++)
        {
            await StepAsync();
            await CompareAsync();
        }

        await FinishAsync();
        Assert.Empty(model.Queue);
        Assert.Empty(model.Live);
        Assert.Equal(0, await host.Crm.CountAsync("workflow.event_queue"));
        Assert.Equal(0, await host.Crm.CountAsync("workflow.live_executions"));
        Assert.Equal(0, await Database.ScalarAsync<long>("SELECT count(*) FROM (SELECT FROM workflow.step_attempts GROUP BY step_id, attempt HAVING count(*) > 1) twice"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var actor in actors) await actor.KillAsync();
        foreach (var actor in actors.Where(a => a.UnderWay is not null)) await actor.EndAsync();
        foreach (var writer in writers) await writer.DisposeAsync();
        foreach (var actor in actors) actor.Dispose();
        await gates.DisposeAsync();
        await host.DisposeAsync();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private Actor NewActor(string name, Func<NpgsqlDataSource, Func<CancellationToken, Task>> work) => new(name, Database, work);

    /// <summary>It stands at its gate for longer than it would wait for others; nobody keeps it waiting here.</summary>
    private static DispatchOptions Options() => new() { LongestDeferral = TimeSpan.FromMilliseconds(1), LockTimeout = TimeSpan.FromMinutes(10) };

    private static Func<CancellationToken, Task> Dispatch(NpgsqlDataSource dataSource)
    {
        var pass = new DispatchPass(
            dataSource, DatabaseActions.All, new ActiveWorkflows(NullLogger<ActiveWorkflows>.Instance), Options(), TimeProvider.System, new Random(1),
            NullLogger<DispatchPass>.Instance);
        return pass.RunAsync;
    }

    private static Func<CancellationToken, Task> Continue(NpgsqlDataSource dataSource) =>
        new ContinuePass(dataSource, DatabaseActions.All, Options(), TimeProvider.System, NullLogger<ContinuePass>.Instance).RunAsync;

    private async Task FinishAsync()
    {
        trace.Add("the end");
        foreach (var actor in actors.Where(a => a.UnderWay is not null)) await ReleaseAsync(actor, "commit");
        foreach (var writer in writers.ToList()) await CloseAsync(writer, "commit");
        held.Clear();
        for (var round = 0; round < 200 && (model.Queue.Count > 0 || model.Live.Any()); round++)
        {
            await HurryAsync();
            await ExpireAsync();
            await PassAsync(actors[0]);
            await PassAsync(actors[2]);
            await ClaimAsync(100);
            foreach (var step in held.ToList()) await CompleteAsync(step, "success");
            await CompareAsync();
        }
    }

    /// <summary>The model has followed every commit: all is as it says.</summary>
    private async Task CompareAsync()
    {
        var snapshot = await StoreSnapshot.ReadAsync(Database);
        var said = StoreSnapshot.Lines(model).ToList();
        var stored = snapshot.Lines().ToList();
        if (said.SequenceEqual(stored)) return;
        var differences = stored.Except(said).Select(l => "database: " + l).Concat(said.Except(stored).Select(l => "model:    " + l));
        Assert.Fail($"The database differs from the model:{Environment.NewLine}{string.Join(Environment.NewLine, differences)}");
    }
}
