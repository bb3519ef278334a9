using System.Text.RegularExpressions;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Matching;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Tests.Documentation;

/// <summary>The README's example of embedding: it compiles here, and does what it says.</summary>
public sealed partial class EmbeddingExampleTests
{
    [Fact]
    public void Match_ExampleOfTheReadme_NotifiesOfTheBigOrder()
    {
        var sent = new List<string>();
        void Send(string message) => sent.Add(message);

        var schema = WorkflowSchema.For<OrderContext>(s => s
            .Trigger("order_placed", t => t.View(c => c.Order).FieldFilters())
            .Action<NotifySettings>("notify"));

        var compiler = new WorkflowCompiler<OrderContext>(schema);
        var result = compiler.Compile("""
            {
              "name": "Big order",
              "trigger_type": "order_placed",
              "conditions": { "rules": [{ "field": "total", "operator": ">", "value": 1000 }] },
              "actions": [{ "type": "notify", "config": { "message": "{{ customer }} ordered for {{ total }}" } }]
            }
            """);
        if (!result.Succeeded) throw new InvalidOperationException(string.Join('\n', result.Diagnostics));

        var active = WorkflowSet<OrderContext>.Create([new(1, 1, result.Workflow)]);

        // When an order is placed:
        var context = new OrderContext(new Order("ACME", 1250.50m, null));
        var now = TimeProvider.System.GetUtcNow();
        var matches = new List<WorkflowMatch<OrderContext>>();
        active.Match(["order_placed"], context, now, matches);
        foreach (var match in matches.Where(m => m.Fires))
        {
            foreach (var action in match.Entry.Workflow.Plan(context, now)) Send(action.Settings["message"]!.GetValue<string>());
        }

        Assert.Equal(["ACME ordered for 1250.5"], sent);
    }

    [Fact]
    public void Readme_EveryCSharpBlock_StandsInTheTestedSources()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "README.md"))) root = root.Parent!;
        var folder = Path.Combine(root.FullName, "tests", "Alforis.Workflows.Engine.Tests", "Documentation");
        var tested = Lines(string.Join('\n', Directory.EnumerateFiles(folder, "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText)));
        var blocks = CSharp().Matches(File.ReadAllText(Path.Combine(root.FullName, "README.md"))).Select(m => m.Groups["code"].Value).ToList();

        Assert.Equal(2, blocks.Count);
        foreach (var block in blocks) Assert.Contains(Lines(block), tested, StringComparison.Ordinal);
    }

    /// <summary>Without indentation and empty lines, which differ.</summary>
    private static string Lines(string code) => string.Join('\n', code.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0));

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex CSharp();
}
