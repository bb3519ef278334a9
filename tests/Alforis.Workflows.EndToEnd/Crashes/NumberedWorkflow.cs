namespace Alforis.Workflows.EndToEnd.Crashes;

/// <summary>
/// A workflow of the crash tests. Every change bears a number of its own, which comes out in each task's title and each call's body, so
/// that what was done can be held against what happened, one by one.
/// </summary>
/// <param name="Name">Its name, and the first word of its tasks.</param>
/// <param name="Trigger">What fires it.</param>
/// <param name="Field">It fires only when this field changed; any when <see langword="null"/>.</param>
/// <param name="Tasks">The tasks that each execution creates, by the second word of their titles.</param>
/// <param name="Calls">The webhooks that each execution calls, by action, in order.</param>
/// <param name="Adds">How much each execution adds to its organisation's <c>montant_potentiel</c>.</param>
/// <param name="Actions">The actions, as JSON; RECEIVER stands for the address that is called.</param>
internal sealed record NumberedWorkflow(
    string Name, string Trigger, string? Field, string[] Tasks, string[] Calls, int Adds, string Actions)
{
    private const string Organisation = "{{ organisation.aum }}";
    private const string Deal = "{{ deal.montant }}";
    private const string AddOne = """{"type": "update_field", "config": {"field": "montant_potentiel", "value": "+1"}}""";

    public static IReadOnlyList<NumberedWorkflow> All { get; } =
    [
        new("database", "organisation_created", null, ["made"], [], 1,
            Task("database made " + Organisation) + "," + AddOne + """,{"type": "add_tag", "config": {"tag": "vu"}}"""),
        new("between", "organisation_created", null, ["before", "after"], ["call"], 0,
            Task("between before " + Organisation) + "," + Call("between", "call", Organisation) + "," + Task("between after " + Organisation)),
        new("cascade", "organisation_updated", "tags", ["noted"], [], 0, Task("cascade noted " + Organisation)),
        new("count", "organisation_updated", "aum", ["counted"], [], 1, AddOne + "," + Task("count counted " + Organisation)),
        new("sleep", "deal_created", null, ["asleep", "awake"], [], 0,
            Task("sleep asleep " + Deal) + "," + Task("sleep awake " + Deal, "\"delay\": \"1 second\", ")),
        new("twice", "deal_updated", "montant", [], ["one", "two"], 0, Call("twice", "one", Deal) + "," + Call("twice", "two", Deal)),
    ];

    /// <summary>The definition.</summary>
    /// <param name="receiver">The address that is called.</param>
    public string Definition(Uri receiver)
    {
        var config = Field is null ? "{}" : $$"""{"fields": ["{{Field}}"]}""";
        var actions = Actions.Replace("RECEIVER", receiver.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal);
        return $$"""{"name": "{{Name}}", "trigger_type": "{{Trigger}}", "trigger_config": {{config}}, "actions": [{{actions}}]}""";
    }

    /// <summary>Whether an event sets it off.</summary>
    public bool FiresFor(LoggedEvent happened) =>
        happened.Types.Contains(Trigger, StringComparer.Ordinal) && (Field is null || happened.ChangedFields.Contains(Field, StringComparer.Ordinal));

    private static string Task(string title, string members = "") =>
        $$$"""{"type": "create_task", {{{members}}}"config": {"title": "{{{title}}}"}}""";

    private static string Call(string workflow, string action, string number) =>
        $$$"""
        {"type": "call_webhook", "id": "{{{action}}}", "retry": {"attempts": 100, "wait": "1 second", "most_wait": "2 seconds"},
         "config": {"url": "RECEIVER/{{{workflow}}}/{{{action}}}", "body": {"number": "{{{number}}}"} } }
        """;
}
