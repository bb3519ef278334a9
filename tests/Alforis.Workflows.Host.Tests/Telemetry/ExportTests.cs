using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Alforis.Testing;
using Alforis.Workflows.Host.Tests.Serving;
using Dapper;

namespace Alforis.Workflows.Host.Tests.Telemetry;

public sealed class ExportTests
{
    private const string Metrics = "/v1/metrics";
    private const string Traces = "/v1/traces";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Serve_WithACollector_SendsItsSpansAndMeasurementsAlsoTheLastOnes()
    {
        await using var collector = await Collector.StartAsync();
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.WithDemoData, Cancellation);
        Assert.Equal(0, await NamedDatabaseTests.On(database).RunAsync("import", "--activate", SampleFiles.Workflow("onboarding-interne")));
        var console = With(database, collector.Address);
        console.Variables["OTEL_RESOURCE_ATTRIBUTES"] = "deployment.environment.name=essai";
        await using var service = await RunningService.StartAsync(console);

        await ActAsync(database, service);
        // Far sooner than the intervals of sending: what arrives was sent at the stop.
        Assert.Equal(0, await service.StopAsync());

        foreach (var name in new[]
        {
            "workflow.events", "workflow.executions", "workflow.batch.size", "workflow.batch.duration", "workflow.queue.events", "workflow.queue.oldest_age",
            "workflow.steps.unfinished", "workflow.snapshot.oldest_age", "alforis-workflows", "deployment.environment.name", "essai",
        })
        {
            Assert.True(collector.Has(Metrics, name), name);
        }

        foreach (var name in new[] { "workflow.event", "workflow.execute", "workflow.definition.load", "workflow.definition.compile", "alforis-workflows" })
            Assert.True(collector.Has(Traces, name), name);
    }

    [Fact]
    public async Task Serve_StepThatCallsAWebhook_HandsTheTraceOnAndStandsInIt()
    {
        await using var collector = await Collector.StartAsync();
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.WithDemoData, Cancellation);
        var import = new TestConsole
        {
            Input = $$$"""
                {"name": "Appel", "status": "active", "trigger_type": "deal_stage_changed",
                 "actions": [{"type": "call_webhook", "config": {"url": "{{{collector.Address}}}/hook"}}]}
                """,
            Variables = { ["ConnectionStrings__Crm"] = database.ConnectionString },
        };
        Assert.True(await import.RunAsync("import", "-") == 0, import.Error);
        await using var service = await RunningService.StartAsync(With(database, collector.Address));

        await ActAsync(database, service);
        Assert.Equal(0, await service.StopAsync());

        Assert.True(ActivityContext.TryParse(Assert.Single(collector.Arrived, a => a.Path == "/hook").TraceParent, null, out var handed));
        var trace = new byte[16];
        handed.TraceId.CopyTo(trace);
        Assert.True(collector.Has(Traces, Encoding.Latin1.GetString(trace)));
        Assert.True(collector.Has(Traces, "workflow.step"));
        Assert.True(collector.Has(Metrics, "workflow.step.attempts"));
    }

    [Fact]
    public async Task Serve_OwnServiceNameAndTracesOff_AreHeeded()
    {
        await using var collector = await Collector.StartAsync();
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.WithDemoData, Cancellation);
        var console = With(database, collector.Address);
        console.Variables["OTEL_SERVICE_NAME"] = "crm-paris";
        console.Variables["OTEL_TRACES_EXPORTER"] = "none";
        await using var service = await RunningService.StartAsync(console);

        Assert.Equal(0, await service.StopAsync());

        Assert.True(collector.Has(Metrics, "crm-paris"));
        Assert.False(collector.Has(Metrics, "alforis-workflows"));
        Assert.DoesNotContain(collector.Arrived, a => a.Path == Traces);
    }

    /// <summary>One that refuses, and one that accepts and never answers.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Serve_CollectorIsDead_WorksAndStopsAsEver(bool listens)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}";
        if (!listens) silent.Stop();
        await using var database = await TestDatabase.CreateAsync(CrmDatabases.WithDemoData, Cancellation);
        Assert.Equal(0, await NamedDatabaseTests.On(database).RunAsync("import", "--activate", SampleFiles.Workflow("onboarding-interne")));
        var console = With(database, address);
        console.Variables["OTEL_METRIC_EXPORT_INTERVAL"] = "200";
        console.Variables["OTEL_BSP_SCHEDULE_DELAY"] = "200";
        await using var service = await RunningService.StartAsync(console);

        await ActAsync(database, service);

        var stopping = Stopwatch.StartNew();
        Assert.Equal(0, await service.StopAsync());
        Assert.InRange(stopping.Elapsed.TotalSeconds, 0, 15);
        Assert.DoesNotContain("Ending without waiting", console.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4317", "it must be the address of a collector")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "ftp://x", "it must be the address of a collector")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json", "it must be grpc or http/protobuf")]
    [InlineData("OTEL_TRACES_EXPORTER", "jaeger", "it must be otlp or none")]
    public async Task Serve_UnusableVariable_SaysSo(string variable, string value, string said)
    {
        var console = new TestConsole { Variables = { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1", [variable] = value } };

        Assert.Equal(1, await console.RunAsync("serve"));

        Assert.StartsWith($"{variable} is '{value}'; {said}", console.Error, StringComparison.Ordinal);
    }

    private static TestConsole With(TestDatabase database, string address)
    {
        var console = NamedDatabaseTests.On(database);
        console.Variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = address;
        console.Variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        return console;
    }

    private static async Task ActAsync(TestDatabase database, RunningService service)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync("UPDATE deals SET stage = 'signe' WHERE id = (SELECT min(id) FROM deals WHERE stage <> 'signe' AND assigned_to IS NOT NULL)");
        await Eventually.TrueAsync(
            () => connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT FROM workflow_executions WHERE status = 'success')"), () => service.Console.Error);
    }
}
