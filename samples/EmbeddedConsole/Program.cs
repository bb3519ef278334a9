using System.Globalization;
using Alforis.Workflows.Engine.Execution;
using EmbeddedConsole;

// The engine knows three things: what happens, what is to be seen then, and who does the actions.
var engine = WorkflowEngine<OrderEvent>.Create(e => e
    .Trigger("order_placed", t => t.View(c => c.Order).FieldFilters())
    .AddAction<MailSettings>("send_mail", (call, _) =>
    {
        // A mail server would get call.IdempotencyKey, and send a mail that it knows already only once.
        if (!call.Settings.To.Contains('@')) return ValueTask.FromResult(ActionResult.Failure($"'{call.Settings.To}' is no address."));
        return ValueTask.FromResult(ActionResult.Success($"mail {call.IdempotencyKey}"));
    })
    .AddAction<TaskSettings>("create_task", (call, _) =>
        ValueTask.FromResult(ActionResult.Success($"{call.Settings.Priority} task, due in {call.Settings.DueInDays} days: {call.Settings.Title}"))));

var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "workflows"), "*.json").Order(StringComparer.Ordinal);
var load = engine.Load(files.Select((file, i) => new WorkflowSource(i + 1, Version: 1, File.ReadAllText(file))));
if (!load.Succeeded)
{
    Console.Error.WriteLine(load);
    return 1;
}

Order[] orders =
[
    new(41, new Customer("ACME", "buyer@acme.example", "FR"), 12_500m, OrderStatus.New, null, ["vip"]),
    new(42, new Customer("Globex", null, "DE"), 800m, OrderStatus.Paid, new DateOnly(2026, 12, 31), []),
];
foreach (var order in orders)
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Order {order.Id}, {order.Customer.Name}, {order.Total}"));
    var context = new OrderEvent(order);
    foreach (var execution in await engine.ProcessAsync("order_placed", context, eventId: $"order-{order.Id}"))
    {
        Console.WriteLine($"  {execution.Entry.Workflow.Definition.Name}: {execution.Status}");
        foreach (var action in execution.Actions) Console.WriteLine($"    {action.Id}: {Tell(execution, action)}");
    }

    foreach (var (workflow, why) in engine.Explain("order_placed", context).Where(e => !e.Explanation.Fires))
    {
        Console.WriteLine($"  {workflow.Workflow.Definition.Name}: {why.Describe(CultureInfo.InvariantCulture)}");
    }
}

return 0;

static string Tell(WorkflowExecution<OrderEvent> execution, ActionOutcome action) => action switch
{
    { Status: ActionStatus.Succeeded } => $"done, {action.Value}",
    { Status: ActionStatus.Failed } => $"failed, {action.Error}",
    { SkipReason: SkipReason.When } => execution.ExplainWhen(action.Id).Describe(CultureInfo.InvariantCulture),
    _ => "not tried",
};
