using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Alforis.Workflows.Benchmarks.Pipeline;

namespace Alforis.Workflows.Benchmarks.Api;

/// <summary>
/// The API as a program sees it, with sign-in, permissions and database: list, get and validate under load beside an endpoint that only answers the same bytes;
/// and one request at a time with few and many rows.
/// </summary>
internal sealed class ApiBenchmark : IBenchmark
{
    private const int Few = 10;
    private const int Many = 10_000;
    private const int MostExecutions = 2_000_000;
    private const int Rounds = 200;

    private const string Definition =
        """{"name": "Bench", "trigger_type": "deal_created", "conditions": {"operator": "AND", "rules": [{"field": "montant", "operator": ">", "value": 50000}, {"field": "stage", "operator": "in", "value": ["proposition", "negociation"]}]}, "actions": [{"type": "create_task", "config": {"title": "Appeler {{ deal.nom }}", "due_date": "+7 days"}}]}""";

    public string Name => "api";

    public string Description => "list, get and validate by wrk beside a bare endpoint of the same bytes; with few and many rows; seconds=N (10), rows=EXECUTIONS (2000000)";

    public IReadOnlyList<Result> Run(IReadOnlyList<string> arguments) => RunAsync(Number(arguments, "seconds", 10), Number(arguments, "rows", MostExecutions)).GetAwaiter().GetResult();

    private static async Task<IReadOnlyList<Result>> RunAsync(int seconds, int executions)
    {
        await using var database = await PipelineDatabase.StartAsync();
        // What is measured is the work, not the limit of a user.
        await using var service = await ServiceProcess.StartAsync(database, ("ALFORIS_API_CALLS_PER_MINUTE", "100000000"));
        var token = await AdministratorSession.BeginAsync(database, "bearer");
        using var client = new HttpClient { BaseAddress = service.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        await AddWorkflowsAsync(database, Few);
        var results = new List<Result>
        {
            await CompareAsync("list", service.Address, client, token, "/api/v1/workflows?limit=10", null, seconds),
            await CompareAsync("get", service.Address, client, token, "/api/v1/workflows/1", null, seconds),
            await CompareAsync("validate", service.Address, client, token, "/api/v1/workflows/validate", Definition, seconds),
        };
        string[] ofWorkflows = ["/api/v1/workflows?limit=50&skip=0", "/api/v1/workflows?limit=50&sort=name", "/api/v1/workflows/1"];
        string[] ofExecutions = ["/api/v1/executions", "/api/v1/executions?status=failed", "/api/v1/workflows/1/executions?with_total=true"];
        // As many on the page before and after: what is compared is what lies behind it.
        await AddWorkflowsAsync(database, 50);
        await AddExecutionsAsync(database, 60);
        var (workflowsBefore, executionsBefore) = (await TimeAsync(client, ofWorkflows), await TimeAsync(client, ofExecutions));
        await AddWorkflowsAsync(database, Many);
        await AddExecutionsAsync(database, executions);
        var (workflowsAfter, executionsAfter) = (await TimeAsync(client, ofWorkflows), await TimeAsync(client, ofExecutions));
        results.AddRange(Flat("workflows", ofWorkflows, workflowsAfter, workflowsBefore));
        results.AddRange(Flat("executions", ofExecutions, executionsAfter, executionsBefore));
        return results;
    }

    private static int Number(IReadOnlyList<string> arguments, string name, int usual)
    {
        var found = arguments.FirstOrDefault(a => a.StartsWith(name + "=", StringComparison.Ordinal));
        if (found is null) return usual;
        return int.TryParse(found[(name.Length + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new BenchmarkException($"the argument {name} is a number from 1 on.");
    }

    /// <summary>Drafts, of which the latest days have counts.</summary>
    private static Task AddWorkflowsAsync(PipelineDatabase database, int count) => database.ExecuteAsync(
        """
        WITH w AS (
          INSERT INTO workflows (name, trigger_type) SELECT 'Bench ' || @count || '-' || n, 'deal_created' FROM generate_series(1, @count) n RETURNING id
        ), v AS (
          INSERT INTO workflow_versions (workflow_id, version, definition) SELECT id, 1, @Definition::json FROM w
        )
        INSERT INTO workflow.statistics_days (workflow_id, day, success, failed) SELECT id, current_date - d, 100, 3 FROM w, generate_series(0, 29) d;
        ANALYZE workflows; ANALYZE workflow_versions; ANALYZE workflow.statistics_days;
        """,
        new { count, Definition });

    private static Task AddExecutionsAsync(PipelineDatabase database, int count) => database.ExecuteAsync(
        """
        INSERT INTO workflow_executions (created_at, workflow_id, workflow_version, trigger_type, entity_type, entity_id, status, duration_us, error)
        SELECT now() - (@count - n) * interval '50 milliseconds', 1 + n % 2, 1, 'deal_created', 'deal', n, CASE WHEN n % 20 = 0 THEN 'failed' ELSE 'success' END, 1000, CASE WHEN n % 20 = 0 THEN 'error' END
        FROM generate_series(1, @count) n;
        ANALYZE workflow_executions;
        """,
        new { count });

    private static async Task<Result> CompareAsync(string name, Uri service, HttpClient client, string token, string path, string? body, int seconds)
    {
        using var content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = body is null ? await client.GetAsync(new Uri(path, UriKind.Relative)) : await client.PostAsync(new Uri(path, UriKind.Relative), content);
        var bytes = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        await using var bare = await BareServer.StartAsync(bytes);
        // Warm first: both run compiled code then.
        foreach (var address in new[] { service, bare.Address }) await Wrk.RunAsync(new Uri(address, path), token, body, Math.Min(seconds, 3));
        var ours = await Wrk.RunAsync(new Uri(service, path), token, body, seconds);
        var theirs = await Wrk.RunAsync(new Uri(bare.Address, path), token, body, seconds);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"api: {name}, {bytes.Length} bytes: ours p50 {ours.Median:0.00} ms, p99 {ours.Percentile99:0.00} ms; bare p50 {theirs.Median:0.00} ms, p99 {theirs.Percentile99:0.00} ms"));
        return new Result($"api/{name}-vs-bare-endpoint", ours.PerSecond, theirs.PerSecond, "requests/s");
    }

    private static IEnumerable<Result> Flat(string of, string[] paths, IReadOnlyList<double> after, IReadOnlyList<double> before) =>
        paths.Select((path, i) => new Result($"api/{of}-many-vs-few{path.Replace("?", "/", StringComparison.Ordinal).Replace("=", "-", StringComparison.Ordinal)}", after[i], before[i], "ms") { Goal = Goal.RatioAtMost(3) });

    /// <summary>Of each address the median of one request at a time, in milliseconds.</summary>
    private static async Task<IReadOnlyList<double>> TimeAsync(HttpClient client, string[] paths)
    {
        var medians = new List<double>();
        foreach (var path in paths)
        {
            var times = new List<double>();
            for (var i = 0; i < Rounds; i++)
            {
                var watch = Stopwatch.StartNew();
                using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
                await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
                times.Add(watch.Elapsed.TotalMilliseconds);
            }

            medians.Add(Medians.Of(times));
        }

        return medians;
    }
}
