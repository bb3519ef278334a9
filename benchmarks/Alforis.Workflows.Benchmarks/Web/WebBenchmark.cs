using System.Globalization;
using Alforis.Workflows.Benchmarks.Api;
using Alforis.Workflows.Benchmarks.Pipeline;
using Microsoft.Playwright;

namespace Alforis.Workflows.Benchmarks.Web;

/// <summary>
/// The first view of the list of workflows as somebody sees it who has never been there: a real browser without a cache, from the address to the first row; with much in the database
/// beside little.
/// </summary>
internal sealed class WebBenchmark : IBenchmark
{
    private const int FewWorkflows = 10;
    private const int ManyWorkflows = 1_000;
    private const int FewExecutions = 60;
    private const int ManyExecutions = 1_000_000;
    private const int Views = 15;

    /// <summary>The most that the first view of the list may take, in milliseconds.</summary>
    private const double Most = 1_000;

    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    public string Name => "web";

    public string Description => "a browser without a cache opens pages with 1,000 workflows and rows=EXECUTIONS (1000000), beside 10 workflows and 60 executions";

    public IReadOnlyList<Result> Run(IReadOnlyList<string> arguments)
    {
        var rows = ManyExecutions;
        foreach (var argument in arguments)
        {
            if (!argument.StartsWith("rows=", StringComparison.Ordinal) || !int.TryParse(argument[5..], NumberStyles.None, CultureInfo.InvariantCulture, out rows) || rows < 1)
                throw new BenchmarkException($"'{argument}' is not rows=N with a number from 1 on.");
        }

        return RunAsync(rows).GetAwaiter().GetResult();
    }

    private static async Task<IReadOnlyList<Result>> RunAsync(int executions)
    {
        var place = Browsers.FirstOrDefault(File.Exists) ?? throw new BenchmarkException("no Chromium is installed: apt-get install chromium");
        await using var database = await PipelineDatabase.StartAsync();
        await using var service = await ServiceProcess.StartAsync(database, ("ALFORIS_API_CALLS_PER_MINUTE", "100000000"));
        var token = await AdministratorSession.BeginAsync(database, "cookie");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = place, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });

        await AddWorkflowsAsync(database, FewWorkflows);
        await AddExecutionsAsync(database, FewExecutions);
        // The list, and what else reads all executions.
        string[] pages = ["/workflows", "/executions", "/attention"];
        foreach (var page in pages) await ViewAsync(browser, service.Address, token, page);
        var before = await MediansAsync(browser, service.Address, token, pages);
        await AddWorkflowsAsync(database, ManyWorkflows - FewWorkflows);
        await AddExecutionsAsync(database, executions);
        var after = await MediansAsync(browser, service.Address, token, pages);
        return [.. pages.Select((page, i) => new Result($"web/first-view-many-vs-few{page}", after[i], before[i], "ms") { Goal = page == "/workflows" ? Goal.AtMost(Most) : null })];
    }

    /// <summary>Workflows with counts of a month. They stay drafts, so that none acts meanwhile.</summary>
    private static Task AddWorkflowsAsync(PipelineDatabase database, int count) => database.ExecuteAsync(
        """
        WITH w AS (
          INSERT INTO workflows (name, trigger_type) SELECT 'Bench ' || @count || '-' || n, 'deal_created' FROM generate_series(1, @count) n RETURNING id
        ), v AS (
          INSERT INTO workflow_versions (workflow_id, version, definition)
          SELECT id, 1, '{"name": "Bench", "trigger_type": "deal_created", "actions": [{"type": "add_tag", "config": {"tag": "bench"}}]}' FROM w
        )
        INSERT INTO workflow.statistics_days (workflow_id, day, success, failed) SELECT id, current_date - d, 100, 3 FROM w, generate_series(0, 29) d;
        ANALYZE workflows; ANALYZE workflow_versions; ANALYZE workflow.statistics_days;
        """,
        new { count });

    /// <summary>Executions of a month over all workflows, for deals that exist; one of twenty failed, with one of twenty causes.</summary>
    private static Task AddExecutionsAsync(PipelineDatabase database, int count) => database.ExecuteAsync(
        """
        INSERT INTO organisations (nom) SELECT 'Organisation ' || n FROM generate_series(1, 100) n;
        INSERT INTO workflow_executions (created_at, workflow_id, workflow_version, trigger_type, entity_type, entity_id, status, duration_us, error)
        SELECT now() - (@count - n) * interval '30 days' / @count, w.ids[1 + n % cardinality(w.ids)], 1, 'organisation_created', 'organisation', 1 + n % 100,
          CASE WHEN n % 20 = 0 THEN 'failed' ELSE 'success' END, 1000, CASE WHEN n % 20 = 0 THEN 'The server answered ' || 500 + n / 20 % 20 END
        FROM generate_series(1, @count) n, (SELECT array_agg(id ORDER BY id) AS ids FROM workflows) w;
        ANALYZE organisations; ANALYZE workflow_executions;
        """,
        new { count });

    private static async Task<IReadOnlyList<double>> MediansAsync(IBrowser browser, Uri address, string token, string[] pages)
    {
        var medians = new List<double>();
        foreach (var page in pages)
        {
            var times = new List<double>();
            for (var i = 0; i < Views; i++) times.Add(await ViewAsync(browser, address, token, page));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"web: {page}: median {Medians.Of(times):0} ms, least {times.Min():0} ms, most {times.Max():0} ms of {Views} views"));
            medians.Add(Medians.Of(times));
        }

        return medians;
    }

    /// <summary>From the beginning of the navigation until a link to a workflow, an execution or a cause is there, in milliseconds.</summary>
    private static async Task<double> ViewAsync(IBrowser browser, Uri address, string token, string path)
    {
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = address.ToString(), Locale = "fr-FR" });
        await context.AddCookiesAsync([new Cookie { Name = "alforis", Value = token, Url = address.ToString() }]);
        var page = await context.NewPageAsync();
        await page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Commit });
        try
        {
            var seen = await page.WaitForFunctionAsync("() => document.querySelector('main a[href^=\"/workflows/\"]') && performance.now()");
            return await seen.JsonValueAsync<double>();
        }
        catch (TimeoutException)
        {
            throw new BenchmarkException($"{path} showed no row within 30 s. It said: {await page.InnerTextAsync("body")}");
        }
    }
}
