using System.Text.Json;
using Alforis.Workflows.Engine.Execution;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Tests.Execution;

/// <summary>What the workflows of these tests see.</summary>
public sealed record Shop(Purchase Purchase, JsonElement? Payload = null);

public sealed record Purchase(string Customer, decimal Total, string? Note = null)
{
    public static readonly Purchase Small = new("ACME", 10);

    /// <summary>A property of somebody else's code.</summary>
    public string Moody => Customer is "moody" ? throw new InvalidOperationException("Not today.") : "fine";
}

public sealed record SaySettings
{
    [Setting(MaxLength = 30)]
    public required string Message { get; init; }
}

public sealed record CountSettings
{
    [Setting(Minimum = 1, Maximum = 9)]
    public int? Times { get; init; }

    public decimal? Price { get; init; }

    public bool? Loud { get; init; }

    [Setting(AllowsNumber = true, Format = typeof(NoSpaces))]
    public string? Code { get; init; }

    public IReadOnlyList<string>? Names { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public JsonElement? Body { get; init; }

    public int Rest { get; init; } = 42;

    public long Huge { get; init; }
}

public sealed record NothingToSet;

public sealed class NoSpaces : ISettingFormat
{
    public string? Check(string text) => text.Contains(' ', StringComparison.Ordinal) ? "Write it without spaces." : null;
}

/// <summary>Engines whose only trigger is <c>bought</c>.</summary>
internal static class Shops
{
    public static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    public static WorkflowEngine<Shop> Engine(Action<WorkflowEngineBuilder<Shop>> configure, TimeProvider? clock = null) => WorkflowEngine<Shop>.Create(
        e =>
        {
            e.Trigger("bought", t => t.View(c => c.Purchase, ("webhook", c => c.Payload)));
            configure(e);
        },
        clock);

    /// <summary>An active workflow with these actions.</summary>
    public static string Definition(string actions, string conditions = "{}", string status = "active") =>
        $$"""{"name":"Essai","status":"{{status}}","trigger_type":"bought","conditions":{{conditions}},"actions":[{{actions}}]}""";

    public static WorkflowEngine<Shop> With(this WorkflowEngine<Shop> engine, string actions)
    {
        var load = engine.Load([new WorkflowSource(1, 1, Definition(actions))]);
        Assert.True(load.Succeeded, load.ToString());
        return engine;
    }

    /// <summary>The only execution of an event.</summary>
    public static async Task<WorkflowExecution<Shop>> RunAsync(this WorkflowEngine<Shop> engine, Purchase? purchase = null, string? payload = null) =>
        Assert.Single(await engine.ProcessAsync(
            "bought", new Shop(purchase ?? Purchase.Small, payload is null ? null : JsonElement.Parse(payload)), "e1", TestContext.Current.CancellationToken));
}
