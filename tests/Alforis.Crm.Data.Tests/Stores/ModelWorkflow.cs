namespace Alforis.Crm.Data.Tests.Stores;

/// <summary>A workflow that runs whenever a deal changes its stage, as letters: one for each action.</summary>
/// <param name="Actions">
/// <c>t</c> makes a task, <c>g</c> tags the deal, <c>x</c> is refused by the database, <c>c</c> calls outside. A capital letter does it after a delay.
/// </param>
internal sealed record ModelWorkflow(long Id, string Actions)
{
    public bool IsDeleted { get; init; }

    /// <summary>The actions as a definition writes them; an action's name is its position.</summary>
    public static string Json(string actions) => $"[{string.Join(", ", actions.Select(Json))}]";

    public char Kind(int position) => char.ToLowerInvariant(Actions[position]);

    public bool IsDelayed(int position) => char.IsUpper(Actions[position]);

    private static string Json(char action, int position)
    {
        var delay = char.IsUpper(action) ? "\"delay\": \"2 days\", " : "";
        var (type, config) = char.ToLowerInvariant(action) switch
        {
            't' => ("create_task", $$$"""{"title": "{{{position}}}", "assigned_to": "{{ deal.assigned_to }}"}"""),
            'g' => ("add_tag", """{"tag": "{{ deal.stage }}"}"""),
            'x' => ("create_task", """{"title": "x", "assigned_to": 999999}"""),
            'c' => ("call_webhook", """{"url": "https://hooks.example/x"}"""),
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, "There is no such action."),
        };
        return $$"""{"id": "a{{position}}", {{delay}}"type": "{{type}}", "config": {{config}}}""";
    }
}
