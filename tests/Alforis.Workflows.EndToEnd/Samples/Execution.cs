namespace Alforis.Workflows.EndToEnd.Samples;

/// <summary>What an execution did, read from the CRM's tables, the mailbox and the receiver. Users are named by their e-mails.</summary>
internal sealed class Execution(SampleService service, long id)
{
    private const string Entity = "coalesce('deal ' || r.deal_id, 'organisation ' || r.organisation_id)";

    public long Id => id;

    /// <summary>Brings forward when it wakes, in the database: nobody can wait for days. What follows happens by itself.</summary>
    public Task WakeAsync() => service.Crm.ExecuteAsync($"UPDATE workflow.live_executions SET wake_at = now() WHERE id = {id}");

    /// <summary>Its tasks in their order: <c>title | priority | days until it is due | whose | of what | description</c>.</summary>
    public Task<string[]> TasksAsync() => service.Crm.LinesAsync($"""
        SELECT concat_ws(' | ', r.title, r.priority, '+' || (r.due_date - (r.created_at AT TIME ZONE 'Europe/Paris')::date), u.email, {Entity}, r.description)
        FROM tasks r LEFT JOIN users u ON u.id = r.assigned_to WHERE r.execution_id = {id} ORDER BY r.id
        """);

    /// <summary>Its notifications by whom they go to: <c>whom | severity | kind | title | message</c>.</summary>
    public Task<string[]> NotificationsAsync() => service.Crm.LinesAsync($"""
        SELECT concat_ws(' | ', u.email, r.severity, r.kind, r.title, r.message)
        FROM notifications r JOIN users u ON u.id = r.user_id WHERE r.execution_id = {id} ORDER BY u.email COLLATE "C"
        """);

    /// <summary>Its activities in their order: <c>type | of what | title | description</c>.</summary>
    public Task<string[]> ActivitiesAsync() => service.Crm.LinesAsync($"""
        SELECT concat_ws(' | ', r.type, {Entity}, r.title, r.description) FROM organisation_activities r WHERE r.execution_id = {id} ORDER BY r.id
        """);

    /// <summary>The e-mail of one of its actions, from the mailbox.</summary>
    public async Task<Email> MailAsync(string action) => await service.Mail.WithKeyAsync(await KeyAsync(action));

    /// <summary>The call of one of its actions, as the receiver got it.</summary>
    public async Task<ReceivedCall> CallAsync(string action) => await service.Calls.WithKeyAsync(await KeyAsync(action));

    /// <summary>The day on which it acted, in Paris.</summary>
    public async Task<DateOnly> DayAsync() => DateOnly.ParseExact(
        await service.Crm.ScalarAsync<string>($"SELECT to_char(completed_at AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD') FROM workflow_executions WHERE id = {id}"),
        "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>How many days after that the next day from Monday to Friday is.</summary>
    public async Task<int> DaysToNextBusinessDayAsync() => (await DayAsync()).DayOfWeek switch
    {
        DayOfWeek.Friday => 3,
        DayOfWeek.Saturday => 2,
        _ => 1,
    };

    /// <summary>When its schedule was due, by the clocks of Paris: <c>day of month | ISO day of week | time</c>.</summary>
    public Task<string> DueAsync() => service.Crm.ScalarAsync<string>($"""
        SELECT to_char((e.payload ->> 'scheduled_at')::timestamptz AT TIME ZONE 'Europe/Paris', 'FMDD | ID | HH24:MI')
        FROM workflow_executions x JOIN workflow.events e ON e.event_id = x.event_id WHERE x.id = {id}
        """);

    private async Task<Guid> KeyAsync(string action) => Guid.Parse(await service.Crm.ScalarAsync<string>(
        $"SELECT a ->> 'idempotency_key' FROM workflow_executions x, json_array_elements(x.actions) a WHERE x.id = {id} AND a ->> 'id' = '{action}'"));
}
